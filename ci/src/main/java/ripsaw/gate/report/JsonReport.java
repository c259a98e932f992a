package ripsaw.gate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.text.Build;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.linearizability.repro.Repro;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;

/**
 * The document {@code gate.json}. It holds nothing that differs between two runs with one seed: no
 * time, no host. A checker is missing from {@code verdicts} if it is none of the property's, or
 * cannot look for it in the subject, and all are if the property is not promised.
 *
 * @param tier {@code quick} or {@code full}
 * @param left what it left to the full tier, in words
 * @param verdict {@code PASS}, {@code FAIL} or {@code INCONCLUSIVE}
 */
public record JsonReport(
    String version,
    long seed,
    String tier,
    List<String> left,
    List<String> checkers,
    List<Entry> museum,
    List<Replay> repros,
    List<Checked> subjects,
    List<Mutants> mutants,
    String verdict,
    int exitCode,
    List<String> reasons) {
  /** Not asked: who is to find it, and was left to the full tier. */
  record Entry(
      String fault,
      String subject,
      String property,
      List<String> declared,
      List<String> notAsked,
      Map<String, Long> foundBy,
      Map<String, Long> notFoundBy,
      Map<String, String> unknown,
      String outcome) {}

  /** Subject and property are null if the file is no repro; the latter too if it is to hold. */
  record Replay(String name, String subject, String property, String outcome, String detail) {}

  record Checked(
      String id, String kind, Map<String, PlantedFault> planted, List<Line> properties) {}

  /** By the checker that was to find it; without a property if it did not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlantedFault(String fault, String property, long executions) {}

  /** Borrowing: whose mutants of the property were all left to the full tier. */
  record Line(
      String property,
      boolean promised,
      boolean exceeded,
      Map<String, Cell> verdicts,
      List<String> borrowing) {}

  /** The last two are there for a violation only. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Cell(String verdict, String label, long executions, String violation, String repro) {}

  /**
   * Of a subject: how many there are, how many were to be asked about and were, and what came of
   * these.
   */
  record Mutants(
      String subject,
      int of,
      int chosen,
      int asked,
      long noticed,
      long byExplorer,
      long equivalent,
      List<String> survivors,
      List<String> linesMissed,
      List<String> waysMissed) {}

  public static JsonReport of(GateResult result, long seed) {
    return new JsonReport(
        Build.version(),
        seed,
        result.scope().tier().toString(),
        result.scope().left(),
        ids(result.checkers()),
        result.faults().stream().map(JsonReport::entry).toList(),
        result.repros().items().stream().map(JsonReport::replay).toList(),
        result.subjects().stream().map(judged -> checked(result, judged)).toList(),
        result.hunted().stream().map(JsonReport::mutants).toList(),
        result.outcome().name(),
        result.outcome().exitCode(),
        result.reasons());
  }

  private static Mutants mutants(Hunted hunted) {
    return new Mutants(
        hunted.subject().id(),
        hunted.of(),
        hunted.chosen(),
        hunted.mutants().size(),
        hunted.noticed(),
        hunted.killedBy(Checker.EXPLORER),
        hunted.equivalent(),
        hunted.survivors().stream().map(judged -> judged.mutation().toString()).toList(),
        hunted.missed(false),
        hunted.missed(true));
  }

  private static Entry entry(JudgedMutant judged) {
    return new Entry(
        judged.fault().id(),
        judged.fault().subject().id(),
        judged.fault().property().id(),
        ids(judged.fault().killers()),
        ids(judged.notAsked()),
        byId(judged.foundBy()),
        byId(judged.notFoundBy()),
        byId(judged.unknown()),
        judged.outcome().name());
  }

  private static Replay replay(Replays.Item item) {
    return new Replay(
        item.name(),
        item.repro().map(Repro::subject).orElse(null),
        item.repro().flatMap(Repro::expected).map(Property::id).orElse(null),
        item.outcome().name(),
        item.detail());
  }

  private static Checked checked(GateResult result, JudgedSubject judged) {
    return new Checked(
        judged.subject().id(),
        judged.subject().kind().name().toLowerCase(Locale.ROOT),
        planted(judged),
        judged.properties().stream()
            .map(property -> line(property, ids(result.borrowing(judged, property))))
            .toList());
  }

  private static Map<String, PlantedFault> planted(JudgedSubject judged) {
    Map<String, PlantedFault> planted = new LinkedHashMap<>();
    judged
        .planted()
        .forEach(
            (checker, one) ->
                planted.put(
                    checker.id(),
                    new PlantedFault(
                        one.flaw().id(),
                        one.property().map(Property::id).orElse(null),
                        one.executions())));
    return planted;
  }

  private static Line line(JudgedSubject.Judged judged, List<String> borrowing) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    judged.verdicts().forEach((checker, verdict) -> cells.put(checker.id(), cell(verdict)));
    return new Line(judged.property().id(), judged.promised(), judged.exceeded(), cells, borrowing);
  }

  /** The label of a verdict without its argument. */
  static String word(Verdict verdict) {
    return verdict.getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  private static Cell cell(Verdict verdict) {
    String word = word(verdict);
    if (verdict instanceof Verdict.Violated violated) {
      return new Cell(
          word,
          verdict.label(),
          verdict.executions(),
          violated.violation().detail(),
          violated.repro());
    }
    return new Cell(word, verdict.label(), verdict.executions(), null, null);
  }

  private static List<String> ids(Collection<Checker> checkers) {
    return checkers.stream().sorted().map(Checker::id).toList();
  }

  private static <T> Map<String, T> byId(Map<Checker, T> map) {
    Map<String, T> byId = new LinkedHashMap<>();
    map.forEach((checker, value) -> byId.put(checker.id(), value));
    return byId;
  }
}
