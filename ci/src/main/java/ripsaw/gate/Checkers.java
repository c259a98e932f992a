package ripsaw.gate;

import java.util.EnumMap;
import java.util.Map;
import ripsaw.linearizability.ExplorerChecker;
import ripsaw.linearizability.Finding;
import ripsaw.linearizability.LincheckChecker;
import ripsaw.linearizability.SubjectChecker;
import ripsaw.linearizability.bridge.TlcChecker;
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
      case TLC -> new TlcChecker();
      case LINCHECK -> new LincheckChecker();
      case EXPLORER -> new ExplorerChecker();
      case JQWIK -> new RandomChecker(seed);
    };
  }

  /** What the real ones can look for. */
  static Sight sight() {
    Map<Checker, SubjectChecker> all = new EnumMap<>(Checker.class);
    for (Checker checker : Checker.values()) {
      all.put(checker, create(checker, 0));
    }
    return (checker, subject, property) -> all.get(checker).sees(subject, property);
  }

  /** How far a checker came, in words. */
  static String counted(Checker checker, long executions) {
    return Judgement.counted(executions, checker == Checker.TLC ? "state" : "execution");
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
