package ripsaw.gate;

import java.util.Optional;
import ripsaw.linearizability.explore.Finding;

/**
 * What came of a {@link Question}.
 *
 * @param finding of the checker; empty if it did not get that far
 * @param trouble why there is no finding; empty if there is one
 */
record Answer(Optional<Finding> finding, String trouble) {
  static Answer of(Finding finding) {
    return new Answer(Optional.of(finding), "");
  }

  static Answer none(String trouble) {
    return new Answer(Optional.empty(), trouble);
  }

  boolean foundSomething() {
    return finding.isPresent() && finding.get().violation().isPresent();
  }
}
