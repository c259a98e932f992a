package ripsaw.linearizability;

/** Decides which executions of a program are made, step by step, one execution after another. */
interface Strategy {
  /** Chosen where the rest of the execution would only repeat what was seen. */
  int ABANDON = -1;

  /** Before each execution. Returns false if there is none left to make. */
  boolean begin();

  /**
   * Who makes the next step.
   *
   * @param enabled a bit for each actor that can; at least one
   */
  int choose(Run run, int enabled);

  /** Which of several values the step just chosen sees, if it is a load that may see several. */
  default int olderValue() {
    return 0;
  }

  /** Why not every schedule was made, once none is left; empty if every one was. */
  default String bound() {
    return "";
  }

  /** The step was made. */
  default void stepped(Run run, int actor) {}
}
