package ripsaw.machine;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A spinlock. Whoever takes it is in a critical section until it lets go, as in the kernel, and
 * sees what the last holder did. Taking it is one step of the cpu, which it can make only while
 * nobody holds the lock: how often it would have tried before is nobody's business.
 */
public final class SpinLock {
  private final Memory memory;
  private final Watch watch;
  private final long word;
  private final int location;
  private final LastHolder last = new LastHolder();
  private final AtomicBoolean held = new AtomicBoolean();

  /**
   * @param word by which it is known in a trace; it is never accessed
   */
  public SpinLock(Machine machine, long word) {
    this.memory = machine.memory();
    this.watch = machine.watch();
    this.word = word;
    this.location = machine.newLocation();
  }

  public void lock(Cpu cpu) {
    cpu.enterCritical();
    memory.drain(cpu);
    watch.mayLock(cpu, word, location, this::isFree);
    while (!tryLock()) {
      Thread.onSpinWait();
    }
    memory.locked(cpu, last);
  }

  public void unlock(Cpu cpu) {
    memory.drain(cpu);
    memory.unlocking(cpu, last);
    release();
    watch.unlocked(cpu, location);
    cpu.leaveCritical();
  }

  private boolean tryLock() {
    return held.compareAndSet(false, true);
  }

  private void release() {
    held.set(false);
  }

  /** No access of any cpu. */
  public boolean isFree() {
    return !held.get();
  }

  public long word() {
    return word;
  }
}
