package ripsaw.machine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.LastHolder;
import ripsaw.machine.order.Touch;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

/**
 * Gives out and takes back runs of pages. It hands out the run that was freed last, if it fits, so
 * that an address that one cpu gave back is at once another's: the cruellest legal choice.
 *
 * <p>A lock stands for the kernel map's; whoever comes here may sleep on it, unless it says that it
 * may not, so neither call is for interrupts ({@link Cpu#mayBlock}). Pages come zeroed, and are
 * poisoned when they go.
 */
public final class PageAllocator {
  /** What a freed page holds: no address, no mark, no count of anything. */
  private static final long POISON = 0xdead_dead_dead_dea8L;

  private static final int NO_RUN = -1;

  /** For who does not care, a run may lie on two nodes. */
  private static final int ANY = -1;

  private static final List<Integer> ANYWHERE = List.of(ANY);

  private final Machine machine;
  private final Layout layout;
  private final boolean[] used;
  private final boolean[] given;

  /** Nodes without memory, and those that were ever without. */
  private final boolean[] absent;

  private final boolean[] late;
  private final LastHolder lock = new LastHolder();
  private final long[] refusals;
  private int lastFreed;

  PageAllocator(Machine machine, Layout layout) {
    this.machine = machine;
    this.layout = layout;
    this.used = new boolean[layout.shape().pages()];
    this.given = new boolean[used.length];
    this.absent = new boolean[layout.shape().nodes()];
    this.late = new boolean[absent.length];
    this.refusals = new long[layout.shape().cpus()];
  }

  /**
   * Allocates a run of zeroed pages.
   *
   * @param cpu that owns them
   * @param pages length of the run
   * @param alignment of its address in pages, a power of two
   * @param wait whether the caller may sleep
   * @return its address, or 0 if there is no such run
   */
  public long allocate(Cpu cpu, int pages, int alignment, boolean wait) {
    if (wait) {
      cpu.mayBlock();
    }
    enter(cpu);
    return take(cpu, pages, alignment, ANYWHERE);
  }

  /**
   * The same, of the memory of a node.
   *
   * @param strictly whether the other nodes' memory will not do, as with {@code GFP_THISNODE}; else
   *     they are asked in the order of their distance
   * @return its address, or 0 if there is no such run
   */
  public long allocate(
      Cpu cpu, int pages, int alignment, boolean wait, int node, boolean strictly) {
    if (node < 0 || node >= layout.shape().nodes()) {
      throw new IllegalArgumentException(
          "node %s: the machine has %s, from 0".formatted(node, layout.shape().nodes()));
    }
    if (wait) {
      cpu.mayBlock();
    }
    enter(cpu);
    return take(cpu, pages, alignment, strictly ? List.of(node) : machine.nodesByDistance(node));
  }

  private void enter(Cpu cpu) {
    machine.asksForPages(cpu);
    machine.watch().mayPreempt(cpu, Access.PAGES, 0);
    machine.soundMemory().drain(cpu);
    machine.soundMemory().locked(cpu, lock);
    machine.watch().touched(cpu, layout.pagesLocation(), Touch.WRITES);
  }

  private synchronized long take(Cpu cpu, int pages, int alignment, List<Integer> nodes) {
    int first = NO_RUN;
    for (int i = 0; i < nodes.size() && first == NO_RUN; i++) {
      first = find(pages, alignment, nodes.get(i));
    }
    long base = 0;
    if (first >= 0) {
      Arrays.fill(used, first, first + pages, true);
      Arrays.fill(given, first, first + pages, true);
      base = address(first);
      machine.soundMemory().begin(cpu, base, bytes(pages));
      machine.soundMemory().fill(base, bytes(pages), 0);
    } else {
      refusals[cpu.id()]++;
    }
    machine.soundMemory().unlocking(cpu, lock);
    return base;
  }

  /** How often there was no run of pages for this cpu; no access. */
  public synchronized long refusals(Cpu cpu) {
    return refusals[cpu.id()];
  }

  /** Whether there is such a run now: what whoever judges a refusal looks at. */
  public boolean hasRun(Cpu cpu, int pages, int alignment) {
    return hasRun(cpu, pages, alignment, ANY);
  }

  /** The same, of the memory of a node. */
  public synchronized boolean hasRun(Cpu cpu, int pages, int alignment, int node) {
    machine.watch().touched(cpu, layout.pagesLocation(), Touch.READS);
    return find(pages, alignment, node) >= 0;
  }

