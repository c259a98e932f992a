package ripsaw.linearizability.guard;

/**
 * A subject does what no checker can see, or does not even start, so nothing that a checker says of
 * it would mean anything.
 */
public final class Unwatched extends IllegalStateException {
  /** What to do instead. */
  public static final String MEND =
      ": keep what cpus share in ripsaw.machine.Memory, what is one cpu's in CpuLocal, and let"
          + " nothing depend on chance or time";

  private static final long serialVersionUID = 1;

  /**
   * @param message one line: what it does, where, and the mend
   */
  public Unwatched(String message) {
    super(message);
  }
}
