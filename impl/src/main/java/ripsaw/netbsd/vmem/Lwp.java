package ripsaw.netbsd.vmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.smp.ConditionVariable;
import ripsaw.machine.smp.Mutex;

/** A thread that calls (a light-weight process), and where it is: elsewhere if it has slept. */
public final class Lwp {
  private Cpu cpu;

  Lwp(Cpu cpu) {
    this.cpu = cpu;
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
