package ripsaw.gate.run;

import java.util.Optional;
import ripsaw.gate.worker.Answer;
import ripsaw.linearizability.explore.Finding;
import ripsaw.machine.Flaw;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;

/**
 * What a checker said of a subject with a fault planted in it: of the first such fault that it
 * found, or of the last one that it was asked for.
 */
public record Planted(Flaw flaw, Answer answer) {
  boolean isFound() {
    return answer.foundSomething();
  }

  /** The property that the fault breaks, if it was found. */
  public Optional<Property> property() {
    return answer.finding().flatMap(Finding::violation).map(violation -> violation.property());
  }

  /** Executions up to the one that showed it; 0 if none did. */
  public long executions() {
    return isFound() ? answer.finding().orElseThrow().executions() : 0;
  }

  /** What became of it. */
  public String inWords(Checker checker) {
    return doubt(checker).orElseGet(() -> flaw.id() + " found after " + executions());
  }

  /** Why the silence of this checker on the subject itself means nothing, if that is so. */
  public Optional<String> doubt(Checker checker) {
    if (isFound()) {
      return Optional.empty();
    }
    return Optional.of(
        answer
            .finding()
            .map(
                finding ->
                    "no fault planted in the subject itself was found by "
                        + checker
                        + (finding.cutByBudget() ? " in the time" : ""))
            .orElse(answer.trouble()));
  }
}
