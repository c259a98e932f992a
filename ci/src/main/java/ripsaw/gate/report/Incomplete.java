package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.spec.Verdict;

/**
 * Something that was asked and not shown to its end. What has one cause is one of these.
 *
 * @param where the properties of a subject, or the faults of the museum
 */
record Incomplete(Cause cause, List<String> where) {
  /**
   * What stopped it.
   *
   * @param word of the verdict or outcome
   * @param of whom: a subject, or the museum
   * @param checker empty if there was none
   * @param why in a few words
   * @param passes whether a pass may still come of it
   */
  record Cause(String word, String of, String checker, String why, boolean passes) {}

  /** Of a whole run: what no pass can come of is first. */
  static List<Incomplete> of(GateResult result) {
    Map<Cause, List<String>> found = new LinkedHashMap<>();
    result.faults().forEach(judged -> add(found, judged));
    result.subjects().forEach(judged -> add(found, judged));
    List<Incomplete> all =
        found.entrySet().stream()
            .map(entry -> new Incomplete(entry.getKey(), List.copyOf(entry.getValue())))
            .toList();
    return Stream.concat(
            all.stream().filter(cut -> !cut.cause.passes),
            all.stream().filter(cut -> cut.cause.passes))
        .toList();
  }

  private static void add(Map<Cause, List<String>> found, JudgedMutant judged) {
    String word = JudgedMutant.Outcome.INCONCLUSIVE.name();
    judged
        .unknown()
        .forEach(
            (checker, why) ->
                add(
                    found,
                    new Cause(word, "the museum", checker.id(), why, false),
                    judged.fault().id()));
  }

  private static void add(Map<Cause, List<String>> found, JudgedSubject judged) {
    String subject = judged.subject().id();
    for (JudgedSubject.Judged property : judged.properties()) {
      String id = property.property().id();
      if (property.isUnchecked()) {
        String why = JudgedSubject.Judged.NOBODY_SEES;
        add(found, new Cause(VerdictMatrix.UNCHECKED, subject, "", why, false), id);
      }
      property
          .verdicts()
          .forEach(
              (checker, verdict) -> {
                if (verdict instanceof Verdict.Vacuous || verdict instanceof Verdict.Bounded) {
                  String word = JsonReport.word(verdict);
                  String why = why(verdict);
                  add(found, new Cause(word, subject, checker.id(), why, verdict.passes()), id);
                }
              });
    }
  }

  private static String why(Verdict verdict) {
    return verdict instanceof Verdict.Vacuous vacuous
        ? vacuous.why()
        : ((Verdict.Bounded) verdict).why();
  }

  private static void add(Map<Cause, List<String>> found, Cause cause, String where) {
    found.computeIfAbsent(cause, any -> new ArrayList<>()).add(where);
  }
}
