package ripsaw.linearizability.explore;

import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.KnownSteps;
import ripsaw.machine.order.Choices;

/** Decides which executions of a program are made, step by step, one execution after another. */
public interface Strategy extends ProgramRun.Picker, KnownSteps {
  /** Chosen where the rest of the execution would only repeat what was seen. */
  int ABANDON = -1;

  /** Before each execution. Returns false if there is none left to make. */
  boolean begin();

  /**
   * Who makes the next step.
   *
   * @param enabled a bit for each actor that can; at least one
   */
  int choose(ProgramRun run, int enabled);

  /** Which way the access of the step just chosen goes; {@link #ABANDON} if none that is new. */
  @Override
  default int pick(Choices choices) {
    return 0;
  }

  /** How many of the first steps of the next execution are those of the last one. */
  default int known() {
    return 0;
  }

  @Override
  default int actor(int step) {
    throw new IndexOutOfBoundsException(step);
  }

  @Override
  default int way(int step) {
    throw new IndexOutOfBoundsException(step);
  }

  @Override
  default long made(int step) {
    throw new IndexOutOfBoundsException(step);
  }

  /**
   * Forgets what it has seen, if it took for one what has to be told apart from here on.
   *
   * @return false if it never did
   */
  default boolean beginAnew() {
    return false;
  }

  /** The steps that were known are made. */
  default void followed() {}

  /** Why not every schedule was made, once none is left; empty if every one was. */
  default String bound() {
    return "";
  }

  /** The step was made. */
  default void stepped(ProgramRun run, int actor) {}
}
