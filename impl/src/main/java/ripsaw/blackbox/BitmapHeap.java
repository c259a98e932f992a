package ripsaw.blackbox;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * A right heap in a few lines: a chunk is a page, and a word says which pages wait to be granted
 * again, a bit for each. It serves what fits a page, on a machine of at most 63.
 */
public class BitmapHeap extends Heap {
  public BitmapHeap(Machine machine) {
    super(machine);
  }

  /** The address of the word. */
  protected final long bitmap() {
    return machine.sharedWord(0);
  }

  protected final long page(int number) {
    return machine.pageAddresses().get(number);
  }

  protected final int number(long page) {
    return machine.pageAddresses().indexOf(page);
  }

  @Override
  protected long allocate(Cpu cpu, long bytes) {
    if (bytes > machine.shape().pageBytes()) {
      return NO_MEMORY;
    }
    int kept = take(cpu);
    return kept < 0 ? fresh(cpu) : page(kept);
  }

  /** A page that waits to be granted again; -1 if there is none. */
  protected int take(Cpu cpu) {
    long bits = memory.getVolatile(cpu, bitmap());
    while (bits != 0) {
      if (memory.compareAndSet(cpu, bitmap(), bits, bits & (bits - 1))) {
        return Long.numberOfTrailingZeros(bits);
      }
      bits = memory.getVolatile(cpu, bitmap());
    }
    return -1;
  }

  /** A page of the machine's, which any cpu may touch from here on. */
  protected long fresh(Cpu cpu) {
    long page = machine.pages().allocate(cpu, 1, 1, true);
    if (page != NO_MEMORY) {
      memory.beginShared(cpu, page, machine.shape().pageBytes());
    }
    return page;
  }

  @Override
  protected void free(Cpu cpu, long address) {
    memory.getAndAdd(cpu, bitmap(), 1L << number(address));
  }
}
