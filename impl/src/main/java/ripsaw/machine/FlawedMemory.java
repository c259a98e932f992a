package ripsaw.machine;

import ripsaw.machine.order.LastHolder;

/**
 * A memory with a {@link Flaw}, before one that has none. The halves of an access that is split are
 * accesses of their own, so a checker has to find the schedule in which another cpu comes between.
 */
final class FlawedMemory implements Memory {
  private final Memory memory;
  private final Flaw flaw;

  FlawedMemory(Memory memory, Flaw flaw) {
    this.memory = memory;
    this.flaw = flaw;
  }

  private boolean splitCompareAndSet(Cpu cpu, long address, long expected, long value) {
    if (memory.getVolatile(cpu, address) != expected) {
      return false;
    }
    memory.setVolatile(cpu, address, value);
    return true;
  }

  private long splitSwap(Cpu cpu, long address, long value) {
    long before = memory.getVolatile(cpu, address);
    memory.setVolatile(cpu, address, value);
    return before;
  }

  private long splitAdd(Cpu cpu, long address, long delta) {
    long before = memory.getVolatile(cpu, address);
    memory.setVolatile(cpu, address, before + delta);
    return before;
  }

  @Override
  public long getPlain(Cpu cpu, long address) {
    return memory.getPlain(cpu, address);
  }

  @Override
  public void setPlain(Cpu cpu, long address, long value) {
    memory.setPlain(cpu, address, value);
  }

  @Override
  public long getOpaque(Cpu cpu, long address) {
    return flaw == Flaw.PLAIN ? memory.getPlain(cpu, address) : memory.getOpaque(cpu, address);
  }

  @Override
  public void setOpaque(Cpu cpu, long address, long value) {
    if (flaw == Flaw.PLAIN) {
      memory.setPlain(cpu, address, value);
    } else {
      memory.setOpaque(cpu, address, value);
    }
  }

  @Override
  public long getAcquire(Cpu cpu, long address) {
    return flaw == Flaw.PLAIN ? memory.getPlain(cpu, address) : memory.getAcquire(cpu, address);
  }

  @Override
  public void setRelease(Cpu cpu, long address, long value) {
    if (flaw == Flaw.PLAIN) {
      memory.setPlain(cpu, address, value);
    } else {
      memory.setRelease(cpu, address, value);
    }
  }

  @Override
  public long getVolatile(Cpu cpu, long address) {
    return flaw == Flaw.PLAIN ? memory.getPlain(cpu, address) : memory.getVolatile(cpu, address);
  }

  @Override
  public void setVolatile(Cpu cpu, long address, long value) {
    if (flaw == Flaw.PLAIN) {
      memory.setPlain(cpu, address, value);
    } else {
      memory.setVolatile(cpu, address, value);
    }
  }

  @Override
  public boolean compareAndSet(Cpu cpu, long address, long expected, long value) {
    return flaw == Flaw.SPLIT_CAS
        ? splitCompareAndSet(cpu, address, expected, value)
        : memory.compareAndSet(cpu, address, expected, value);
  }

  @Override
  public boolean compareAndSetAcquire(Cpu cpu, long address, long expected, long value) {
    return flaw == Flaw.SPLIT_CAS
        ? splitCompareAndSet(cpu, address, expected, value)
        : memory.compareAndSetAcquire(cpu, address, expected, value);
  }

  @Override
  public boolean compareAndSetRelease(Cpu cpu, long address, long expected, long value) {
    return flaw == Flaw.SPLIT_CAS
        ? splitCompareAndSet(cpu, address, expected, value)
        : memory.compareAndSetRelease(cpu, address, expected, value);
  }

  @Override
  public boolean weakCompareAndSet(Cpu cpu, long address, long expected, long value) {
    return flaw == Flaw.SPLIT_CAS
        ? splitCompareAndSet(cpu, address, expected, value)
        : memory.weakCompareAndSet(cpu, address, expected, value);
  }

  @Override
  public boolean weakCompareAndSetPlain(Cpu cpu, long address, long expected, long value) {
    return flaw == Flaw.SPLIT_CAS
        ? splitCompareAndSet(cpu, address, expected, value)
        : memory.weakCompareAndSetPlain(cpu, address, expected, value);
  }

