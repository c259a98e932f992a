package ripsaw.machine;

import java.util.function.BooleanSupplier;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Violation;

/**
 * Whoever watches a machine: a checker that schedules its cpus, records what they do, and collects
 * violations. The machine never decides what a violation leads to.
 */
public interface MachineObserver {
  /**
   * Just before an access, and wherever else a cpu may be preempted. Another may run here.
   *
   * @param next what the cpu is about to do
   * @param address of the word, if that is an access to one; else 0
   */
  void mayPreempt(Cpu cpu, Access next, long address);

  /**
   * The step that runs now depends on this location: two steps that touch one, one of them writing,
   * do not commute. Locations are words, pages as a whole, locks, cpu-local words.
   */
  default void touched(Cpu cpu, int location, Touch touch) {}

  /** Which way an access goes, 0 being the usual one. Asked even if there is only one way. */
  default int choose(Cpu cpu, Choices choices) {
    return 0;
  }

  /**
   * The running thread goes on after a place where it may have slept.
   *
   * @return the cpu on which it does: another only if the thread may leave its cpu
   */
  default Cpu mayMigrate(Cpu cpu) {
    return cpu;
  }

  /** Just after an access: {@code before} is what the word held, {@code after} what it holds. */
  void accessed(Cpu cpu, Access access, long address, long before, long after);

  /** Just after a fence. */
  default void fenced(Cpu cpu, Access fence) {}

  /** A step worth a name; {@code detail} is explained with the event. */
  void happened(Cpu cpu, Event event, long address, long detail);

  void violated(Violation violation);

  /** What a cpu is doing, in the words of its program if there is one, as {@code cpu0: free a}. */
  default String doing(Cpu cpu) {
    return cpu.toString();
  }

  /**
   * The last access might race with another if a handler ran at another place of its cpu's program:
   * who takes such places for one has to tell them apart.
   */
  default void suspected() {}

  /**
   * The cpu can go on only when {@code ready} holds; it may take signals while it waits. An
   * explorer sees all there is to see if what is ready stays so until the cpu goes on.
   */
  void await(Cpu cpu, BooleanSupplier ready);

  /**
   * The thread that runs here sleeps, and others may have its cpu meanwhile. Returns when it was
   * woken, if the watcher schedules the cpus; else the thread has to wait for itself.
   */
  default void mayWait(Cpu cpu, BooleanSupplier woken) {}

  /**
   * Just before the cpu takes a lock. Returns when the lock is free and no other cpu can come in
   * between, if the watcher schedules the cpus; else the cpu has to try for itself.
   *
   * @param word by which the lock is known
   * @param location that stands for the lock: see {@link #touched}; the next one stands for whether
   *     it is free
   */
  default void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {}

  /**
   * Just before the cpu takes a lock if it is free, and goes on without it if not. It never waits
   * here. {@link #tried} tells what came of it, before any other cpu runs.
   *
   * @param word by which the lock is known
   */
  default void mayTryLock(Cpu cpu, long word) {}

  /** The cpu has tried to take a lock; the location is that of {@link #mayLock}. */
  default void tried(Cpu cpu, long word, int location, boolean taken) {}

  /** The cpu let go of a lock. */
  default void unlocked(Cpu cpu, int location) {}

  /** Nobody watches: real threads run the cpus, and a violation is thrown where it is seen. */
  MachineObserver NOBODY =
      new MachineObserver() {
        @Override
        public void mayPreempt(Cpu cpu, Access next, long address) {}

        @Override
        public void accessed(Cpu cpu, Access access, long address, long before, long after) {}

        @Override
        public void happened(Cpu cpu, Event event, long address, long detail) {}

        @Override
        public void violated(Violation violation) {
          throw new ripsaw.spec.ViolationFound(violation);
        }

        @Override
        public void await(Cpu cpu, BooleanSupplier ready) {
          while (!ready.getAsBoolean()) {
            cpu.takeSignals();
            Thread.onSpinWait();
          }
        }
      };
}
