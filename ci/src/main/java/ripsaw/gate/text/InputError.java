package ripsaw.gate.text;

/**
 * The user asked for something that cannot be done. Ends the command with {@link ExitCode#USAGE}.
 */
public final class InputError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what is wrong, where, and the mend; what it quotes may be of any kind
   */
  public InputError(String message) {
    super(Printable.line(message));
  }
}
