package ripsaw.gate;

import java.time.Duration;
import ripsaw.spec.Checker;

/** How far the gate goes: every number that trades time for confidence. */
final class Limits {
  /** Lincheck needs about two thirds of this for the museum and the references, jqwik a third. */
  static final Duration BUDGET = Duration.ofSeconds(280);

  /**
   * How long after the budget a worker may still answer: a checker looks at the clock between
   * executions only, and makes a violation small after it has found it.
   */
  static final Duration GRACE = Duration.ofSeconds(20);

  private Limits() {}

  /**
   * Executions at most, per fault and per subject.
   *
   * <p>jqwik: nearly every fault is found within a few thousand; the slowest seen with three seeds
   * took 11,000. Lincheck: it stops at the end of its own scenarios, long before this.
   */
  static long executions(Checker checker) {
    return switch (checker) {
      case LINCHECK -> 100_000;
      case JQWIK -> 60_000;
    };
  }

  /** Executions below which a clean run is no verdict, however loud the budget. */
  static long minimum(Checker checker) {
    return switch (checker) {
      case LINCHECK -> 200;
      case JQWIK -> 1_000;
    };
  }
}
