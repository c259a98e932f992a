package ripsaw.linearizability.explore;

import java.util.Optional;
import java.util.Set;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/**
 * What a check came to.
 *
 * @param executions that were looked at, up to and including the one that failed
 * @param bound what stopped it, in a few words; empty if nothing was left to do
 * @param cutByBudget whether that was the time budget
 * @param violation the first of those sought
 * @param repro how to see it again: the program and the events that lead to it; empty without one
 * @param exceeded properties that the subject does not promise, and was seen not to keep
 * @param notCovered places that the executions should have come to and did not; a check with any
 *     has shown little, and a clean one must not pass for a result
 * @param kept verdicts that it took from earlier runs, as nothing that they depend on has changed
 */
public record Finding(
    long executions,
    String bound,
    boolean cutByBudget,
    Optional<Violation> violation,
    String repro,
    Set<Property> exceeded,
    Set<String> notCovered,
    int kept) {
  /** Of a check that took nothing from an earlier run. */
  public Finding(
      long executions,
      String bound,
      boolean cutByBudget,
      Optional<Violation> violation,
      String repro,
      Set<Property> exceeded,
      Set<String> notCovered) {
    this(executions, bound, cutByBudget, violation, repro, exceeded, notCovered, 0);
  }
}
