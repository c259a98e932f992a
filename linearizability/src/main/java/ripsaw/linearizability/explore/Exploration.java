package ripsaw.linearizability.explore;

import java.util.Optional;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.spec.Violation;

/**
 * What came of exploring a program.
 *
 * @param executions that were made to their end, up to and including the first that failed
 * @param repeated executions that were abandoned, because they would have repeated an earlier one
 * @param accesses to memory in all of them
 * @param naive schedules that a naive enumeration would make, as a power of ten: the number of ways
 *     to shuffle the steps of one execution; 0 if there was none
 * @param bound why not everything was seen; empty if it was
 * @param cutByBudget whether that was the time
 * @param violation the first of those sought
 * @param schedule that leads to it
 * @param coverage where the executions came to
 */
public record Exploration(
    long executions,
    long repeated,
    long accesses,
    double naive,
    String bound,
    boolean cutByBudget,
    Optional<Violation> violation,
    Optional<Schedule> schedule,
    Coverage coverage) {
  /** True if every schedule was seen, up to the order of steps that commute. */
  public boolean isExhausted() {
    return violation.isEmpty() && bound.isEmpty();
  }
}
