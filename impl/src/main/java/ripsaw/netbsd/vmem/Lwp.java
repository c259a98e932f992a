package ripsaw.netbsd.vmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.smp.ConditionVariable;
import ripsaw.machine.smp.Mutex;

/** A thread that calls (a light-weight process), and where it is: elsewhere if it has slept. */
public final class Lwp {
  /** What a call is for, where that decides which tags it may have. */
  enum Purpose {
    ANY,
    /** A range is freed. */
    FREE,
    /** {@code VM_POPULATING}: a page is wanted for the pool of tags. */
    POPULATE
  }

  private final Purpose purpose;
  private Cpu cpu;

  Lwp(Cpu cpu) {
    this(cpu, Purpose.ANY);
  }

  Lwp(Cpu cpu, Purpose purpose) {
    this.cpu = cpu;
    this.purpose = purpose;
  }

  boolean isTo(Purpose what) {
    return purpose == what;
  }

  public Cpu cpu() {
    return cpu;
  }

  public void lock(Mutex mutex) {
    cpu = mutex.lock(cpu);
  }

  public void unlock(Mutex mutex) {
    mutex.unlock(cpu);
  }

  /**
   * Sleeps without the mutex until it is woken.
   *
   * @param about what it wants
   */
  public void await(ConditionVariable condition, Mutex mutex, long about) {
    cpu = condition.await(cpu, mutex, about);
  }
}
