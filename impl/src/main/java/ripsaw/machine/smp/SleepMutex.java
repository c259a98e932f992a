package ripsaw.machine.smp;

import ripsaw.machine.Cpu;
import ripsaw.machine.Flaw;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;
import ripsaw.machine.lock.Hold;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.lock.Waits;
import ripsaw.machine.order.LastHolder;

/**
 * A mutex for which a thread sleeps, as NetBSD's adaptive {@code kmutex}. Unlike a {@link
 * ripsaw.machine.SpinLock} it keeps nothing away from its holder's cpu: signals come, and another
 * thread of the cpu may run, and wait for the mutex itself. So it is never taken where nothing may
 * sleep, and only the thread that took it lets it go.
 *
 * <p>Taking it is one step, which a thread can make only while nobody has it: how often it would
 * have spun or slept before is nobody's business. The thread may go on on another cpu.
 */
public final class SleepMutex implements Mutex {
  private static final int NOBODY = -1;

  private final Machine machine;
  private final LockClass lockClass;
  private final Memory memory;
  private final MachineObserver watch;
  private final long word;
  private final int location;
  private final boolean open;
  private final LastHolder last = new LastHolder();
  private final Hold hold = new Hold();
  private int holder = NOBODY;

  /**
   * @param word by which it is known in a trace; it is never accessed
   * @param lockClass of which an account is kept: see {@link ripsaw.machine.lock.LockOrder}
   */
  public SleepMutex(Machine machine, long word, LockClass lockClass) {
    this.machine = machine;
    this.lockClass = lockClass;
    this.memory = machine.memory();
    this.watch = machine.watch();
    this.word = word;
    this.location = machine.newLock();
    this.open = machine.has(Flaw.OPEN_LOCK);
    machine.addMutex(this::isFree);
  }

  @Override
  public Cpu lock(Cpu cpu) {
    return take(cpu.maySleep());
  }

  @Override
  public Cpu lockAgain(Cpu cpu) {
    return take(cpu);
  }

  private Cpu take(Cpu cpu) {
    memory.drain(cpu);
    if (!open) {
      machine.waitsForLock(cpu, lockClass, Waits.Kind.SLEEPS);
      watch.mayLock(cpu, word, location, this::isFree);
      hold.take();
      taken(cpu);
    }
    return cpu;
  }

  private void taken(Cpu cpu) {
    holder = cpu.context();
    memory.locked(cpu, last);
    machine.hasLock(cpu, lockClass);
  }

  /**
   * Takes the mutex if nobody has it, and never sleeps: that is one step, too. Who does not get it
   * is told nothing of what its holder did.
   *
   * @return whether it was taken
   */
  public boolean tryLock(Cpu cpu) {
    watch.mayTryLock(cpu, word);
    memory.drain(cpu);
    if (open) {
      return true;
    }
    boolean taken = hold.takeIfFree();
    watch.tried(cpu, word, location, taken);
    if (taken) {
      taken(cpu);
    }
    watch.happened(cpu, taken ? MachineEvent.LOCK_TAKEN : MachineEvent.LOCK_MISSED, word, 0);
    return taken;
  }

  /**
   * @throws IllegalStateException if another has it, or nobody
   */
  @Override
  public void unlock(Cpu cpu) {
    memory.drain(cpu);
    if (open) {
      return;
    }
    if (!isHeldBy(cpu)) {
      throw new IllegalStateException(
          "%s lets go of %s, which it has not".formatted(cpu, lockClass));
    }
    holder = NOBODY;
    memory.unlocking(cpu, last);
    hold.release();
    machine.letsGoOfLock(cpu, lockClass);
    watch.unlocked(cpu, location);
  }

  /** Whether the thread that runs here has it, as {@code mutex_owned}. No access. */
  @Override
  public boolean isHeldBy(Cpu cpu) {
    return open || holder == cpu.context();
  }

  /** No access of any cpu. */
  public boolean isFree() {
    return hold.isFree();
  }
}
