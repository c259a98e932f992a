package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.CommonProperty.ZEROING;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ripsaw.gate.Given;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.spec.Verdict;
import ripsaw.spec.Violation;

class AnnotationsTest {
  private static final Map<String, String> GITHUB = Map.of("GITHUB_ACTIONS", "true");

  private static GateResult result(JudgedMutant... faults) {
    return Given.result(List.of(faults), List.of());
  }

  @Test
  void aFailureIsAnErrorAndADoubtAWarning() {
    JudgedMutant survived =
        JudgedMutant.of(
            Given.fault("museum/a", LISTING, JQWIK), Map.of(JQWIK, Given.clean(Given.ENOUGH)));
    assertThat(Annotations.of(result(Given.broken("no luck"), survived), GITHUB))
        .containsExactly(
            "::error title=ripsaw gate%3A FAIL::"
                + "museum/a listing: survived, was not found by jqwik in 50000 executions",
            "::warning title=ripsaw gate%3A FAIL::jqwik: no luck (museum/b zeroing)");
  }

  /** A subject is what somebody asked about; the museum only shows that the checkers are awake. */
  @Test
  void whatIsWrongWithTheSubjectsComesBeforeWhatIsWrongWithTheMuseum() {
    JudgedMutant survived =
        JudgedMutant.of(
            Given.fault("museum/a", LISTING, JQWIK), Map.of(JQWIK, Given.clean(Given.ENOUGH)));
    JudgedSubject violated =
        new JudgedSubject(
            Given.subject("made/up"),
            Map.of(),
            List.of(
                new JudgedSubject.Judged(
                    LISTING,
                    true,
                    false,
                    Map.of(JQWIK, new Verdict.Violated(7, new Violation(LISTING, "seen"), ""))),
                new JudgedSubject.Judged(
                    ZEROING, true, false, Map.of(JQWIK, new Verdict.Vacuous("late")))));
    GateResult result = Given.result(List.of(Given.broken("no luck"), survived), List.of(violated));
    assertThat(Annotations.of(result, GITHUB))
        .extracting(line -> line.replaceFirst("::(.*) title=.*::", "$1 "))
        .containsExactly(
            "error made/up: violates listing",
            "error museum/a listing: survived, was not found by jqwik in 50000 executions",
            "warning made/up, jqwik: late (zeroing)",
            "warning jqwik: no luck (museum/b zeroing)");
  }

  @Test
  void ofManyReasonsTheTenthSaysHowManyAreNotShown() {
    assertThat(Annotations.of(result(manyBroken(10)), GITHUB))
        .hasSize(10)
        .noneMatch(line -> line.contains("more"));
    assertThat(Annotations.of(result(manyBroken(12)), GITHUB))
        .hasSize(10)
        .last()
        .asString()
        .endsWith(
            "::jqwik: cause 9 (museum/b zeroing)"
                + " (and 2 more warnings, which GitHub does not show here)");
  }

  private static JudgedMutant[] manyBroken(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> Given.broken("cause " + number))
        .toArray(JudgedMutant[]::new);
  }

  @Test
  void aReasonOfSeveralLinesStaysOneCommand() {
    assertThat(Annotations.of(result(Given.broken("100%0A, it\r\n::error::says")), GITHUB))
        .containsExactly(
            "::warning title=ripsaw gate%3A INCONCLUSIVE::"
                + "jqwik: 100%250A, it%0D%0A::error::says (museum/b zeroing)");
  }

  @Test
  void thereIsNothingToSayOfAPassOrElsewhereThanOnGitHub() {
    JudgedMutant killed =
        JudgedMutant.of(
            Given.fault("museum/a", LISTING, JQWIK), Map.of(JQWIK, Given.found(LISTING, 3)));
    assertThat(Annotations.of(result(killed), GITHUB)).isEmpty();
    assertThat(Annotations.of(result(Given.broken("no luck")), Map.of())).isEmpty();
    assertThat(Annotations.of(result(Given.broken("no luck")), Map.of("GITHUB_ACTIONS", "false")))
        .isEmpty();
  }
}
