package ripsaw.own;

import ripsaw.machine.Cpu;
import ripsaw.machine.Memory;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.ViolationFound;

/**
 * A row of 64-bit words that all cpus share, under one name: see {@link World#words}. Each access
 * has the memory order that its name says, as in {@link Memory}; an update without one is volatile.
 * To touch a word that is not there violates {@link CommonProperty#NO_CRASH}.
 */
public final class Words {
  private final Memory memory;
  private final String name;
  private final long base;
  private final int count;

  Words(Memory memory, String name, long base, int count) {
    this.memory = memory;
    this.name = name;
    this.base = base;
    this.count = count;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  private long at(long index) {
    if (index < 0 || index >= count) {
      throw new ViolationFound(
          CommonProperty.NO_CRASH,
          "%s[%s] is touched: there are %s of them".formatted(name, index, count));
    }
    return base + 8 * index;
  }

  /** The latest store to a word. No access: for {@link Heap#freeBlocks} alone. */
  public long peek(long index) {
    return memory.peek(at(index));
  }

  public long getPlain(Cpu cpu, long index) {
    return memory.getPlain(cpu, at(index));
  }

  public void setPlain(Cpu cpu, long index, long value) {
    memory.setPlain(cpu, at(index), value);
  }

  public long getOpaque(Cpu cpu, long index) {
    return memory.getOpaque(cpu, at(index));
  }

  public void setOpaque(Cpu cpu, long index, long value) {
    memory.setOpaque(cpu, at(index), value);
  }

  public long getAcquire(Cpu cpu, long index) {
    return memory.getAcquire(cpu, at(index));
  }

  public void setRelease(Cpu cpu, long index, long value) {
    memory.setRelease(cpu, at(index), value);
  }

  public long getVolatile(Cpu cpu, long index) {
    return memory.getVolatile(cpu, at(index));
  }

  public void setVolatile(Cpu cpu, long index, long value) {
    memory.setVolatile(cpu, at(index), value);
  }

  public boolean compareAndSet(Cpu cpu, long index, long expected, long value) {
    return memory.compareAndSet(cpu, at(index), expected, value);
  }

  /** Read with acquire, written opaque. */
  public boolean compareAndSetAcquire(Cpu cpu, long index, long expected, long value) {
    return memory.compareAndSetAcquire(cpu, at(index), expected, value);
  }

  /** Read opaque, written with release. */
  public boolean compareAndSetRelease(Cpu cpu, long index, long expected, long value) {
    return memory.compareAndSetRelease(cpu, at(index), expected, value);
  }

  public long getAndSet(Cpu cpu, long index, long value) {
    return memory.getAndSet(cpu, at(index), value);
  }

  /** Read with acquire, written opaque. */
  public long getAndSetAcquire(Cpu cpu, long index, long value) {
    return memory.getAndSetAcquire(cpu, at(index), value);
  }

  /** Read opaque, written with release. */
  public long getAndSetRelease(Cpu cpu, long index, long value) {
    return memory.getAndSetRelease(cpu, at(index), value);
  }

  /** Returns the value before the addition. */
  public long getAndAdd(Cpu cpu, long index, long delta) {
    return memory.getAndAdd(cpu, at(index), delta);
  }

  /** Read with acquire, written opaque. */
  public long getAndAddAcquire(Cpu cpu, long index, long delta) {
    return memory.getAndAddAcquire(cpu, at(index), delta);
  }

  /** Read opaque, written with release. */
  public long getAndAddRelease(Cpu cpu, long index, long delta) {
    return memory.getAndAddRelease(cpu, at(index), delta);
  }

  @Override
  public String toString() {
    return name;
  }
}
