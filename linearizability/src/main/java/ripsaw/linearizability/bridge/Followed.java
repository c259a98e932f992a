package ripsaw.linearizability.bridge;

import java.util.Collection;
import java.util.Optional;

/**
 * What came of following the Java, on all machines together.
 *
 * @param programs that were explored
 * @param executions that were followed
 * @param points accesses that are actions, in all of them
 * @param states of the specification that they came through
 * @param bound why not all executions of them were; empty if all were
 * @param difference the first execution that no behaviour explains, up to there; empty if all are
 *     explained
 */
public record Followed(
    int programs,
    long executions,
    long points,
    long states,
    String bound,
    Optional<String> difference) {
  static Followed of(int programs, Collection<SpecFollowsCode> all) {
    return new Followed(
        programs,
        all.stream().mapToLong(SpecFollowsCode::executions).sum(),
        all.stream().mapToLong(SpecFollowsCode::points).sum(),
        all.stream().mapToLong(SpecFollowsCode::states).sum(),
        all.stream()
            .map(SpecFollowsCode::bound)
            .filter(bound -> !bound.isEmpty())
            .findFirst()
            .orElse(""),
        all.stream().flatMap(one -> one.difference().stream()).findFirst());
  }
}
