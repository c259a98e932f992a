package ripsaw.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Violation LOST =
      new Violation(CommonProperty.CONSERVATION, "chunk 0x8 is lost");

  @Test
  void aPassSaysHowFarItReaches() {
    assertThat(new Verdict.Exhausted(12).label()).isEqualTo("EXHAUSTED");
    assertThat(new Verdict.Bounded(12, "3 switches", true).label())
        .isEqualTo("BOUNDED(3 switches)");
    assertThat(new Verdict.Sampled(12).label()).isEqualTo("SAMPLED(12)");
  }

  @Test
  void aViolationAndAVacuousRunAreNoPass() {
    assertThat(new Verdict.Exhausted(1).passes()).isTrue();
    assertThat(new Verdict.Bounded(1, "cut", true).passes()).isTrue();
    assertThat(new Verdict.Bounded(1, "time", false).passes()).isFalse();
    assertThat(new Verdict.Sampled(1).passes()).isTrue();
    assertThat(new Verdict.Violated(1, LOST, "repro").passes()).isFalse();
    assertThat(new Verdict.Vacuous("did not run").passes()).isFalse();
  }

  @Test
  void aVacuousVerdictLookedAtNothingAndSaysWhy() {
    Verdict vacuous = new Verdict.Vacuous("did not run");
    assertThat(vacuous.executions()).isZero();
    assertThat(vacuous.label()).isEqualTo("VACUOUS(did not run)");
  }

  @Test
  void aViolationNamesItsPropertyFirst() {
    assertThat(LOST).hasToString("conservation: chunk 0x8 is lost");
    assertThat(new Verdict.Violated(1, LOST, "repro").label()).isEqualTo("VIOLATED");
  }

  @Test
  void aThrownViolationCarriesItselfButNoStackTrace() {
    ViolationFound thrown = new ViolationFound(CommonProperty.LIMIT, "off");
    assertThat(thrown).hasMessage("limit: off").hasNoCause();
    assertThat(thrown.violation()).isEqualTo(new Violation(CommonProperty.LIMIT, "off"));
    assertThat(thrown.getStackTrace()).isEmpty();
  }

  @Test
  void aCheckerIsCalledByItsNameInLowerCase() {
    assertThat(Checker.values())
        .extracting(Checker::id)
        .containsExactly("tlc", "lincheck", "explorer", "jqwik");
  }
}
