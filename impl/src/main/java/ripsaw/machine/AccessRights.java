package ripsaw.machine;

import java.util.Arrays;
import ripsaw.machine.order.Touch;

/**
 * Who may touch which page. A page lives from one {@link #begin} to the next {@link #end}; each of
 * its lives is an incarnation of its own, so that a right to one is none to the next.
 */
final class AccessRights {
  static final int SHARED = -2;
  private static final int DEAD = -1;

  private final MachineObserver observer;
  private final int firstLocation;
  private final long firstPage;
  private final long lastPageEnd;
  private final int pageShift;
  private final int[] owner;
  private final long[] born;
  private long incarnations;

  AccessRights(Layout layout, MachineObserver observer) {
    this.firstLocation = layout.pageLocation(0);
    this.observer = observer;
    this.firstPage = layout.firstPage();
    this.lastPageEnd = layout.subjectWord(0);
    this.pageShift = Integer.numberOfTrailingZeros(layout.shape().pageBytes());
    this.owner = new int[layout.shape().pages()];
    this.born = new long[owner.length];
    Arrays.fill(owner, DEAD);
  }

  /** The page of this address, or -1. */
  int page(long address) {
    return address < firstPage || address >= lastPageEnd
        ? -1
        : (int) ((address - firstPage) >>> pageShift);
  }

  /** The incarnation that this address lives in, as the cpu's caller knows it. */
  long incarnation(Cpu cpu, long address) {
    int page = page(address);
    observer.touched(cpu, firstLocation + page, Touch.READS);
    return born[page];
  }

  /** Why the cpu may not touch this page now, as in {@code in a ripped slab}; null if it may. */
  String denial(Cpu cpu, int page) {
    observer.touched(cpu, firstLocation + page, Touch.READS);
    if (owner[page] == DEAD) {
      return "in a ripped slab";
    }
    if (owner[page] == SHARED) {
      return cpu.hasRight() && born[page] != cpu.accessRight()
          ? "in a slab that was ripped since"
          : null;
    }
    return owner[page] != cpu.id() && born[page] != cpu.accessRight()
        ? "in a slab of cpu%s that it has no right to".formatted(owner[page])
        : null;
  }

  /**
   * A life of these pages begins.
   *
   * @param newOwner id of a cpu, or {@link #SHARED}
   */
  void begin(Cpu cpu, long base, long bytes, int newOwner) {
    incarnations++;
    for (int page = page(base); page <= page(base + bytes - 1); page++) {
      observer.touched(cpu, firstLocation + page, Touch.WRITES);
      owner[page] = newOwner;
      born[page] = incarnations;
    }
  }

  /** It goes on under another owner. */
  void handOver(Cpu cpu, int newOwner, long base, long bytes) {
    for (int page = page(base); page <= page(base + bytes - 1); page++) {
      observer.touched(cpu, firstLocation + page, Touch.WRITES);
      owner[page] = newOwner;
    }
  }

  /** It ends. */
  void end(Cpu cpu, long base, long bytes) {
    handOver(cpu, DEAD, base, bytes);
  }
}