  private int find(int pages, int alignment, int node) {
    if (pages < 1 || Integer.bitCount(alignment) != 1) {
      throw new IllegalArgumentException(
          "%s pages aligned to %s: at least one, and a power of two".formatted(pages, alignment));
    }
    if (lastFreed % alignment == 0 && isFree(lastFreed, pages, node)) {
      return lastFreed;
    }
    for (int first = 0; first <= used.length - pages; first += alignment) {
      if (isFree(first, pages, node)) {
        return first;
      }
    }
    return NO_RUN;
  }

  private boolean isFree(int first, int pages, int node) {
    boolean free = first <= used.length - pages;
    for (int page = first; free && page < first + pages; page++) {
      int its = layout.shape().nodeOfPage(page);
      free = !used[page] && !absent[its] && (node == ANY || its == node);
    }
    return free;
  }

  private boolean isUsed(int first, int pages) {
    boolean isUsed = first >= 0 && pages >= 1 && first <= used.length - pages;
    for (int page = first; isUsed && page < first + pages; page++) {
      isUsed = used[page];
    }
    return isUsed;
  }

  /** Takes a run back. The address may be another cpu's before this returns. */
  public void free(Cpu cpu, long base, int pages) {
    free(cpu, base, pages, true);
  }

  /**
   * The same.
   *
   * @param wait whether the caller may sleep, as on a kernel map's lock: Linux's page allocator
   *     takes pages back from whoever has interrupts off, too
   */
  public void free(Cpu cpu, long base, int pages, boolean wait) {
    if (wait) {
      cpu.mayBlock();
    }
    enter(cpu);
    giveBack(cpu, base, pages);
  }

  /** What is free already stays so: the machine does not get more pages by it. */
  private synchronized void giveBack(Cpu cpu, long base, int pages) {
    int first = layout.pageOf(base);
    if (!isUsed(first, pages) || base != address(first)) {
      machine
          .watch()
          .violated(
              new Violation(
                  CommonProperty.EVERY_PAGE,
                  "cpu%s gives back %s page%s at %#x that it was not given"
                      .formatted(cpu.id(), pages, pages == 1 ? "" : "s", base)));
      machine.soundMemory().unlocking(cpu, lock);
      return;
    }
    machine.watch().happened(cpu, MachineEvent.PAGES_FREED, base, 0);
    machine.soundMemory().end(cpu, base, bytes(pages));
    machine.soundMemory().fill(base, bytes(pages), POISON);
    Arrays.fill(used, first, first + pages, false);
    lastFreed = first;
    machine.soundMemory().unlocking(cpu, lock);
  }

  // --------------------------------------------------- nodes whose memory comes later

  /**
   * Takes away the memory of a node, as if the machine had come up without it.
   *
   * @return false if any of it was ever given out; then it stays
   */
  public boolean remove(Cpu cpu, int node) {
    enterMemory(cpu);
    return change(node, true);
  }

  /** The memory of a node comes. */
  public void add(Cpu cpu, int node) {
    enterMemory(cpu);
    machine.watch().happened(cpu, MachineEvent.MEMORY_CAME, 0, node);
    change(node, false);
  }

  /** How many pages there have been all the time; no access. */
  public synchronized int always() {
    return (int)
        IntStream.range(0, used.length)
            .filter(page -> !late[layout.shape().nodeOfPage(page)])
            .count();
  }

  /** Whether a node has memory: what this cpu does next depends on that. */
  public synchronized boolean hasMemory(Cpu cpu, int node) {
    machine.watch().touched(cpu, layout.memoryLocation(), Touch.READS);
    return !absent[node];
  }

  private void enterMemory(Cpu cpu) {
    enter(cpu);
    machine.watch().touched(cpu, layout.memoryLocation(), Touch.WRITES);
    machine.soundMemory().unlocking(cpu, lock);
  }

  private synchronized boolean change(int node, boolean goes) {
    if (goes && wasGiven(node)) {
      return false;
    }
    absent[node] = goes;
    late[node] = true;
    return true;
  }

  private boolean wasGiven(int node) {
    return IntStream.range(0, used.length)
        .anyMatch(page -> given[page] && layout.shape().nodeOfPage(page) == node);
  }

  /** True if the page that holds this address is given out; no access. */
  public boolean isMapped(long address) {
    int page = layout.pageOf(address);
    return page >= 0 && page < used.length && used[page];
  }

  /** The same as an access of this cpu: a walk of the page tables that the hardware uses. */
  public boolean isMapped(Cpu cpu, long address) {
    machine.watch().mayPreempt(cpu, Access.PAGES, 0);
    machine.watch().touched(cpu, layout.pagesLocation(), Touch.READS);
    return isMapped(address);
  }

  private long address(int page) {
    return layout.firstPage() + bytes(page);
  }

  private long bytes(int pages) {
    return (long) pages * layout.shape().pageBytes();
  }
}
