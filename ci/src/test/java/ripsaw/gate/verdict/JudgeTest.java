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
import ripsaw.gate.check.Scope;
import ripsaw.gate.check.Sight;
import ripsaw.gate.run.CheckerResults;
import ripsaw.gate.run.Planted;
import ripsaw.gate.verdict.GateResult.Outcome;
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
  private final Map<Checker, CheckerResults> said = new EnumMap<>(Checker.class);
  private Sight sight = (checker, any, property) -> true;

  JudgeTest() {
    for (Checker checker : Checker.values()) {
      CheckerResults results = new CheckerResults();
      museum.forEach(fault -> results.faults().put(fault.id(), Given.found(fault.property(), 9)));
      results.subjects().put(subject.id(), List.of(Given.clean(Given.ENOUGH)));
      results.planted().put(subject.id(), Given.planted(3));
      said.put(checker, results);
    }
  }

  private GateResult judge() {
    List<Agenda.Attempt> attempts =
        museum.stream()
            .map(fault -> new Agenda.Attempt(fault, EnumSet.allOf(Checker.class)))
            .toList();
    return Judge.judge(
        new Agenda(Agenda.all(), attempts, List.of(subject), sight, Scope.FULL), said, museum);
  }

  private void says(Checker checker, Answer... answers) {
    said.get(checker).subjects().put(subject.id(), List.of(answers));
  }

  private void saysOfFault(Checker checker, Property property, Answer answer) {
    said.get(checker).faults().put(Given.fault("museum/no-" + property, property).id(), answer);
  }

  private static JudgedSubject.Judged judged(GateResult result, Property property) {
    return result.subjects().get(0).properties().stream()
        .filter(judged -> judged.property() == property)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void allKilledAndAllCleanIsAPass() {
    GateResult result = judge();
    assertThat(result.reasons()).isEmpty();
    assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    assertThat(result.outcome().exitCode()).isZero();
  }

  @Test
  void aCheckerThatFindsNoFaultThatIsPlantedInTheSubjectIsVacuousOnIt() {
    said.get(LINCHECK)
        .planted()
        .put(subject.id(), new Planted(Flaw.PLAIN, Given.clean(Given.ENOUGH)));
    GateResult result = judge();
    assertThat(judged(result, LISTING).verdicts().get(LINCHECK).label())
        .isEqualTo("VACUOUS(no fault planted in the subject itself was found by lincheck)");
    assertThat(judged(result, LISTING).verdicts().get(EXPLORER).passes()).isTrue();
    assertThat(result.outcome().exitCode()).isEqualTo(2);
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
    assertThat(judge().outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aCleanRunSaysHowFarItWent() {
    says(LINCHECK, Given.bounded("12 of 13 scenarios cut"));
    GateResult result = judge();
    assertThat(judged(result, LISTING).verdicts().get(JQWIK).label()).isEqualTo("SAMPLED(50000)");
    assertThat(judged(result, LISTING).verdicts().get(LINCHECK).label())
        .isEqualTo("BOUNDED(12 of 13 scenarios cut)");
    assertThat(result.outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void aBoundThatTheExplorerHitIsNoPass() {
    says(EXPLORER, Given.bounded("1 of 33 programs not exhausted"));
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result.outcome().exitCode()).isEqualTo(2);
    assertThat(result.reasons())
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
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(result.outcome().exitCode()).isEqualTo(1);
    assertThat(result.reasons()).containsExactly("made/up: violates no-stranding");
    assertThat(judged(result, NO_STRANDING).verdicts().get(JQWIK))
        .isInstanceOf(Verdict.Violated.class);
    assertThat(judged(result, LISTING).verdicts().get(JQWIK).passes()).isTrue();
  }

  @Test
  void aViolationOutweighsACheckerThatThenCrashed() {
    says(JQWIK, Given.found(NO_STRANDING, 13), Answer.none("could not run: it crashed"));
    assertThat(judge().outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aViolationCountsEvenIfNoFaultDeclaresThatTheCheckerSeesIt() {
    museum.removeIf(fault -> fault.property() == NO_STRANDING);
    museum.add(Given.fault("museum/no-no-stranding", NO_STRANDING, LINCHECK));
    saysOfFault(JQWIK, NO_STRANDING, Given.clean(Given.ENOUGH));
    says(JQWIK, Given.found(NO_STRANDING, 13), Given.clean(Given.ENOUGH));
    assertThat(judge().outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aCheckerThatCrashedIsInconclusive() {
    says(LINCHECK, Answer.none("could not run: it crashed"));
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result.outcome().exitCode()).isEqualTo(2);
    assertThat(result.reasons())
        .singleElement()
        .asString()
        .startsWith("made/up, lincheck: could not run: it crashed (conservation, ");
  }

  @Test
  void aSurvivorFails() {
    saysOfFault(JQWIK, ZEROING, Given.clean(Given.ENOUGH));
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(result.reasons().get(0))
        .isEqualTo(
            "museum/no-zeroing zeroing: survived, was not found by jqwik in 50000 executions");
  }

  @Test
  void aPropertyWhoseCanaryWasNotCaughtIsVacuousForThatCheckerAlone() {
    saysOfFault(JQWIK, ZEROING, Given.cut(Given.ENOUGH));
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(judged(result, ZEROING).verdicts().get(JQWIK).label())
        .isEqualTo("VACUOUS(no mutant of this property was caught by this checker in this run)");
    assertThat(judged(result, ZEROING).verdicts().get(LINCHECK).passes()).isTrue();
    assertThat(judged(result, LISTING).verdicts().get(JQWIK).passes()).isTrue();
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
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(judged(result, LISTING).verdicts().get(JQWIK).label())
        .isEqualTo("VACUOUS(never came to: a slab was ripped)");
  }

  @Test
  void aRunBelowTheMinimumIsVacuous() {
    says(JQWIK, Given.cut(Limits.minimum(JQWIK) - 1));
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(judged(result, LISTING).verdicts().get(JQWIK).label())
        .isEqualTo("VACUOUS(time: 1 of 2 programs)");
  }

  @Test
  void aRunThatWasCutByTimeIsNoPassWhoeverMadeItAndHowFarItCame() {
    for (Checker checker : Checker.values()) {
      Answer before = said.get(checker).subjects().get(subject.id()).get(0);
      says(checker, Given.cut(Given.ENOUGH));
      GateResult result = judge();
      assertThat(result.outcome()).as(checker.id()).isEqualTo(Outcome.INCONCLUSIVE);
      assertThat(result.outcome().exitCode()).isEqualTo(2);
      assertThat(judged(result, LISTING).verdicts().get(checker).label())
          .isEqualTo("BOUNDED(time: 1 of 2 programs)");
      assertThat(result.reasons())
          .singleElement()
          .asString()
          .startsWith("made/up, " + checker + " is BOUNDED: time: 1 of 2 programs (");
      assertThat(result.shown()).noneMatch(shown -> shown.contains("shown to hold"));
      says(checker, before);
    }
  }

  @Test
  void aRunThatMadeAllThereIsNeedsNoMinimum() {
    says(EXPLORER, Given.clean(Limits.minimum(EXPLORER) - 3));
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    assertThat(judged(result, LISTING).verdicts().get(EXPLORER).label()).isEqualTo("EXHAUSTED");
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
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    assertThat(judged(result, NO_STRANDING).promised()).isFalse();
    assertThat(judged(result, NO_STRANDING).exceeded()).isTrue();
    assertThat(judged(result, NO_STRANDING).verdicts()).isEmpty();
  }

  @Test
  void aSubjectThatPromisesNothingIsNotShownToHold() {
    subject = Given.subject("made/up", Property.all().toArray(Property[]::new));
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result.reasons())
        .containsExactly("made/up: nothing was checked (it promises nothing)");
    assertThat(result.shown()).noneMatch(shown -> shown.contains("shown to hold"));
  }

  @Test
  void aPropertyThatNoFaultShowsToBeCheckedIsInconclusive() {
    museum.removeIf(fault -> fault.property() == ZEROING);
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result.reasons())
        .containsExactly("made/up: no checker is shown to see a violation of it here (zeroing)");
  }

  @Test
  void aCheckerThatNoFaultDeclaresHasNoVerdictOfThatProperty() {
    museum.removeIf(fault -> fault.property() == ZEROING);
    museum.add(Given.fault("museum/no-zeroing", ZEROING, JQWIK));
    saysOfFault(TLC, ZEROING, Given.clean(Given.ENOUGH));
    saysOfFault(LINCHECK, ZEROING, Given.clean(Given.ENOUGH));
    saysOfFault(EXPLORER, ZEROING, Given.clean(Given.ENOUGH));
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    assertThat(judged(result, ZEROING).verdicts()).containsOnlyKeys(JQWIK);
  }

  @Test
  void aModelThatNothingStoppedIsExhaustive() {
    says(TLC, Answer.of(new Finding(53, "", false, Optional.empty(), "", Set.of(), Set.of())));
    assertThat(judged(judge(), LISTING).verdicts().get(TLC).label()).isEqualTo("EXHAUSTED");
  }

  @Test
  void aCheckerThatCannotLookForAPropertyInThisSubjectHasNoVerdictOfIt() {
    sight = (checker, any, property) -> checker != TLC || property != ZEROING;
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    assertThat(judged(result, ZEROING).verdicts()).containsOnlyKeys(LINCHECK, EXPLORER, JQWIK);
    assertThat(judged(result, LISTING).verdicts()).containsKey(TLC);
  }

  @Test
  void aCheckerThatWasNotAskedOfASubjectIsNoDoubt() {
    sight = (checker, any, property) -> checker != TLC;
    said.get(TLC).subjects().clear();
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    assertThat(judged(result, LISTING).verdicts()).containsOnlyKeys(LINCHECK, EXPLORER, JQWIK);
  }

  @Test
  void aPromisedPropertyThatNobodyCanLookForInThisSubjectIsInconclusive() {
    sight = (checker, any, property) -> property != ZEROING;
    GateResult result = judge();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result.reasons())
        .containsExactly("made/up: no checker is shown to see a violation of it here (zeroing)");
  }
}
