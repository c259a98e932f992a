package ripsaw.own;

import ripsaw.machine.Cpu;
import ripsaw.machine.Memory;

/**
 * A 64-bit word that all cpus share, under a name: see {@link World#word}. Each access has the
 * memory order that its name says, as in {@link Memory}; an update without one is volatile.
 */
public final class Word {
  private final Memory memory;
  private final String name;
  private final long address;

  Word(Memory memory, String name, long address) {
    this.memory = memory;
    this.name = name;
    this.address = address;
  }

  /** The latest store to it. No access: for {@link Heap#freeBlocks} alone. */
  public long peek() {
    return memory.peek(address);
  }

  public long getPlain(Cpu cpu) {
    return memory.getPlain(cpu, address);
  }

  public void setPlain(Cpu cpu, long value) {
    memory.setPlain(cpu, address, value);
  }

  public long getOpaque(Cpu cpu) {
    return memory.getOpaque(cpu, address);
  }

  public void setOpaque(Cpu cpu, long value) {
    memory.setOpaque(cpu, address, value);
  }

  public long getAcquire(Cpu cpu) {
    return memory.getAcquire(cpu, address);
  }

  public void setRelease(Cpu cpu, long value) {
    memory.setRelease(cpu, address, value);
  }

  public long getVolatile(Cpu cpu) {
    return memory.getVolatile(cpu, address);
  }

  public void setVolatile(Cpu cpu, long value) {
    memory.setVolatile(cpu, address, value);
  }

  public boolean compareAndSet(Cpu cpu, long expected, long value) {
    return memory.compareAndSet(cpu, address, expected, value);
  }

  /** Read with acquire, written opaque. */
  public boolean compareAndSetAcquire(Cpu cpu, long expected, long value) {
    return memory.compareAndSetAcquire(cpu, address, expected, value);
  }

  /** Read opaque, written with release. */
  public boolean compareAndSetRelease(Cpu cpu, long expected, long value) {
    return memory.compareAndSetRelease(cpu, address, expected, value);
  }

  public long getAndSet(Cpu cpu, long value) {
    return memory.getAndSet(cpu, address, value);
  }

  /** Read with acquire, written opaque. */
  public long getAndSetAcquire(Cpu cpu, long value) {
    return memory.getAndSetAcquire(cpu, address, value);
  }

  /** Read opaque, written with release. */
  public long getAndSetRelease(Cpu cpu, long value) {
    return memory.getAndSetRelease(cpu, address, value);
  }

  /** Returns the value before the addition. */
  public long getAndAdd(Cpu cpu, long delta) {
    return memory.getAndAdd(cpu, address, delta);
  }

  /** Read with acquire, written opaque. */
  public long getAndAddAcquire(Cpu cpu, long delta) {
    return memory.getAndAddAcquire(cpu, address, delta);
  }

  /** Read opaque, written with release. */
  public long getAndAddRelease(Cpu cpu, long delta) {
    return memory.getAndAddRelease(cpu, address, delta);
  }

  @Override
  public String toString() {
    return name;
  }
}
