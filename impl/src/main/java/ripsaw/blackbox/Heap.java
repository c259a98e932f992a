package ripsaw.blackbox;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.spec.Census;
import ripsaw.subject.Allocator;

/**
 * A heap of which only its callers' side is known: to be extended by an allocator of your own. What
 * cpus share it keeps in the machine's {@link Memory}, such as {@link Machine#sharedWord}, and gets
 * its pages from {@link Machine#pages}.
 */
public abstract class Heap implements Allocator {
  protected final Machine machine;
  protected final Memory memory;

  protected Heap(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
  }

  /**
   * Grants memory to a caller that may sleep.
   *
   * @param bytes that are asked for, more than 0
   * @return an address that is a multiple of 8, or {@link #NO_MEMORY}
   */
  protected abstract long allocate(Cpu cpu, long bytes);

  /**
   * Takes back what was granted at this address, perhaps to another cpu; perhaps in an interrupt.
   */
  protected abstract void free(Cpu cpu, long address);

  /** The same as {@link #allocate(Cpu, long)}, and every byte reads as zero. */
  protected long allocateZeroed(Cpu cpu, long bytes) {
    long address = allocate(cpu, bytes);
    for (long word = 0; address != NO_MEMORY && word < bytes; word += 8) {
      memory.setPlain(cpu, address + word, 0);
    }
    return address;
  }

  @Override
  public final long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    if (bytes == 0) {
      return ZERO_SIZE;
    }
    return List.of(flags).contains(Flag.ZERO) ? allocateZeroed(cpu, bytes) : allocate(cpu, bytes);
  }

  @Override
  public final void free(Cpu cpu, int type, long address) {
    if (address != ZERO_SIZE) {
      free(cpu, address);
    }
  }

  /** There is one type. */
  @Override
  public final int createType(Cpu cpu, long limit) {
    return 0;
  }

  @Override
  public final void destroyType(Cpu cpu, int type) {}

  /** No program asks for it: how much was granted is not known here. */
  @Override
  public final long reallocate(Cpu cpu, int type, long address, long bytes) {
    throw new UnsupportedOperationException("a black box has no realloc");
  }

  @Override
  public void tidy(Cpu cpu) {}

  /** Nobody asks: see {@link #usable(long, long)}. */
  @Override
  public final long usable(long address) {
    throw new UnsupportedOperationException("a black box does not know what it granted");
  }

  /** As much as was asked for; more, if you know better. */
  @Override
  public long usable(long address, long bytes) {
    return bytes;
  }

  @Override
  public long alignment(long bytes) {
    return 8;
  }

  @Override
  public final Census census() {
    return BlackBoxCensus.INSTANCE;
  }

  @Override
  public String name(long address) {
    return machine.name(address);
  }
}
