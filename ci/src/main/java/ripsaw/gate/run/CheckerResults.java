package ripsaw.gate.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ripsaw.gate.text.Plural;
import ripsaw.gate.worker.Answer;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Checker;

/**
 * All that one checker said in a run.
 *
 * @param faults by the fault's id: whether it was found
 * @param subjects by the subject's id: each violation, one after another, and last a run for what
 *     was still sought; none of a subject that it was not to look at
 * @param planted by the subject's id: of the subject with a fault planted in it; none of whoever
 *     does not run the subject
 */
public record CheckerResults(
    Map<String, Answer> faults, Map<String, List<Answer>> subjects, Map<String, Planted> planted) {
  public CheckerResults() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** Why something was not shown either way: of a checker that could not run, or had no time. */
  public Stream<String> troubles() {
    return Stream.of(
            faults.values().stream(),
            subjects.values().stream().flatMap(List::stream),
            planted.values().stream().map(Planted::answer))
        .flatMap(answers -> answers)
        .flatMap(
            answer ->
                answer
                    .finding()
                    .map(one -> one.cutByBudget() ? Stream.of(one.bound()) : Stream.<String>of())
                    .orElse(Stream.of(answer.trouble())));
  }

  /** How many verdicts were taken from earlier runs; empty if none was. */
  Optional<String> keptInWords(Checker checker) {
    int kept =
        Stream.concat(faults.values().stream(), subjects.values().stream().flatMap(List::stream))
            .flatMap(answer -> answer.finding().stream())
            .mapToInt(Finding::kept)
            .sum();
    return kept == 0
        ? Optional.empty()
        : Optional.of(
            "%s: %s taken from earlier runs, as nothing has changed that they depend on; none of a fault"
                .formatted(checker, Plural.of(kept, "verdict")));
  }
}
