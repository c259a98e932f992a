package ripsaw.gate.explore;

import java.util.Optional;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.subject.Subject;

/**
 * An {@link Exploration} as it is written into files: what a campaign adds up, and of one that went
 * wrong no more than that.
 */
record Explored(
    long executions,
    long repeated,
    long accesses,
    double naive,
    String bound,
    boolean cutByBudget,
    boolean failed,
    Coverage.Told coverage) {
  static Explored of(Exploration exploration, Subject subject) {
    return new Explored(
        exploration.executions(),
        exploration.repeated(),
        exploration.accesses(),
        exploration.naive(),
        exploration.bound(),
        exploration.cutByBudget(),
        exploration.violation().isPresent(),
        exploration.coverage().told(subject.family().goals()));
  }

  /** Of a program that did not go wrong. */
  Exploration exploration(Subject subject) {
    return new Exploration(
        executions,
        repeated,
        accesses,
        naive,
        bound,
        cutByBudget,
        Optional.empty(),
        Optional.empty(),
        Coverage.of(coverage, subject.family().goals()));
  }
}
