package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NO_STRANDING;
import static ripsaw.spec.Checker.EXPLORER;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.CommonProperty.ZEROING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.Given;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Scope;
import ripsaw.gate.check.Tier;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.spec.Violation;

class JobSummaryTest {
  private static final String HOSTILE = "</pre>|\n*<b>*`x`";

  @TempDir private Path temp;

  private static JudgedSubject subject(JudgedSubject.Judged... properties) {
    return new JudgedSubject(
        Given.subject("made/up"), Map.of(JQWIK, Given.planted(5)), List.of(properties));
  }

  private static JudgedSubject.Judged judged(Property property, Map<Checker, Verdict> verdicts) {
    return new JudgedSubject.Judged(property, true, false, new EnumMap<>(verdicts));
  }

  private static JudgedSubject.Judged violated(String repro) {
    return judged(
        LISTING,
        Map.of(
            EXPLORER,
            new Verdict.Exhausted(9),
            JQWIK,
            new Verdict.Violated(7, new Violation(LISTING, HOSTILE), repro)));
  }

  @Test
  void theVerdictComesFirstThenWhyThenWhatEachCheckerSays() {
    GateResult result =
        GateResult.of(
            new Scope(Tier.QUICK, List.of("lincheck 3 of 4 mutants")),
            Agenda.all(),
            List.of(Given.broken("no luck")),
            List.of(
                subject(
                    violated("cpu0: x"),
                    judged(ZEROING, Map.of(JQWIK, new Verdict.Sampled(8))),
                    new JudgedSubject.Judged(NO_STRANDING, false, true, Map.of()))));
    assertThat(JobSummary.text(result, 42).lines())
        .filteredOn(line -> !line.isEmpty())
        .containsExactly(
            "## Ripsaw gate: FAIL",
            "0 mutants killed, seed 42.",
            "- **failure**: made/up: violates listing",
            "- **doubt**: jqwik: no luck (museum/b zeroing)",
            "<details><summary>made/up violates listing: &#60;/pre&#62;&#124; &#42;&#60;b&#62;&#42;"
                + "&#96;x&#96;, by jqwik</summary>",
            "<pre>cpu0: x</pre>",
            "</details>",
            "<details><summary>Verdicts on made/up</summary>",
            "| property | tlc | lincheck | explorer | jqwik |",
            "|---|:-:|:-:|:-:|:-:|",
            "| listing | – | – | EXHAUSTED 9 | VIOLATED after 7 |",
            "| zeroing | – | – | – | SAMPLED 8 |",
            "| no-stranding | exceeded not promised |  |  |  |",
            "Planted in it: jqwik split-cas found after 5.",
            "Verdicts whose own mutants are left to --full: explorer 1 of 1.",
            "</details>",
            "Asked: quick: lincheck 3 of 4 mutants left to --full.");
  }

  @Test
  void ofManyReasonsAndOfALongReproThePageSaysHowMuchMoreThereIs() {
    List<JudgedMutant> faults =
        IntStream.range(0, 53).mapToObj(number -> Given.broken("cause " + number)).toList();
    String repro = "cpu0: <x\n".repeat(83);
    String page = JobSummary.text(Given.result(faults, List.of(subject(violated(repro)))), 1);
    assertThat(page.lines().filter(line -> line.startsWith("- **doubt**"))).hasSize(50);
    assertThat(page).contains("\n- and 3 more doubts: see the report\n");
    assertThat(page.lines().filter(line -> line.contains("cpu0: &#60;x"))).hasSize(80);
    assertThat(page).contains("</pre>\n\nand 3 more lines: see the report\n");
  }

  @Test
  void aPassHasNoReasonsAndSaysWhatHolds() {
    GateResult pass =
        Given.result(
            List.of(
                JudgedMutant.of(
                    Given.fault("museum/a", LISTING, JQWIK),
                    Map.of(JQWIK, Given.found(LISTING, 3)))),
            List.of(subject(judged(LISTING, Map.of(JQWIK, new Verdict.Exhausted(5))))));
    assertThat(JobSummary.text(pass, 1))
        .startsWith("## Ripsaw gate: PASS\n\n1 mutant killed, 1 subject shown to hold: made/up")
        .contains("<summary>Verdicts on made/up: it holds</summary>", "\nAsked: full.\n")
        .doesNotContain("- **");
    assertThat(JobSummary.text(pass, 1)).isEqualTo(JobSummary.text(pass, 1));
  }

  @Test
  void aPageIsAddedBehindWhatIsThere() throws IOException {
    Path file = temp.resolve("summary.md");
    JobSummary.append(file, "one é\n");
    JobSummary.append(file, "two\n");
    assertThat(Files.readString(file)).isEqualTo("one é\ntwo\n");
    assertThatThrownBy(() -> JobSummary.append(temp, "x")).isInstanceOf(IOException.class);
  }

  @Test
  void withoutTheVariableThereIsNoFile() {
    assertThat(JobSummary.file(Map.of())).isEmpty();
    assertThat(JobSummary.file(Map.of("GITHUB_STEP_SUMMARY", ""))).isEmpty();
    assertThat(JobSummary.file(Map.of("GITHUB_STEP_SUMMARY", "a"))).contains(Path.of("a"));
  }
}
