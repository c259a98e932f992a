package ripsaw.gate.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.WordHeap;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Checkers;
import ripsaw.gate.check.Limits;
import ripsaw.gate.report.ExploreReport;
import ripsaw.gate.shard.Work;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.Flaw;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Subjects in a package that Ripsaw knows nothing of. */
class CanaryTest {
  /** Effort ends a search, not time: a busy machine is no reason to find nothing. */
  private static final Duration AMPLE = Duration.ofMinutes(10);

  private static final String HANDED_OVER = "cpu0: a = alloc 64 | cpu1: b = alloc 64; free a";

  private static Search search(Duration budget) {
    long deadline = System.nanoTime() + budget.toNanos();
    return new Search(MemoryModel.SC, Method.EXHAUSTIVE, 1, 10_000, deadline, 1);
  }

  private static Canary canary(Subject subject, String program) throws Malformed {
    return Canary.of(subject, List.of(Program.parse(program)), subject.promised(), search(AMPLE));
  }

  private static Set<String> neverCame(Subject subject, String program) throws Malformed {
    return Campaign.of(
            subject,
            List.of(Program.parse(program)),
            Set.of(CommonProperty.NO_DATA_RACE),
            search(AMPLE),
            Work.WHOLE)
        .coverage()
        .neverCame();
  }

  private static ExploreReport explore(Subject subject, String program) throws Malformed {
    Campaign campaign =
        Campaign.of(
            subject,
            List.of(Program.parse(program)),
            subject.promised(),
            search(AMPLE),
            Work.WHOLE);
    return new ExploreReport(
        campaign, canary(subject, program), "", Optional.empty(), Optional.empty());
  }

  private static Finding check(Checker checker, Subject subject) {
    return Checkers.create(checker, 1)
        .check(
            subject,
            Set.of(CommonProperty.NO_DOUBLE_GRANT, KfreeProperty.NO_STRANDING),
            new Effort(Limits.perPlanted(checker), AMPLE, false));
  }

  @Test
  void aRightHeapIsExhaustedAfterOneOfItsOwnAccessesWasBroken() throws Malformed {
    ExploreReport report = explore(WordHeap.compareAndSet(), HANDED_OVER);
    assertThat(report.canary().found()).map(Canary.Found::flaw).contains(Flaw.SPLIT_CAS);
    assertThat(report.verdict()).isInstanceOf(Verdict.Exhausted.class);
    assertThat(report.lines().get(0))
        .startsWith("canary: acme/compare-and-set with its compare-and-sets split in two: ")
        .matches(".*: [a-z-]+ found after [0-9]+ executions?");
  }

  @Test
  void aHeapUnderALockIsShownWithItsLockOpen() throws Malformed {
    ExploreReport report = explore(WordHeap.underLock(), HANDED_OVER);
    assertThat(report.canary().found()).map(Canary.Found::flaw).contains(Flaw.OPEN_LOCK);
    assertThat(report.verdict()).isInstanceOf(Verdict.Exhausted.class);
  }

  @Test
  void aSubjectInWhichNoPlantedFaultIsFoundIsVacuous() throws Malformed {
    Subject reference = Catalogue.load().find("dragonfly/reference").orElseThrow();
    Set<Property> unpromised = new HashSet<>(Property.all());
    unpromised.remove(CommonProperty.ZEROING);
    Subject careful =
        new Subject(
            "acme/careful",
            "promises only what no flaw breaks",
            Optional.empty(),
            reference.family(),
            Subject.Kind.SEEDED,
            Set.of(),
            unpromised,
            reference.start());
    assertThat(explore(careful, HANDED_OVER).verdict().label())
        .isEqualTo("VACUOUS(no fault planted in acme/careful itself was found to break zeroing)");
  }

  @Test
  void aHeapThatKeepsWhatItKnowsOutsideOfMemoryIsNotExplored() {
    assertThatThrownBy(() -> explore(WordHeap.inJava(), HANDED_OVER))
        .isInstanceOf(Unwatched.class)
        .hasMessageContaining("no checker sees");
  }

  @Test
  void whatTwoCpusShareIsNotSharedByTwoProgramsOfOneCpu() throws Malformed {
    ExploreReport report = explore(WordHeap.compareAndSet(), "cpu0: a = alloc 64; free a");
    assertThat(report.campaign().coverage().neverCame()).isEmpty();
    assertThat(report.verdict()).isInstanceOf(Verdict.Exhausted.class);
  }

  @Test
  void aHeapThatGrantsNothingNeverCameToWhatWasAskedOfIt() throws Malformed {
    assertThat(explore(WordHeap.ofNothing(), HANDED_OVER).verdict().passes()).isFalse();
    assertThat(neverCame(WordHeap.ofNothing(), HANDED_OVER))
        .contains(
            "a chunk was granted",
            "a chunk was freed on another cpu than the one that asked for it");
  }

  @Test
  void withoutTimeNothingIsFoundAndThatIsSaid() throws Malformed {
    Subject subject = WordHeap.compareAndSet();
    Canary canary =
        Canary.of(
            subject,
            List.of(Program.parse(HANDED_OVER)),
            subject.promised(),
            search(Duration.ofNanos(-1)));
    assertThat(canary.doubt())
        .contains("no fault planted in acme/compare-and-set itself was found in the time");
  }

  @Test
  void aFaultThatIsPlantedIsFoundInAForeignHeapAndInTheReference() {
    isFoundBy(Checker.EXPLORER);
  }

  @Tag("nightly")
  @Test
  void itIsFoundByRandomTestsToo() {
    isFoundBy(Checker.JQWIK);
  }

  private static void isFoundBy(Checker checker) {
    assertThat(check(checker, WordHeap.compareAndSet().with(Flaw.SPLIT_CAS)).violation())
        .isPresent();
    assertThat(check(checker, WordHeap.compareAndSet()).violation()).isEmpty();
    Subject reference = Agenda.subject(Catalogue.load(), "dragonfly/reference");
    assertThat(check(checker, reference.with(Flaw.SPLIT_CAS)).violation()).isPresent();
  }

  @Test
  void aFlawIsNamedInTheId() {
    assertThat(Agenda.subject(Catalogue.load(), "dragonfly/reference+split-cas"))
        .extracting(Subject::id)
        .isEqualTo("dragonfly/reference+split-cas");
  }
}
