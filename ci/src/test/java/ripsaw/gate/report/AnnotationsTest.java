package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.CommonProperty.ZEROING;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ripsaw.gate.Given;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.worker.Answer;

class AnnotationsTest {
  private static final Map<String, String> GITHUB = Map.of("GITHUB_ACTIONS", "true");

  private static GateResult result(JudgedMutant... faults) {
    return Given.result(List.of(faults), List.of());
  }

  private static JudgedMutant broken(String why) {
    return JudgedMutant.of(
        Given.fault("museum/b", ZEROING, JQWIK), Map.of(JQWIK, Answer.none(why)));
  }

  @Test
  void aFailureIsAnErrorAndADoubtAWarning() {
    JudgedMutant survived =
        JudgedMutant.of(
            Given.fault("museum/a", LISTING, JQWIK), Map.of(JQWIK, Given.clean(Given.ENOUGH)));
    assertThat(Annotations.of(result(broken("no luck"), survived), GITHUB))
        .containsExactly(
            "::error title=ripsaw gate%3A FAIL::"
                + "museum/a listing: survived, was not found by jqwik in 50000 executions",
            "::warning title=ripsaw gate%3A FAIL::jqwik: no luck (museum/b zeroing)");
  }

  @Test
  void aReasonOfSeveralLinesStaysOneCommand() {
    assertThat(Annotations.of(result(broken("100%0A, it\r\n::error::says")), GITHUB))
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
    assertThat(Annotations.of(result(broken("no luck")), Map.of())).isEmpty();
    assertThat(Annotations.of(result(broken("no luck")), Map.of("GITHUB_ACTIONS", "false")))
        .isEmpty();
  }
}
