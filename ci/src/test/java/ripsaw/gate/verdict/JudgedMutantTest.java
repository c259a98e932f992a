package ripsaw.gate.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.Checker.LINCHECK;
import static ripsaw.spec.Checker.TLC;

import java.util.Map;
import org.junit.jupiter.api.Test;
import ripsaw.gate.Given;
import ripsaw.gate.verdict.JudgedMutant.Outcome;
import ripsaw.gate.worker.Answer;
import ripsaw.spec.Checker;
import ripsaw.subject.Mutant;

class JudgedMutantTest {
  private static final Mutant FOR_BOTH = Given.fault("museum/x", LISTING, LINCHECK, JQWIK);
  private static final Mutant FOR_JQWIK = Given.fault("museum/x", LISTING, JQWIK);
  private static final Mutant EQUIVALENT = Given.fault("museum/x", LISTING);

  private static Outcome outcome(Mutant fault, Answer lincheck, Answer jqwik) {
    return JudgedMutant.of(fault, Map.of(LINCHECK, lincheck, JQWIK, jqwik)).outcome();
  }

  @Test
  void aFaultThatAllItsKillersFindIsKilled() {
    assertThat(outcome(FOR_BOTH, Given.found(LISTING, 1), Given.found(LISTING, 7)))
        .isEqualTo(Outcome.KILLED);
  }

  @Test
  void aFaultThatOneKillerMissesHasSurvived() {
    assertThat(outcome(FOR_BOTH, Given.found(LISTING, 1), Given.clean(Given.ENOUGH)))
        .isEqualTo(Outcome.SURVIVED);
  }

  @Test
  void aKillerThatWasCutByTheBudgetHasNotMissedIt() {
    assertThat(outcome(FOR_BOTH, Given.found(LISTING, 1), Given.cut(Given.ENOUGH)))
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void aKillerThatCouldNotRunHasNotMissedIt() {
    assertThat(outcome(FOR_BOTH, Answer.none("could not run"), Given.found(LISTING, 1)))
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void aFindThatWasNotDeclaredIsAnError() {
    assertThat(outcome(FOR_JQWIK, Given.found(LISTING, 1), Given.found(LISTING, 1)))
        .isEqualTo(Outcome.UNDECLARED);
  }

  @Test
  void anEquivalentFaultThatIsFoundWasNotEquivalent() {
    assertThat(outcome(EQUIVALENT, Given.clean(Given.ENOUGH), Given.found(LISTING, 1)))
        .isEqualTo(Outcome.UNDECLARED);
  }

  @Test
  void anEquivalentFaultThatNobodyFindsIsEquivalent() {
    assertThat(outcome(EQUIVALENT, Given.clean(Given.ENOUGH), Given.clean(Given.ENOUGH)))
        .isEqualTo(Outcome.EQUIVALENT);
  }

  @Test
  void anEquivalentFaultThatNobodyTriedIsInconclusive() {
    JudgedMutant judged = JudgedMutant.of(EQUIVALENT, Map.of());
    assertThat(judged.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    Reasons reasons = new Reasons();
    reasons.add(judged);
    assertThat(reasons.doubts()).containsExactly("no checker tried it (museum/x listing)");
  }

  @Test
  void anEquivalentFaultThatWasHardlyTriedIsInconclusive() {
    assertThat(outcome(EQUIVALENT, Given.clean(Given.ENOUGH), Given.cut(3)))
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void whoIsNotToFindItMustHaveTriedToTheEndOfItsEffort() {
    assertThat(outcome(FOR_JQWIK, Given.cut(Given.ENOUGH), Given.found(LISTING, 1)))
        .isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(outcome(EQUIVALENT, Given.clean(Given.ENOUGH), Given.cut(Given.ENOUGH)))
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void whoHadFewExecutionsMadeThemAllOrSaysThatTheyWereFew() {
    Answer all = Given.clean(1);
    assertThat(outcome(FOR_JQWIK, all, Given.found(LISTING, 1))).isEqualTo(Outcome.KILLED);
    Answer few = Given.bounded(7, "interleavings: 1 of 1 scenarios cut at 7");
    JudgedMutant judged =
        JudgedMutant.of(FOR_JQWIK, Map.of(LINCHECK, few, JQWIK, Given.found(LISTING, 1)));
    assertThat(judged.unknown())
        .containsEntry(
            LINCHECK,
            "only 7 executions, where 8 are the least that count: interleavings: 1 of 1"
                + " scenarios cut at 7");
  }

  @Test
  void aSurvivalOutweighsACheckerThatCouldNotRun() {
    assertThat(outcome(FOR_BOTH, Answer.none("could not run"), Given.clean(Given.ENOUGH)))
        .isEqualTo(Outcome.SURVIVED);
  }

  @Test
  void whoHasNoModelOfItIsShownByADashAndChangesNothing() {
    Map<Checker, Answer> answers =
        Map.of(LINCHECK, Given.found(LISTING, 1), JQWIK, Given.found(LISTING, 7));
    JudgedMutant judged = JudgedMutant.of(FOR_BOTH, answers);
    assertThat(judged.toldBy(TLC)).isEqualTo("-");
    assertThat(judged.outcome()).isEqualTo(Outcome.KILLED);
  }

  @Test
  void aKillerThatWasNotAskedIsSaidToBeThatAndOneThatFindsItIsEnough() {
    JudgedMutant judged = JudgedMutant.of(FOR_BOTH, Map.of(JQWIK, Given.found(LISTING, 7)));
    assertThat(judged.outcome()).isEqualTo(Outcome.KILLED);
    assertThat(judged.notAsked()).containsExactly(LINCHECK);
    assertThat(judged.toldBy(LINCHECK)).isEqualTo("not asked");
  }

  @Test
  void aFaultThatNoneOfItsKillersWasAskedAboutIsNotKilled() {
    JudgedMutant judged = JudgedMutant.of(FOR_JQWIK, Map.of(LINCHECK, Given.clean(Given.ENOUGH)));
    assertThat(judged.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    Reasons reasons = new Reasons();
    reasons.add(judged);
    assertThat(reasons.doubts()).containsExactly("none of its killers tried it (museum/x listing)");
  }

  @Test
  void howFarACheckerCameIsInItsOwnWords() {
    Mutant fault = Given.fault("museum/x", LISTING, TLC);
    assertThat(JudgedMutant.of(fault, Map.of(TLC, Given.cut(7))).unknown())
        .containsEntry(TLC, "time: 1 of 2 programs");
  }

  @Test
  void tlcThatFindsWhatItWasNotToFindIsAnError() {
    Map<Checker, Answer> answers =
        Map.of(TLC, Given.found(LISTING, 1), JQWIK, Given.found(LISTING, 1));
    assertThat(JudgedMutant.of(FOR_JQWIK, answers).outcome()).isEqualTo(Outcome.UNDECLARED);
  }
}
