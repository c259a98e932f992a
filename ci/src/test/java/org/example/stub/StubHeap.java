package org.example.stub;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.subject.Allocator;

/**
 * A heap of one page and one type: a word with a bit for each free chunk, and a word that counts
 * them.
 */
public class StubHeap implements Allocator {
  /** Size of a chunk in bytes. */
  static final long CHUNK = 64;

  private static final int BITS = 0;
  private static final int COUNT = 1;

  protected final Memory memory;
  private final Machine machine;
  private final int capacity;
  private final long bits;
  private final long count;
  private long base;

  public StubHeap(Machine machine) {
    this.machine = machine;
    memory = machine.memory();
    capacity = (int) Math.min(machine.shape().chunksPerSlab(), machine.shape().pageBytes() / CHUNK);
    bits = machine.sharedWord(BITS);
    count = machine.sharedWord(COUNT);
  }

  int capacity() {
    return capacity;
  }

  /** The type brings the memory. */
  @Override
  public int createType(Cpu cpu, long limit) {
    base = machine.pages().allocate(cpu, 1, 1, true);
    memory.beginShared(cpu, base, machine.shape().pageBytes());
    memory.setVolatile(cpu, bits, -1L >>> Long.SIZE - capacity);
    memory.setVolatile(cpu, count, capacity);
    return 0;
  }

  @Override
  public void destroyType(Cpu cpu, int type) {}

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    if (bytes == 0) {
      return ZERO_SIZE;
    }
    long free;
    do {
      free = memory.getVolatile(cpu, bits);
      if (free == 0 || bytes > CHUNK) {
        return NO_MEMORY;
      }
    } while (!memory.compareAndSet(cpu, bits, free, free & free - 1));
    add(cpu, count, -1);
    return base + Long.numberOfTrailingZeros(free) * CHUNK;
  }

  @Override
  public void free(Cpu cpu, int type, long address) {
    if (address == ZERO_SIZE) {
      return;
    }
    long bit = 1L << (address - base) / CHUNK;
    long free;
    do {
      free = memory.getVolatile(cpu, bits);
    } while (!memory.compareAndSet(cpu, bits, free, free | bit));
    add(cpu, count, 1);
  }

  /** The edge that a mutant overrides. */
  protected void add(Cpu cpu, long word, long delta) {
    memory.getAndAdd(cpu, word, delta);
  }

  /** Says how many chunks are free. */
  void count(Cpu cpu) {
    machine.watch().happened(cpu, StubEvent.COUNTED, count, memory.getVolatile(cpu, count));
  }

  @Override
  public long reallocate(Cpu cpu, int type, long address, long bytes) {
    return NO_MEMORY;
  }

  @Override
  public void tidy(Cpu cpu) {}

  @Override
  public long usable(long address) {
    return CHUNK;
  }

  @Override
  public long alignment(long bytes) {
    return 8;
  }

  @Override
  public StubCensus census() {
    long free = memory.peek(bits);
    return new StubCensus(new StubCensus.Chunks(base, capacity, free), free, memory.peek(count));
  }

  @Override
  public String name(long address) {
    if (address == bits) {
      return "bits";
    }
    if (address == count) {
      return "count";
    }
    return address >= base && address < base + capacity * CHUNK
        ? "c" + (address - base) / CHUNK
        : machine.name(address);
  }
}
