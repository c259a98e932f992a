package ripsaw.gate;

import ripsaw.linearizability.ExplorerChecker;
import ripsaw.linearizability.Finding;
import ripsaw.linearizability.LincheckChecker;
import ripsaw.linearizability.SubjectChecker;
import ripsaw.properties.RandomChecker;
import ripsaw.spec.Checker;
import ripsaw.spec.Verdict;

/** The one place that knows the checkers apart. */
final class Checkers {
  private Checkers() {}

  /**
   * @param seed for a checker that is random
   */
  static SubjectChecker create(Checker checker, long seed) {
    return switch (checker) {
      case LINCHECK -> new LincheckChecker();
      case EXPLORER -> new ExplorerChecker();
      case JQWIK -> new RandomChecker(seed);
    };
  }

  /** What a run that found nothing is worth. */
  static Verdict clean(Checker checker, Finding finding) {
    if (checker == Checker.JQWIK) {
      return new Verdict.Sampled(finding.executions());
    }
    return finding.bound().isEmpty()
        ? new Verdict.Exhausted(finding.executions())
        : new Verdict.Bounded(finding.executions(), finding.bound());
  }
}
