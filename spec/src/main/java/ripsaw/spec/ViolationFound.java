package ripsaw.spec;

/**
 * Ends an execution that cannot go on, or need not: a wild access, an allocator's own panic, or the
 * violation that was looked for.
 */
public final class ViolationFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  public ViolationFound(Violation violation) {
    // No stack trace: an execution that is explored a million times throws this for its message.
    super(violation.toString(), null, false, false);
    this.violation = violation;
  }

  public ViolationFound(Property property, String detail) {
    this(new Violation(property, detail));
  }

  public Violation violation() {
    return violation;
  }
}
