package ripsaw.linearizability.execution;

import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Event;
import ripsaw.machine.order.Access;

/** Where an execution is written down as it goes. Words and values come by name. */
public interface Trace {
  /** The execution, before anything is done in it. */
  default void began(Session session) {}

  void access(int cpu, Access access, String word, String before, String after);

  default void fenced(int cpu, Access fence) {}

  /**
   * @param detail is explained with the event
   */
  void event(int cpu, Event event, String about, long detail);

  /** A step of the program, or the violation. */
  void note(String text);

  /** An operation of the program begins. */
  default void called(int cpu, Operation operation) {
    note("cpu" + cpu + ": " + operation);
  }

  /**
   * An operation has returned.
   *
   * @param done false if it did nothing, such as an allocation that was refused
   */
  default void returned(int cpu, Operation operation, boolean done) {}

  /** A lock is taken: whoever decides who runs has let this cpu have it. */
  default void locked(int cpu, String word) {}

  /** A device interrupts a cpu. */
  default void interrupted(int cpu) {}

  /** The thread that ran on a cpu goes on on another. */
  default void migrated(int cpu, int to) {
    note("cpu%s * goes on on cpu%s".formatted(cpu, to));
  }

  /** A signal handler has returned, or that of a device. */
  default void handled(int cpu) {}
}
