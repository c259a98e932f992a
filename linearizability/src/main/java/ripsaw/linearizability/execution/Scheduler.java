package ripsaw.linearizability.execution;

import java.util.function.BooleanSupplier;
import ripsaw.machine.Cpu;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.Touch;

/** Who decides which cpu runs. */
public interface Scheduler {
  void mayPreempt(Cpu cpu, Access next, long address);

  void await(Cpu cpu, BooleanSupplier ready);

  /** See {@link ripsaw.machine.MachineObserver#mayWait}. */
  default void mayWait(Cpu cpu, BooleanSupplier woken) {}

  /** Whether no cpu runs yet, so that nobody does what somebody waits for. */
  default boolean isBeforehand() {
    return false;
  }

  /** See {@link ripsaw.machine.MachineObserver#accessed}. */
  default void accessed(long address, long before, long after) {}

  /** See {@link ripsaw.machine.MachineObserver#touched}. */
  default void touched(int location, Touch touch) {}

  /** See {@link ripsaw.machine.MachineObserver#choose}. */
  default int choose(Choices choices) {
    return 0;
  }

  /** See {@link ripsaw.machine.MachineObserver#suspected}. */
  default void suspected() {}

  /** See {@link ripsaw.machine.MachineObserver#mayMigrate}. */
  default Cpu mayMigrate(Cpu cpu) {
    return cpu;
  }

  /** Where the thread is now that began something on this cpu. */
  default Cpu here(Cpu cpu) {
    return cpu;
  }

  /** Which line of the program runs on this cpu, by its name. */
  default String line(Cpu cpu) {
    return cpu.toString();
  }

  /** This cpu has made an access, or a fence. */
  default void accessed(Cpu cpu) {}

  /** See {@link ripsaw.machine.MachineObserver#mayLock}. */
  default void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {}

  /** See {@link ripsaw.machine.MachineObserver#mayTryLock}. */
  default void mayTryLock(Cpu cpu, long word) {
    mayPreempt(cpu, Access.TRY_LOCK, word);
  }

  /** See {@link ripsaw.machine.MachineObserver#tried}. */
  default void tried(int location, boolean taken) {}

  /** See {@link ripsaw.machine.MachineObserver#unlocked}. */
  default void unlocked(int location) {}

  /** This cpu just did something worth a name. */
  void happened(Cpu cpu);

  /** Whether a census is judged whenever memory changed, and not only when asked for. */
  boolean judgesAlways();
}