  @Override
  public boolean weakCompareAndSetAcquire(Cpu cpu, long address, long expected, long value) {
    return flaw == Flaw.SPLIT_CAS
        ? splitCompareAndSet(cpu, address, expected, value)
        : memory.weakCompareAndSetAcquire(cpu, address, expected, value);
  }

  @Override
  public boolean weakCompareAndSetRelease(Cpu cpu, long address, long expected, long value) {
    return flaw == Flaw.SPLIT_CAS
        ? splitCompareAndSet(cpu, address, expected, value)
        : memory.weakCompareAndSetRelease(cpu, address, expected, value);
  }

  @Override
  public long getAndSet(Cpu cpu, long address, long value) {
    return flaw == Flaw.SPLIT_SWAP
        ? splitSwap(cpu, address, value)
        : memory.getAndSet(cpu, address, value);
  }

  @Override
  public long getAndSetAcquire(Cpu cpu, long address, long value) {
    return flaw == Flaw.SPLIT_SWAP
        ? splitSwap(cpu, address, value)
        : memory.getAndSetAcquire(cpu, address, value);
  }

  @Override
  public long getAndSetRelease(Cpu cpu, long address, long value) {
    return flaw == Flaw.SPLIT_SWAP
        ? splitSwap(cpu, address, value)
        : memory.getAndSetRelease(cpu, address, value);
  }

  @Override
  public long getAndAdd(Cpu cpu, long address, long delta) {
    return flaw == Flaw.SPLIT_ADD
        ? splitAdd(cpu, address, delta)
        : memory.getAndAdd(cpu, address, delta);
  }

  @Override
  public long getAndAddAcquire(Cpu cpu, long address, long delta) {
    return flaw == Flaw.SPLIT_ADD
        ? splitAdd(cpu, address, delta)
        : memory.getAndAddAcquire(cpu, address, delta);
  }

  @Override
  public long getAndAddRelease(Cpu cpu, long address, long delta) {
    return flaw == Flaw.SPLIT_ADD
        ? splitAdd(cpu, address, delta)
        : memory.getAndAddRelease(cpu, address, delta);
  }

  /** A lock's bit, which is no access of the allocator's own: see {@link Flaw#OPEN_LOCK}. */
  @Override
  public boolean setBit(Cpu cpu, long address, long bit) {
    return memory.setBit(cpu, address, bit);
  }

  @Override
  public boolean clearBit(Cpu cpu, long address, long bit) {
    return memory.clearBit(cpu, address, bit);
  }

  @Override
  public void fullFence(Cpu cpu) {
    if (flaw != Flaw.PLAIN) {
      memory.fullFence(cpu);
    }
  }

  @Override
  public void acquireFence(Cpu cpu) {
    if (flaw != Flaw.PLAIN) {
      memory.acquireFence(cpu);
    }
  }

  @Override
  public void releaseFence(Cpu cpu) {
    if (flaw != Flaw.PLAIN) {
      memory.releaseFence(cpu);
    }
  }

  @Override
  public long peek(long address) {
    return memory.peek(address);
  }

  @Override
  public void poke(long address, long value) {
    memory.poke(address, value);
  }

  @Override
  public void fill(long base, long bytes, long value) {
    memory.fill(base, bytes, value);
  }

  @Override
  public boolean canMiss(Cpu cpu, long address, int stores, long other) {
    return memory.canMiss(cpu, address, stores, other);
  }

  @Override
  public void miss(Cpu cpu, long address, int stores) {
    memory.miss(cpu, address, stores);
  }

  @Override
  public void catchUp(Cpu cpu, long address) {
    memory.catchUp(cpu, address);
  }

  @Override
  public void drain(Cpu cpu) {
    memory.drain(cpu);
  }

  @Override
  public void locked(Cpu cpu, LastHolder lock) {
    memory.locked(cpu, lock);
  }

  @Override
  public void unlocking(Cpu cpu, LastHolder lock) {
    memory.unlocking(cpu, lock);
  }

  @Override
  public void begin(Cpu owner, long base, long bytes) {
    memory.begin(owner, base, bytes);
  }

  @Override
  public void beginShared(Cpu cpu, long base, long bytes) {
    memory.beginShared(cpu, base, bytes);
  }

  @Override
  public void handOver(Cpu cpu, Cpu owner, long base, long bytes) {
    memory.handOver(cpu, owner, base, bytes);
  }

  @Override
  public void end(Cpu owner, long base, long bytes) {
    memory.end(owner, base, bytes);
  }
}
