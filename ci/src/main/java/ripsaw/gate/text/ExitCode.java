package ripsaw.gate.text;

/** What the process ends with. A CI job needs to know no more. */
public final class ExitCode {
  /** Everything asked was checked, and holds. */
  public static final int PASS = 0;

  /** A subject violates a property, or the museum's killers are not those declared. */
  public static final int FAIL = 1;

  /** Something asked was not shown either way. */
  public static final int INCONCLUSIVE = 2;

  /** What was asked makes no sense; nothing was started. {@code EX_USAGE} of sysexits.h. */
  public static final int USAGE = 64;

  private ExitCode() {}
}
