package ripsaw.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Total store order: each cpu has a first-in first-out buffer of stores. A store goes into it, and
 * reaches memory at a step of its own, some time later; a load sees the youngest store to its word
 * in its own cpu's buffer, else memory. A volatile store, an atomic update and the page allocator's
 * lock wait until the cpu's buffer is empty, and go to memory at once.
 *
 * <p>That is the machine x86-TSO of Sewell, Sarkar, Owens, Zappa Nardelli and Myreen (CACM 2010),
 * with one lock: updates are single steps. A release store needs no fence there, an opaque one is
 * as good as a release.
 */
public final class StoreBuffers implements Words {
  private record Store(int word, long value, int[] clock, long number) {}

  private record Published(int cpu, long stores) {}

  private final Watch watch;
  private final long[] memory;
  private final int[][] clocks;
  private final List<Deque<Store>> buffers = new ArrayList<>();
  private final long[] issued;
  private final long[] arrived;
  private long numbers;
  private int[] clock;

  private final int firstLocation;

  /**
   * @param firstLocation of those that stand for the buffers, and for what a cpu itself sees of
   *     each word: its program and its handler share a buffer, and what one stores the other loads
   */
  StoreBuffers(int cpus, int words, Watch watch, int firstLocation) {
    this.watch = watch;
    this.firstLocation = firstLocation;
    this.memory = new long[words];
    this.clocks = new int[words][];
    this.issued = new long[cpus];
    this.arrived = new long[cpus];
    for (int cpu = 0; cpu < cpus; cpu++) {
      buffers.add(new ArrayDeque<>());
    }
  }

  /** A store on its way. */
  public record Buffered(long address, long value) {}

  /** The stores in a cpu's buffer, oldest first. */
  public List<Buffered> buffered(Cpu cpu) {
    return buffers.get(cpu.id()).stream()
        .map(store -> new Buffered(8L * store.word, store.value))
        .toList();
  }

  /** The number of stores in a cpu's buffer. */
  public int size(Cpu cpu) {
    return buffers.get(cpu.id()).size();
  }

  /** The oldest store of a cpu reaches memory. Returns it. */
  public Buffered flush(Cpu cpu) {
    Store store = buffers.get(cpu.id()).remove();
    arrived[cpu.id()]++;
    watch.touched(cpu, store.word, Touch.WRITES);
    memory[store.word] = store.value;
    clocks[store.word] = store.clock;
    return new Buffered(8L * store.word, store.value);
  }

  private int seenBy(Cpu cpu, int word) {
    return firstLocation + (1 + cpu.id()) * memory.length + word;
  }

  @Override
  public long load(Cpu cpu, Access access, long address) {
    int word = Layout.wordLocation(address);
    watch.touched(cpu, seenBy(cpu, word), Touch.READS);
    Iterator<Store> youngestFirst = buffers.get(cpu.id()).descendingIterator();
    while (youngestFirst.hasNext()) {
      Store store = youngestFirst.next();
      if (store.word == word) {
        watch.touched(cpu, word, Touch.READS_BUFFERED);
        clock = null; // its own
        return store.value;
      }
    }
    watch.touched(cpu, word, Touch.READS);
    clock = clocks[word];
    return memory[word];
  }

  @Override
  public int[] clock() {
    return clock;
  }

  @Override
  public void store(Cpu cpu, Access access, long address, long value, int[] carried) {
    if (access == Access.SET_VOLATILE) {
      endUpdate(cpu, access, address, value, carried);
    } else {
      drained(cpu); // the buffer is a queue
      watch.touched(cpu, seenBy(cpu, Layout.wordLocation(address)), Touch.WRITES);
      issued[cpu.id()]++;
      buffers.get(cpu.id()).add(new Store(Layout.wordLocation(address), value, carried, numbers++));
    }
  }

  @Override
  public long beginUpdate(Cpu cpu, Access access, long address) {
    return load(cpu, access, address);
  }

  @Override
  public void endUpdate(Cpu cpu, Access access, long address, long value, int[] carried) {
    watch.touched(cpu, Layout.wordLocation(address), Touch.WRITES);
    memory[Layout.wordLocation(address)] = value;
    clocks[Layout.wordLocation(address)] = carried;
  }

  @Override
  public boolean isDrained(Cpu cpu) {
    return buffers.get(cpu.id()).isEmpty();
  }

  /** What is stored before this step and what is stored after it is not the same. */
  @Override
  public void drained(Cpu cpu) {
    watch.touched(cpu, firstLocation + cpu.id(), Touch.WRITES);
  }

  @Override
  public long peek(long address) {
    Store youngest = null;
    for (Deque<Store> buffer : buffers) {
      for (Store store : buffer) {
        if (store.word == Layout.wordLocation(address)
            && (youngest == null || store.number > youngest.number)) {
          youngest = store;
        }
      }
    }
    return youngest == null ? memory[Layout.wordLocation(address)] : youngest.value;
  }

  @Override
  public long arrived(long address) {
    return memory[Layout.wordLocation(address)];
  }

  @Override
  public void poke(long address, long value) {
    memory[Layout.wordLocation(address)] = value;
    clocks[Layout.wordLocation(address)] = null;
  }

  @Override
  public void fill(long base, long bytes, long value) {
    for (long address = base; address < base + bytes; address += 8) {
      poke(address, value);
    }
  }

  @Override
  public Object publish(Cpu cpu) {
    return new Published(cpu.id(), issued[cpu.id()]);
  }

  @Override
  public void receive(Cpu cpu, Object published) {
    // Whoever waited until the stores had arrived sees them.
  }

  @Override
  public boolean hasArrived(Object published) {
    Published told = (Published) published;
    return arrived[told.cpu] >= told.stores;
  }

  @Override
  public void catchUp(Cpu cpu, long address) {
    // There is one memory.
  }
}
