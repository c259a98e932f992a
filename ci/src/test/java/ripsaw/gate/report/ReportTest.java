package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.Checker.LINCHECK;
import static ripsaw.spec.CommonProperty.ZEROING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.gate.Given;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Scope;
import ripsaw.gate.check.Tier;
import ripsaw.gate.text.Json;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.worker.Answer;
import ripsaw.spec.Verdict;
import ripsaw.spec.Violation;

/** The three ways to tell a result that has something of everything. */
class ReportTest {
  private static final GateResult RESULT =
      Given.result(
          List.of(
              JudgedMutant.of(
                  Given.fault("museum/a", LISTING, LINCHECK, JQWIK),
                  Map.of(LINCHECK, Given.found(LISTING, 3), JQWIK, Given.clean(Given.ENOUGH))),
              JudgedMutant.of(
                  Given.fault("museum/b", ZEROING, JQWIK), Map.of(JQWIK, Answer.none("broken")))),
          List.of(
              new JudgedSubject(
                  Given.subject("made/up"),
                  Map.of(JQWIK, Given.planted(5)),
                  List.of(
                      new JudgedSubject.Judged(
                          LISTING,
                          true,
                          false,
                          Map.of(
                              JQWIK,
                              new Verdict.Violated(
                                  7, new Violation(LISTING, "seen <&\u0001"), "cpu0: x\ncpu1: y"))),
                      new JudgedSubject.Judged(
                          ZEROING, true, false, Map.of(JQWIK, new Verdict.Vacuous("no time")))))));

