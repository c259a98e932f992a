package ripsaw.own;

/**
 * What somebody wrote is no subject: the message is one line that names the class, the method and
 * the mend.
 */
public final class BadSubject extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadSubject(String message) {
    // No stack trace: the line says where.
    super(message, null, false, false);
  }
}
