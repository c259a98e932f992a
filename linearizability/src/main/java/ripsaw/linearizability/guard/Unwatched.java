package ripsaw.linearizability.guard;

/**
 * A subject does what no checker can see, or does not even start, so nothing that a checker says of
 * it would mean anything.
 */
public final class Unwatched extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line: what it does, where, and the mend
   */
  public Unwatched(String message) {
    super(message);
  }
}
