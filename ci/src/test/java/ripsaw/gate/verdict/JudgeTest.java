package ripsaw.gate.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NO_STRANDING;
import static ripsaw.spec.Checker.EXPLORER;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.Checker.LINCHECK;
import static ripsaw.spec.Checker.TLC;
import static ripsaw.spec.CommonProperty.ZEROING;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.gate.Given;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Limits;
import ripsaw.gate.check.Sight;
import ripsaw.gate.run.Planted;
import ripsaw.gate.run.Testimony;
import ripsaw.gate.verdict.Judgement.Ruling;
import ripsaw.gate.worker.Answer;
import ripsaw.linearizability.explore.Finding;
import ripsaw.machine.Flaw;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/** One subject, a museum with a fault for every property, and answers that a test may change. */
class JudgeTest {
  private Subject subject = Given.subject("made/up");
  private List<Mutant> museum = new ArrayList<>(Given.museum());
  private final Map<Checker, Testimony> said = new EnumMap<>(Checker.class);
  private Sight sight = (checker, any, property) -> true;

  JudgeTest() {
    for (Checker checker : Checker.values()) {
      Testimony testimony = new Testimony();
      museum.forEach(fault -> testimony.faults().put(fault.id(), Given.found(fault.property(), 9)));
      testimony.subjects().put(subject.id(), List.of(Given.clean(Given.ENOUGH)));
      testimony.planted().put(subject.id(), Given.planted(3));
      said.put(checker, testimony);
    }
  }

  private Judgement judge() {
    List<Agenda.Attempt> attempts =
        museum.stream()
            .map(fault -> new Agenda.Attempt(fault, EnumSet.allOf(Checker.class)))
            .toList();
    return Judge.judge(new Agenda(Agenda.all(), attempts, List.of(subject), sight), said, museum);
  }

  private void says(Checker checker, Answer... answers) {
    said.get(checker).subjects().put(subject.id(), List.of(answers));
  }

  private void saysOfFault(Checker checker, Property property, Answer answer) {
    said.get(checker).faults().put(Given.fault("museum/no-" + property, property).id(), answer);
  }

  private static JudgedSubject.Judged judged(Judgement judgement, Property property) {
    return judgement.subjects().get(0).properties().stream()
        .filter(judged -> judged.property() == property)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void allKilledAndAllCleanIsAPass() {
    Judgement judgement = judge();
    assertThat(judgement.reasons()).isEmpty();
    assertThat(judgement.ruling()).isEqualTo(Ruling.PASS);
    assertThat(judgement.ruling().exitCode()).isZero();
  }

  @Test
  void aCheckerThatFindsNoFaultThatIsPlantedInTheSubjectIsVacuousOnIt() {
    said.get(LINCHECK)
        .planted()
        .put(subject.id(), new Planted(Flaw.PLAIN, Given.clean(Given.ENOUGH)));
    Judgement judgement = judge();
    assertThat(judged(judgement, LISTING).verdicts().get(LINCHECK).label())
        .isEqualTo("VACUOUS(no fault planted in the subject itself was found by lincheck)");
    assertThat(judged(judgement, LISTING).verdicts().get(EXPLORER).passes()).isTrue();
    assertThat(judgement.ruling().exitCode()).isEqualTo(2);
  }

  @Test
  void thatThePlantingCouldNotBeAskedIsSaidInItsOwnWords() {
    said.get(JQWIK).planted().put(subject.id(), new Planted(Flaw.PLAIN, Answer.none("too late")));
    assertThat(judged(judge(), LISTING).verdicts().get(JQWIK).label())
        .isEqualTo("VACUOUS(too late)");
  }

  @Test
  void aViolationOutweighsThatNoPlantedFaultWasFound() {
    said.get(JQWIK).planted().put(subject.id(), new Planted(Flaw.PLAIN, Given.cut(7)));
    says(JQWIK, Given.found(NO_STRANDING, 13), Given.clean(Given.ENOUGH));
    assertThat(judge().ruling()).isEqualTo(Ruling.FAIL);
  }

  @Test
  void aCleanRunSaysHowFarItWent() {
    says(LINCHECK, Given.bounded("12 of 13 scenarios cut"));
    Judgement judgement = judge();
    assertThat(judged(judgement, LISTING).verdicts().get(JQWIK).label())
        .isEqualTo("SAMPLED(50000)");
    assertThat(judged(judgement, LISTING).verdicts().get(LINCHECK).label())
        .isEqualTo("BOUNDED(12 of 13 scenarios cut)");
    assertThat(judgement.ruling()).isEqualTo(Ruling.PASS);
  }

  @Test
  void aBoundThatTheExplorerHitIsNoPass() {
    says(EXPLORER, Given.bounded("1 of 33 programs not exhausted"));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement.ruling().exitCode()).isEqualTo(2);
    assertThat(judgement.reasons())
        .singleElement()
        .asString()
        .startsWith("made/up, explorer is BOUNDED: 1 of 33 programs not exhausted (");
  }