  @Test
  void theJsonHasEveryFieldOfTheReport() throws Exception {
    JsonNode json = new ObjectMapper().readTree(Json.text(JsonReport.of(RESULT, 42)));
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "version",
            "seed",
            "tier",
            "left",
            "checkers",
            "museum",
            "repros",
            "subjects",
            "mutants",
            "verdict",
            "exitCode",
            "reasons");
    assertThat(json.at("/version").asText()).matches("[0-9]+[.].*");
    assertThat(json.at("/seed").asLong()).isEqualTo(42);
    assertThat(json.at("/checkers/0").asText()).isEqualTo("tlc");
    assertThat(json.at("/museum/0/fault").asText()).isEqualTo("museum/a listing");
    assertThat(json.at("/museum/0/declared/1").asText()).isEqualTo("jqwik");
    assertThat(json.at("/museum/0/foundBy/lincheck").asLong()).isEqualTo(3);
    assertThat(json.at("/museum/0/notFoundBy/jqwik").asLong()).isEqualTo(Given.ENOUGH);
    assertThat(json.at("/museum/0/outcome").asText()).isEqualTo("SURVIVED");
    assertThat(json.at("/museum/1/unknown/jqwik").asText()).isEqualTo("broken");
    assertThat(json.at("/subjects/0/id").asText()).isEqualTo("made/up");
    JsonNode cell = json.at("/subjects/0/properties/0/verdicts/jqwik");
    assertThat(cell.get("verdict").asText()).isEqualTo("VIOLATED");
    assertThat(cell.get("executions").asLong()).isEqualTo(7);
    assertThat(cell.get("repro").asText()).isEqualTo("cpu0: x\ncpu1: y");
    assertThat(json.at("/subjects/0/properties/0/verdicts/lincheck").isMissingNode()).isTrue();
    assertThat(json.at("/subjects/0/properties/1/verdicts/jqwik/label").asText())
        .isEqualTo("VACUOUS(no time)");
    assertThat(json.at("/verdict").asText()).isEqualTo("FAIL");
    assertThat(json.at("/exitCode").asInt()).isEqualTo(1);
    assertThat(json.at("/reasons")).hasSize(4);
  }

  @Test
  void theSameResultGivesTheSameBytes() {
    assertThat(Json.text(JsonReport.of(RESULT, 1))).isEqualTo(Json.text(JsonReport.of(RESULT, 1)));
    assertThat(JunitReport.text(RESULT)).isEqualTo(JunitReport.text(RESULT));
    assertThat(JunitReport.text(RESULT)).doesNotContain("timestamp", "hostname");
  }

  @Test
  void theSummaryShowsTheReproAndEndsWithOneLineThatSaysItAll() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Summary(RESULT, new PrintStream(bytes, true, StandardCharsets.UTF_8)).print("gate", 42);
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).contains("    cpu0: x", "    cpu1: y");
    assertThat(lines.get(lines.size() - 1))
        .startsWith("gate: FAIL  made/up: violates listing (and 3 more)")
        .endsWith(", 0 mutants killed, full, seed 42");
  }

  /** One of two killers was asked, and a subject is believed by a mutant of another property. */
  private static GateResult quick() {
    return GateResult.of(
        new Scope(Tier.QUICK, List.of("lincheck 3 of 4 mutants")),
        Agenda.all(),
        List.of(
            JudgedMutant.of(
                Given.fault("museum/c", LISTING, LINCHECK, JQWIK),
                Map.of(JQWIK, Given.found(LISTING, 3)))),
        List.of(
            new JudgedSubject(
                Given.subject("made/up"),
                Map.of(JQWIK, Given.planted(5)),
                List.of(
                    new JudgedSubject.Judged(
                        ZEROING, true, false, Map.of(JQWIK, new Verdict.Sampled(9)))))));
  }

  @Test
  void everyReportSaysWhichTierRanAndWhatItLeft() throws Exception {
    JsonNode json = new ObjectMapper().readTree(Json.text(JsonReport.of(quick(), 1)));
    assertThat(json.at("/tier").asText()).isEqualTo("quick");
    assertThat(json.at("/left/0").asText()).isEqualTo("lincheck 3 of 4 mutants");
    assertThat(json.at("/museum/0/notAsked")).hasSize(1);
    assertThat(json.at("/museum/0/notAsked/0").asText()).isEqualTo("lincheck");
    assertThat(json.at("/museum/0/notFoundBy")).isEmpty();
    assertThat(json.at("/subjects/0/properties/0/borrowing/0").asText()).isEqualTo("jqwik");
    assertThat(JunitReport.text(quick()))
        .contains(
            "<property name=\"tier\" value=\"quick: lincheck 3 of 4 mutants left to --full\"/>",
            "<system-out>not asked: lincheck</system-out>",
            "<property name=\"verdicts whose own mutants are left\" value=\"jqwik 1 of 1\"/>")
        .doesNotContain("<skipped", "<failure", "<error");
    String page = HtmlReport.of(quick(), 1, Map.of(), Optional.empty()).text();
    assertThat(page)
        .contains(
            "<dd>quick: lincheck 3 of 4 mutants left to --full</dd>",
            "<td>not asked</td>",
            "and were asked, the cheapest of them at least",
            "Verdicts whose own mutants are left to --full: jqwik 1 of 1");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Summary(quick(), new PrintStream(bytes, true, StandardCharsets.UTF_8)).print("gate", 1);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains(
            "  verdicts whose own mutants are left to --full: jqwik 1 of 1\n",
            "shown to hold: made/up, quick: lincheck 3 of 4 mutants left to --full, seed 1\n");
    assertThat(JsonReport.of(RESULT, 1).tier()).isEqualTo("full");
  }

  @Test
  void aCheckerThatWasNotToTryAFaultIsShownWithADashAndAKillerAsNotAsked() {
    JudgedMutant judged =
        JudgedMutant.of(
            Given.fault("museum/c", LISTING, LINCHECK, JQWIK),
            Map.of(JQWIK, Given.found(LISTING, 3)));
    assertThat(judged.outcome()).isEqualTo(JudgedMutant.Outcome.KILLED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Summary(
            Given.result(List.of(judged), List.of()),
            new PrintStream(bytes, true, StandardCharsets.UTF_8))
        .print("museum", 1);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains(
            "museum/c  listing   lincheck jqwik  -    not asked  -         found after 3  KILLED");
  }
}
