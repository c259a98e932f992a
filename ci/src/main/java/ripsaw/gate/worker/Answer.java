package ripsaw.gate.worker;

import java.util.Optional;
import ripsaw.linearizability.explore.Finding;

/**
 * What came of a {@link Question}.
 *
 * @param finding of the checker; empty if it did not get that far
 * @param trouble why there is no finding; empty if there is one
 */
public record Answer(Optional<Finding> finding, String trouble) {
  public static Answer of(Finding finding) {
    return new Answer(Optional.of(finding), "");
  }

  public static Answer none(String trouble) {
    return new Answer(Optional.empty(), trouble);
  }

  public boolean foundSomething() {
    return finding.isPresent() && finding.get().violation().isPresent();
  }
}
