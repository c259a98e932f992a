package ripsaw.gate.text;

/**
 * What was asked cannot be shown either way. Ends the command with {@link ExitCode#INCONCLUSIVE}.
 */
public final class Inconclusive extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line: what is not shown, why, and the mend
   */
  public Inconclusive(String message) {
    super(message);
  }
}
