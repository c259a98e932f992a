package ripsaw.machine.smp;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.LockClass;

/**
 * A {@link BitSpinLock} on a machine that has no indivisible update of a bit: there it is a load
 * and a store under a spinlock that guards all such updates, as on ARC without {@code LLOCK} and
 * {@code SCOND}. Who waits tests and sets the bit once while another has it, as {@code
 * bit_spin_lock} does, and then looks until it is clear.
 *
 * <p>With {@link Unlock#PLAIN} it has the bug that Vineet Gupta reported in March 2016 ("mm: slub:
 * Ensure that slab_unlock() is atomic"): {@code __bit_spin_unlock} is a load and a store without
 * the guard. It may come between a waiter's load and its store, which then sets the bit again:
 * nobody has the lock and nobody ever gets it.
 */
public final class EmulatedBitSpinLock extends BitSpinLock {
  /** How the bit is cleared. */
  public enum Unlock {
    /** Under the guard, as {@code bit_spin_unlock}. */
    GUARDED,
    /** By a load and a store, as {@code __bit_spin_unlock}. */
    PLAIN
  }

  private final SpinLock guard;
  private final Unlock unlock;

  /**
   * @param guard of all updates of bits of the machine
   */
  public EmulatedBitSpinLock(
      Machine machine, long word, long bit, LockClass lockClass, SpinLock guard, Unlock unlock) {
    super(machine, word, bit, lockClass);
    this.guard = guard;
    this.unlock = unlock;
  }

  @Override
  protected void take(Cpu cpu) {
    while (!testAndSet(cpu)) {
      while ((memory.getOpaque(cpu, word) & bit) != 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  protected boolean tryTake(Cpu cpu) {
    return testAndSet(cpu);
  }

  private boolean testAndSet(Cpu cpu) {
    guard.lock(cpu);
    long flags = memory.getAcquire(cpu, word);
    memory.setOpaque(cpu, word, flags | bit);
    guard.unlock(cpu);
    return (flags & bit) == 0;
  }

  @Override
  protected void clear(Cpu cpu) {
    if (unlock == Unlock.GUARDED) {
      guard.lock(cpu);
    }
    memory.setRelease(cpu, word, memory.getOpaque(cpu, word) & ~bit);
    if (unlock == Unlock.GUARDED) {
      guard.unlock(cpu);
    }
  }

  @Override
  public boolean isFree() {
    return (memory.peek(word) & bit) == 0;
  }
}
