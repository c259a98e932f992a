package ripsaw.linearizability.execution.step;

/** Steps that an earlier execution made, from its first on. */
public interface KnownSteps {
  /** The number of the actor that made this step. */
  int actor(int step);

  /** Which way its access went, if it could go several. */
  int way(int step);

  /** What had been done after it, in a number: equal where it is the same. */
  long made(int step);
}
