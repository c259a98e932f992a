package ripsaw.gate;

/**
 * What was asked cannot be shown either way. Ends the command with {@link ExitCode#INCONCLUSIVE}.
 */
final class Inconclusive extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line: what is not shown, why, and the mend
   */
  Inconclusive(String message) {
    super(message);
  }
}