  @Test
  void aLincheckRunThatNothingStoppedIsExhaustive() {
    says(
        LINCHECK,
        Answer.of(new Finding(Given.ENOUGH, "", false, Optional.empty(), "", Set.of(), Set.of())));
    assertThat(judged(judge(), LISTING).verdicts().get(LINCHECK).label()).isEqualTo("EXHAUSTED");
  }

  @Test
  void aViolationFailsAndTheOtherPropertiesAreStillJudged() {
    says(JQWIK, Given.found(NO_STRANDING, 13), Given.clean(Given.ENOUGH));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.FAIL);
    assertThat(judgement.ruling().exitCode()).isEqualTo(1);
    assertThat(judgement.reasons()).containsExactly("made/up: violates no-stranding");
    assertThat(judged(judgement, NO_STRANDING).verdicts().get(JQWIK))
        .isInstanceOf(Verdict.Violated.class);
    assertThat(judged(judgement, LISTING).verdicts().get(JQWIK).passes()).isTrue();
  }

  @Test
  void aViolationOutweighsACheckerThatThenCrashed() {
    says(JQWIK, Given.found(NO_STRANDING, 13), Answer.none("could not run: it crashed"));
    assertThat(judge().ruling()).isEqualTo(Ruling.FAIL);
  }

  @Test
  void aViolationCountsEvenIfNoFaultDeclaresThatTheCheckerSeesIt() {
    museum.removeIf(fault -> fault.property() == NO_STRANDING);
    museum.add(Given.fault("museum/no-no-stranding", NO_STRANDING, LINCHECK));
    saysOfFault(JQWIK, NO_STRANDING, Given.clean(Given.ENOUGH));
    says(JQWIK, Given.found(NO_STRANDING, 13), Given.clean(Given.ENOUGH));
    assertThat(judge().ruling()).isEqualTo(Ruling.FAIL);
  }

  @Test
  void aCheckerThatCrashedIsInconclusive() {
    says(LINCHECK, Answer.none("could not run: it crashed"));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement.ruling().exitCode()).isEqualTo(2);
    assertThat(judgement.reasons())
        .singleElement()
        .asString()
        .startsWith("made/up, lincheck: could not run: it crashed (conservation, ");
  }

  @Test
  void aSurvivorFails() {
    saysOfFault(JQWIK, ZEROING, Given.clean(Given.ENOUGH));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.FAIL);
    assertThat(judgement.reasons().get(0))
        .isEqualTo(
            "museum/no-zeroing zeroing: survived, was not found by jqwik in 50000 executions");
  }

  @Test
  void aPropertyWhoseCanaryWasNotCaughtIsVacuousForThatCheckerAlone() {
    saysOfFault(JQWIK, ZEROING, Given.cut(Given.ENOUGH));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judged(judgement, ZEROING).verdicts().get(JQWIK).label())
        .isEqualTo("VACUOUS(no fault of this property was caught by this checker in this run)");
    assertThat(judged(judgement, ZEROING).verdicts().get(LINCHECK).passes()).isTrue();
    assertThat(judged(judgement, LISTING).verdicts().get(JQWIK).passes()).isTrue();
  }

  @Test
  void oneCanaryCaughtIsEnough() {
    Mutant second = Given.fault("museum/second", ZEROING, JQWIK);
    museum.add(second);
    said.values().forEach(one -> one.faults().put(second.id(), Given.clean(Given.ENOUGH)));
    said.get(JQWIK).faults().put(second.id(), Given.cut(Given.ENOUGH));
    assertThat(judged(judge(), ZEROING).verdicts().get(JQWIK).passes()).isTrue();
  }

  @Test
  void aCleanRunThatMissedADelicatePlaceIsVacuous() {
    says(JQWIK, Given.notCovering("a slab was ripped"));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judged(judgement, LISTING).verdicts().get(JQWIK).label())
        .isEqualTo("VACUOUS(never came to: a slab was ripped)");
  }

  @Test
  void aRunBelowTheMinimumIsVacuous() {
    says(JQWIK, Given.cut(Limits.minimum(JQWIK) - 1));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judged(judgement, LISTING).verdicts().get(JQWIK).label())
        .isEqualTo("VACUOUS(time: 1 of 2 programs)");
  }

  @Test
  void aRunThatWasCutByTimeIsNoPassWhoeverMadeItAndHowFarItCame() {
    for (Checker checker : Checker.values()) {
      Answer before = said.get(checker).subjects().get(subject.id()).get(0);
      says(checker, Given.cut(Given.ENOUGH));
      Judgement judgement = judge();
      assertThat(judgement.ruling()).as(checker.id()).isEqualTo(Ruling.INCONCLUSIVE);
      assertThat(judgement.ruling().exitCode()).isEqualTo(2);
      assertThat(judged(judgement, LISTING).verdicts().get(checker).label())
          .isEqualTo("BOUNDED(time: 1 of 2 programs)");
      assertThat(judgement.reasons())
          .singleElement()
          .asString()
          .startsWith("made/up, " + checker + " is BOUNDED: time: 1 of 2 programs (");
      assertThat(judgement.shown()).noneMatch(shown -> shown.contains("shown to hold"));
      says(checker, before);
    }
  }

  @Test
  void aRunThatMadeAllThereIsNeedsNoMinimum() {
    says(EXPLORER, Given.clean(Limits.minimum(EXPLORER) - 3));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.PASS);
    assertThat(judged(judgement, LISTING).verdicts().get(EXPLORER).label()).isEqualTo("EXHAUSTED");
  }

  @Test
  void aRunThatWasCutByTimeAndMissedADelicatePlaceSaysBoth() {
    Finding cut =
        new Finding(
            Given.ENOUGH,
            "time: 1 of 2 programs",
            true,
            Optional.empty(),
            "",
            Set.of(),
            Set.of("a slab was ripped"));
    says(JQWIK, Answer.of(cut));
    assertThat(judged(judge(), LISTING).verdicts().get(JQWIK).label())
        .isEqualTo("VACUOUS(time: 1 of 2 programs; never came to: a slab was ripped)");
  }

  @Test
  void aPropertyThatIsNotPromisedNeitherPassesNorFails() {
    subject = Given.subject("made/up", NO_STRANDING);
    says(
        JQWIK,
        Answer.of(
            new Finding(
                Given.ENOUGH,
                "random",
                false,
                Optional.empty(),
                "",
                Set.of(NO_STRANDING),
                Set.of())));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.PASS);
    assertThat(judged(judgement, NO_STRANDING).promised()).isFalse();
    assertThat(judged(judgement, NO_STRANDING).exceeded()).isTrue();
    assertThat(judged(judgement, NO_STRANDING).verdicts()).isEmpty();
  }

  @Test
  void aSubjectThatPromisesNothingIsNotShownToHold() {
    subject = Given.subject("made/up", Property.all().toArray(Property[]::new));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement.reasons())
        .containsExactly("made/up: nothing was checked (it promises nothing)");
    assertThat(judgement.shown()).noneMatch(shown -> shown.contains("shown to hold"));
  }

  @Test
  void aPropertyThatNoFaultShowsToBeCheckedIsInconclusive() {
    museum.removeIf(fault -> fault.property() == ZEROING);
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement.reasons())
        .containsExactly("made/up: no checker is shown to see a violation of it here (zeroing)");
  }

  @Test
  void aCheckerThatNoFaultDeclaresHasNoVerdictOfThatProperty() {
    museum.removeIf(fault -> fault.property() == ZEROING);
    museum.add(Given.fault("museum/no-zeroing", ZEROING, JQWIK));
    saysOfFault(TLC, ZEROING, Given.clean(Given.ENOUGH));
    saysOfFault(LINCHECK, ZEROING, Given.clean(Given.ENOUGH));
    saysOfFault(EXPLORER, ZEROING, Given.clean(Given.ENOUGH));
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.PASS);
    assertThat(judged(judgement, ZEROING).verdicts()).containsOnlyKeys(JQWIK);
  }

  @Test
  void aModelThatNothingStoppedIsExhaustive() {
    says(TLC, Answer.of(new Finding(53, "", false, Optional.empty(), "", Set.of(), Set.of())));
    assertThat(judged(judge(), LISTING).verdicts().get(TLC).label()).isEqualTo("EXHAUSTED");
  }

  @Test
  void aCheckerThatCannotLookForAPropertyInThisSubjectHasNoVerdictOfIt() {
    sight = (checker, any, property) -> checker != TLC || property != ZEROING;
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.PASS);
    assertThat(judged(judgement, ZEROING).verdicts()).containsOnlyKeys(LINCHECK, EXPLORER, JQWIK);
    assertThat(judged(judgement, LISTING).verdicts()).containsKey(TLC);
  }

  @Test
  void aCheckerThatWasNotAskedOfASubjectIsNoDoubt() {
    sight = (checker, any, property) -> checker != TLC;
    said.get(TLC).subjects().clear();
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.PASS);
    assertThat(judged(judgement, LISTING).verdicts()).containsOnlyKeys(LINCHECK, EXPLORER, JQWIK);
  }

  @Test
  void aPromisedPropertyThatNobodyCanLookForInThisSubjectIsInconclusive() {
    sight = (checker, any, property) -> property != ZEROING;
    Judgement judgement = judge();
    assertThat(judgement.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(judgement.reasons())
        .containsExactly("made/up: no checker is shown to see a violation of it here (zeroing)");
  }
}
