package ripsaw.machine;

import ripsaw.machine.lock.Hold;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.order.LastHolder;

/**
 * A spinlock. Whoever takes it is in a critical section until it lets go, as in the kernel, and
 * sees what the last holder did. Taking it is one step of the cpu, which it can make only while
 * nobody holds the lock: how often it would have tried before is nobody's business. So a real
 * thread waits for its turn and does not spin.
 */
public final class SpinLock {
  private final Machine machine;
  private final LockClass lockClass;
  private final Memory memory;
  private final MachineObserver watch;
  private final long word;
  private final int location;
  private final boolean open;
  private final LastHolder last = new LastHolder();
  private final Hold hold = new Hold();

  /**
   * @param word by which it is known in a trace; it is never accessed
   */
  public SpinLock(Machine machine, long word) {
    this(machine, word, LockClass.NONE);
  }

  /**
   * @param lockClass of which an account is kept: see {@link ripsaw.machine.lock.LockOrder}
   */
  public SpinLock(Machine machine, long word, LockClass lockClass) {
    this.machine = machine;
    this.lockClass = lockClass;
    this.memory = machine.memory();
    this.watch = machine.watch();
    this.word = word;
    this.location = machine.newLock();
    this.open = machine.has(Flaw.OPEN_LOCK);
  }

  public void lock(Cpu cpu) {
    cpu.enterCritical();
    memory.drain(cpu);
    if (open) {
      return;
    }
    machine.waitsForLock(cpu, lockClass);
    watch.mayLock(cpu, word, location, this::isFree);
    hold.take();
    memory.locked(cpu, last);
    machine.hasLock(cpu, lockClass);
  }

  /**
   * Takes the lock if nobody holds it, and never waits: that is one step, too. Who does not get it
   * is told nothing of what its holder did, and stays interruptible if it was.
   *
   * @return whether it was taken
   */
  public boolean tryLock(Cpu cpu) {
    cpu.enterCritical();
    memory.drain(cpu);
    if (open) {
      return true;
    }
    watch.mayTryLock(cpu, word);
    boolean taken = hold.takeIfFree();
    watch.tried(cpu, word, location, taken);
    if (taken) {
      memory.locked(cpu, last);
      machine.hasLock(cpu, lockClass);
      watch.happened(cpu, MachineEvent.LOCK_TAKEN, word, 0);
    } else {
      watch.happened(cpu, MachineEvent.LOCK_MISSED, word, 0);
      cpu.leaveCritical();
    }
    return taken;
  }

  public void unlock(Cpu cpu) {
    memory.drain(cpu);
    if (!open) {
      memory.unlocking(cpu, last);
      hold.release();
      machine.letsGoOfLock(cpu, lockClass);
      watch.unlocked(cpu, location);
    }
    cpu.leaveCritical();
  }

  /** No access of any cpu. */
  public boolean isFree() {
    return hold.isFree();
  }

  public long word() {
    return word;
  }
}
