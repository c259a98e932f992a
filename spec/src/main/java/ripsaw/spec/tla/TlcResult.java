package ripsaw.spec.tla;

import java.util.Locale;
import java.util.Optional;

/**
 * What came of a run of TLC.
 *
 * @param detail which formula is violated, or why the run was cut or failed; else empty
 * @param generated states, again and again the same ones included
 * @param distinct states
 * @param depth of the state graph, in states; 0 if TLC did not say
 * @param behavior the counterexample: there is one exactly if a formula is violated
 */
public record TlcResult(
    Kind kind,
    String detail,
    long generated,
    long distinct,
    int depth,
    Optional<Behavior> behavior) {
  /** What TLC reports instead of a formula when there is no next state. */
  public static final String DEADLOCK = "Deadlock";

  public enum Kind {
    /** TLC saw every state, and every formula holds. */
    HOLDS,
    VIOLATED,
    /** Stopped before it was done: not a pass. */
    CUT,
    /** TLC cannot check the module with this configuration, which is to be mended. */
    REFUSED,
    /** Nothing was shown: an error of TLC, a process that died. */
    FAILED
  }

  public static TlcResult failed(String why) {
    return new TlcResult(Kind.FAILED, why, 0, 0, 0, Optional.empty());
  }

  /** The formula that is violated, or "one of …" where TLC does not say which; else empty. */
  public String formula() {
    return kind == Kind.VIOLATED ? detail : "";
  }

  /** States of the counterexample. */
  public int length() {
    return behavior.map(found -> found.states().size()).orElse(0);
  }

  /**
   * @param length of the counterexample
   */
  static String violated(String what, int length) {
    return "VIOLATED %s in %s state%s".formatted(what, length, length == 1 ? "" : "s");
  }

  /** As a table shows it. */
  @Override
  public String toString() {
    return switch (kind) {
      case HOLDS -> String.format(Locale.ROOT, "HOLDS %,d states depth %d", distinct, depth);
      case VIOLATED -> violated(Formula.id(detail).orElse(detail), length());
      case CUT, REFUSED, FAILED -> kind + " (" + detail + ")";
    };
  }
}
