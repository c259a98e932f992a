package ripsaw.machine.smp;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.LockClass;

/**
 * A mutex that interrupts take, too, as NetBSD's {@code kmutex} at {@code IPL_VM}: a {@link
 * SpinLock}, with which a thread may wait for a {@link ConditionVariable}.
 */
public final class SpinMutex implements Mutex {
  private final SpinLock lock;

  /**
   * @param word by which it is known in a trace; it is never accessed
   * @param lockClass of which an account is kept: see {@link ripsaw.machine.lock.LockOrder}
   */
  public SpinMutex(Machine machine, long word, LockClass lockClass) {
    this.lock = new SpinLock(machine, word, lockClass);
  }

  @Override
  public Cpu lock(Cpu cpu) {
    lock.lock(cpu);
    return cpu;
  }

  @Override
  public Cpu lockAgain(Cpu cpu) {
    return lock(cpu);
  }

  /** See {@link SpinLock#tryLock}. */
  public boolean tryLock(Cpu cpu) {
    return lock.tryLock(cpu);
  }

  @Override
  public void unlock(Cpu cpu) {
    lock.unlock(cpu);
  }

  /** Nothing else runs on the holder's cpu: whoever asks there in a critical section has it. */
  @Override
  public boolean isHeldBy(Cpu cpu) {
    return !cpu.isInterruptible();
  }
}
