package ripsaw.linearizability.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.Expectation;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tla.TlcResult.Kind;
import ripsaw.spec.tlc.KeptVerdicts;
import ripsaw.spec.tlc.MissingTlc;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class TlcCheckerTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Subject REFERENCE = subject("dragonfly/reference");
  private static final Subject DF9DAEA = subject("dragonfly/df9daea");

  private static final Effort QUICK = new Effort(1, Duration.ofMinutes(5), false);
  private static final Effort READABLE = new Effort(1, Duration.ofMinutes(5), true);
  private static final Effort NO_TIME = new Effort(1, Duration.ofNanos(1), false);

  /** Two that hold, one of invariants and one of behaviours, and one that fails. */
  private static final String MANIFEST =
      """
      [
        {"model": "RemoteFreeTwoMessages", "module": "RemoteFree",
         "subject": "dragonfly/reference", "states": 40, "depth": 9, "runtime": "seconds",
         "specification": "Spec", "invariants": ["Listing", "NoStranding"], "why": "two"},
        {"model": "RemoteFreeLiveness", "module": "RemoteFree",
         "subject": "dragonfly/reference", "states": 2, "depth": 2, "runtime": "seconds",
         "specification": "FairSpec", "why": "behaviours",
         "properties": ["RemoteFreesReturn", "SendersServed", "Termination"]},
        {"model": "RemoteFree_df9daea_no-stranding", "base": "RemoteFreeTwoMessages",
         "subject": "dragonfly/df9daea", "violates": "no-stranding", "length": 1,
         "runtime": "seconds", "why": "a fault"}
      ]
      """;

  private static final TlcResult HOLDS = result(Kind.HOLDS, "", 40, 9);
  private static final TlcResult CUT = result(Kind.CUT, "cut", 7, 0);

  private static Subject subject(String id) {
    return CATALOGUE.find(id).orElseThrow();
  }

  private static TlcResult result(Kind kind, String detail, long states, int depth) {
    return new TlcResult(kind, detail, states, states, depth, Optional.empty());
  }

  private static TlcResult violated(String formula) {
    Behavior behavior = new Behavior(List.of(new Behavior.State("", Map.of())), Behavior.ENDS);
    return new TlcResult(Kind.VIOLATED, formula, 5, 5, 1, Optional.of(behavior));
  }

  private static TlcChecker checker(TlcChecker.Runner runner) {
    try {
      return new TlcChecker(Manifest.parse(MANIFEST), runner, Optional.empty());
    } catch (Manifest.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private static TlcChecker always(TlcResult result) {
    return checker((model, budget) -> result);
  }

  @Test
  void aModelThatIsToViolateNoPropertyOfTheCatalogueIsRefused() throws Exception {
    Manifest unknown = Manifest.parse(MANIFEST.replace("\"no-stranding", "\"no-strandin"));
    assertThatThrownBy(() -> new TlcChecker(unknown, (model, budget) -> HOLDS, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the model RemoteFree_df9daea_no-stranding: there is no property 'no-strandin'");
  }

  @Test
  void itIsTheCheckerOfThatName() {
    assertThat(always(HOLDS).id()).isEqualTo(Checker.TLC);
  }

  @Test
  void aFaultIsFoundByItsModelAndTheReproIsThatOfTheJava() {
    Finding finding =
        new TlcChecker()
            .check(subject("museum/signal-dropped"), Set.of(KfreeProperty.NO_STRANDING), READABLE);
    assertThat(finding.violation())
        .contains(
            new Violation(
                KfreeProperty.NO_STRANDING,
                "the model RemoteFree_signal-dropped violates no-stranding in 8 states"));
    assertThat(finding.executions()).isPositive();
    assertThat(finding.repro())
        .startsWith("ripsaw repro 1\nsubject: museum/signal-dropped\n")
        .contains("expect:  VIOLATED no-stranding\n");
  }

  @Test
  void aModelThatHoldsIsSeenToItsEnd() {
    Finding finding =
        new TlcChecker()
            .check(
                subject("museum/handler-clears-flag-late"),
                Set.of(KfreeProperty.NO_STRANDING),
                QUICK);
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.bound()).isEmpty();
    assertThat(finding.cutByBudget()).isFalse();
    assertThat(finding.notCovered()).isEmpty();
    assertThat(finding.executions()).isGreaterThan(100);
  }

  private static Set<String> asked(String invariants, long states) throws Exception {
    String large =
        """
        [
          {"model": "RemoteFree", "module": "RemoteFree", "specification": "Spec",
           "subject": "dragonfly/reference", "states": 500, "depth": 9, "runtime": "minutes",
           "invariants": [%s], "why": "large"},
        """
            .formatted(invariants);
    Set<String> asked = new ConcurrentSkipListSet<>(); // several models at a time
    TlcChecker checker =
        new TlcChecker(
            Manifest.parse(MANIFEST.replaceFirst("\\[\n", large)),
            (model, budget) -> {
              asked.add(model.name());
              return result(Kind.HOLDS, "", model.size(), 9);
            },
            Optional.empty());
    Effort effort = new Effort(states, Duration.ofMinutes(1), false);
    checker.check(REFERENCE, Set.of(KfreeProperty.NO_STRANDING), effort);
    return asked;
  }

  @Test
  void aLargeModelIsLeftOutIfSmallerOnesLookForAllThatItLooksFor() throws Exception {
    assertThat(asked("\"NoStranding\"", 499)).containsExactly("RemoteFreeTwoMessages");
    assertThat(asked("\"NoStranding\"", 500))
        .containsExactly("RemoteFree", "RemoteFreeTwoMessages");
    assertThat(asked("\"NoStranding\", \"PageTable\"", 499))
        .containsExactly("RemoteFree", "RemoteFreeTwoMessages");
  }

  @Test
  void theFirstModelThatIsViolatedIsToldThoughALaterOneIsKnownSooner() {
    CountDownLatch second = new CountDownLatch(1);
    TlcChecker checker =
        checker(
            (model, budget) -> {
              if (model.name().equals("RemoteFreeLiveness")) {
                second.countDown();
                return violated("Termination");
              }
              // On one processor the second comes later.
              second.await(1, TimeUnit.SECONDS);
              return violated("Listing");
            });
    Finding finding =
        checker.check(REFERENCE, Set.of(KfreeProperty.LISTING, CommonProperty.TERMINATION), QUICK);
    assertThat(finding.violation().map(Violation::property)).contains(KfreeProperty.LISTING);
    assertThat(finding.executions()).as("of the first alone").isEqualTo(5);
  }

  @Test
  void itSeesWhatSomeModelOfTheSubjectNames() {
    TlcChecker checker = always(HOLDS);
    assertThat(checker.sees(REFERENCE, KfreeProperty.NO_STRANDING)).isTrue();
    assertThat(checker.sees(REFERENCE, KfreeProperty.REMOTE_FREES_RETURN)).isTrue();
    assertThat(checker.sees(REFERENCE, CommonProperty.ZEROING)).isFalse();
    assertThat(checker.sees(DF9DAEA, KfreeProperty.NO_STRANDING)).isTrue();
    assertThat(checker.sees(DF9DAEA, CommonProperty.CONSERVATION)).isFalse();
    assertThat(checker.sees(subject("museum/unaligned"), KfreeProperty.NO_STRANDING)).isFalse();
  }

  @Test
  void onlyTheModelsThatNameWhatIsSoughtAreRun() {
    TlcChecker checker =
        checker(
            (model, budget) -> {
              assertThat(model.name()).isEqualTo("RemoteFreeTwoMessages");
              return HOLDS;
            });
    Finding finding = checker.check(REFERENCE, Set.of(KfreeProperty.LISTING), QUICK);
    assertThat(finding.executions()).isEqualTo(40);
    assertThat(finding.bound()).isEmpty();
  }

  @Test
  void aSubjectThatNoModelStandsForCannotBeChecked() {
    assertThatThrownBy(() -> always(HOLDS).check(REFERENCE, Set.of(CommonProperty.ZEROING), QUICK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no model of dragonfly/reference looks for what is sought");
  }

  @Test
  void whatIsToHoldAndIsViolatedIsAViolation() {
    Finding finding =
        always(violated("Listing"))
            .check(REFERENCE, Set.of(KfreeProperty.LISTING, KfreeProperty.NO_STRANDING), QUICK);
    assertThat(finding.violation().map(Violation::property)).contains(KfreeProperty.LISTING);
    assertThat(finding.executions()).isEqualTo(5);
    assertThat(finding.repro()).isEmpty();
  }

  @Test
  void ofSeveralPropertiesThatTlcDoesNotTellApartTheFirstThatIsSoughtIsNamed() {
    Finding finding =
        always(violated("one of RemoteFreesReturn, SendersServed, Termination"))
            .check(REFERENCE, Set.of(CommonProperty.TERMINATION), QUICK);
    assertThat(finding.violation())
        .contains(
            new Violation(
                CommonProperty.TERMINATION,
                "the model RemoteFreeLiveness violates one of RemoteFreesReturn, SendersServed,"
                    + " Termination in 1 states"));
  }

  @Test
  void aDeadlockIsANonTermination() {
    Finding finding =
        always(violated(TlcResult.DEADLOCK))
            .check(REFERENCE, Set.of(CommonProperty.TERMINATION), QUICK);
    assertThat(finding.violation().map(Violation::property)).contains(CommonProperty.TERMINATION);
  }

  @Test
  void aModelThatViolatesWhatIsNotSoughtShowsNothing() {
    assertThatThrownBy(
            () ->
                always(violated("Listing"))
                    .check(REFERENCE, Set.of(KfreeProperty.NO_STRANDING), QUICK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("violates listing", "nothing of what is sought");
  }

  @Test
  void aModelThatIsNotAsTheManifestSaysShowsNothing() {
    assertThatThrownBy(
            () ->
                always(result(Kind.HOLDS, "", 41, 9))
                    .check(REFERENCE, Set.of(KfreeProperty.NO_STRANDING), QUICK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model RemoteFreeTwoMessages: it has 41 distinct states instead of 40");
    assertThatThrownBy(
            () -> always(HOLDS).check(DF9DAEA, Set.of(KfreeProperty.NO_STRANDING), QUICK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the model RemoteFree_df9daea_no-stranding: it is to violate");
    assertThatThrownBy(
            () ->
                always(result(Kind.FAILED, "a syntax error", 0, 0))
                    .check(REFERENCE, Set.of(KfreeProperty.NO_STRANDING), QUICK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a syntax error");
  }

  /** Of models of this build, for those in a made-up manifest have made-up states. */
  @Test
  void whatWasSeenOfAModelBeforeIsNotAskedAgainButEachFaultIs(@TempDir Path directory) {
    List<String> asked = new ArrayList<>();
    TlcChecker.Runner runner =
        (model, budget) -> {
          asked.add(model.name());
          return model.expected() instanceof Expectation.Holds(long states, int depth)
              ? result(Kind.HOLDS, "", states, depth)
              : violated("NoStranding");
        };
    Optional<KeptVerdicts> kept = Optional.of(new KeptVerdicts(directory));
    Set<Property> returns = Set.of(KfreeProperty.REMOTE_FREES_RETURN);
    Set<Property> noStranding = Set.of(KfreeProperty.NO_STRANDING);
    Finding first = new TlcChecker(Manifest.load(), runner, kept).check(REFERENCE, returns, QUICK);
    assertThat(asked).containsExactly("RemoteFreeLiveness");
    TlcChecker again = new TlcChecker(Manifest.load(), runner, kept);
    Finding second = again.check(REFERENCE, returns, NO_TIME);
    assertThat(asked).hasSize(1);
    assertThat(first.kept()).isZero();
    assertThat(second.kept()).isOne();
    assertThat(second.executions()).isEqualTo(first.executions()).isEqualTo(703);
    assertThat(second.cutByBudget()).isFalse();
    for (int i = 0; i < 2; i++) {
      assertThat(again.check(DF9DAEA, noStranding, QUICK).kept()).isZero();
      assertThat(again.check(subject("museum/unpark-forgotten"), noStranding, QUICK).kept())
          .isZero();
    }
    assertThat(asked).hasSize(5);
  }

  @Test
  void aMissingTlcIsToldInItsOwnLine() {
    TlcChecker checker =
        checker(
            (model, budget) -> {
              throw new MissingTlc();
            });
    assertThatThrownBy(() -> checker.check(REFERENCE, Set.of(KfreeProperty.NO_STRANDING), QUICK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(new MissingTlc().getMessage());
  }

  @Test
  void aTlcThatCannotBeStartedIsToldWithItsModel() {
    TlcChecker checker =
        checker(
            (model, budget) -> {
              throw new IOException("no room");
            });
    assertThatThrownBy(() -> checker.check(REFERENCE, Set.of(KfreeProperty.NO_STRANDING), QUICK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("RemoteFreeTwoMessages", "no room");
  }

  @Test
  void aModelOfInvariantsThatIsCutIsABound() {
    Finding finding = always(CUT).check(REFERENCE, Set.of(KfreeProperty.LISTING), QUICK);
    assertThat(finding.bound())
        .isEqualTo("time: 1 of 1 models not finished, the first RemoteFreeTwoMessages");
    assertThat(finding.cutByBudget()).isTrue();
    assertThat(finding.executions()).isEqualTo(7);
    assertThat(finding.notCovered()).isEmpty();
  }

  @Test
  void aModelOfBehavioursThatIsCutShowsNothing() {
    Finding finding =
        always(CUT).check(REFERENCE, Set.of(KfreeProperty.REMOTE_FREES_RETURN), QUICK);
    assertThat(finding.cutByBudget()).isTrue();
    assertThat(finding.notCovered())
        .containsExactly("the behaviours of the model RemoteFreeLiveness");
  }

  @Test
  void aModelThatTheTimeDoesNotSufficeForIsNotCovered() {
    Finding finding =
        checker(
                (model, budget) -> {
                  throw new AssertionError("there was no time");
                })
            .check(REFERENCE, Set.of(KfreeProperty.LISTING), NO_TIME);
    assertThat(finding.cutByBudget()).isTrue();
    assertThat(finding.executions()).isZero();
    assertThat(finding.notCovered()).containsExactly("the model RemoteFreeTwoMessages");
  }
}
