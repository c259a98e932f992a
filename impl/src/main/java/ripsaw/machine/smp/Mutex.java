package ripsaw.machine.smp;

import ripsaw.machine.Cpu;

/** What a {@link ConditionVariable} lets go of while its caller sleeps, and takes again. */
public interface Mutex {
  /**
   * Takes it, and waits for that as long as another has it.
   *
   * @return the cpu on which the caller goes on
   */
  Cpu lock(Cpu cpu);

  /** The same for a thread that has just woken up, and is where it is going to be. */
  Cpu lockAgain(Cpu cpu);

  /** Lets it go. */
  void unlock(Cpu cpu);

  /** Whether the caller has it. No access. */
  boolean isHeldBy(Cpu cpu);
}
