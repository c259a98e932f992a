package ripsaw.gate;

/** What the process ends with. A CI job needs to know no more. */
final class ExitCode {
  /** Everything asked was checked, and holds. */
  static final int PASS = 0;

  /** A subject violates a property, or the museum's killers are not those declared. */
  static final int FAIL = 1;

  /** Something asked was not shown either way. */
  static final int INCONCLUSIVE = 2;

  /** What was asked makes no sense; nothing was started. {@code EX_USAGE} of sysexits.h. */
  static final int USAGE = 64;

  private ExitCode() {}
}
