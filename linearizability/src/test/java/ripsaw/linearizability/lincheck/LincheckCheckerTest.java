package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Flaw;
import ripsaw.machine.Shape;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.NamedProgram.Use;
import ripsaw.subject.Subject;

@Tag("lincheck-alone")
@ExtendWith(LincheckJvm.class)
class LincheckCheckerTest {
  private static final Effort AMPLE = new Effort(100_000, Duration.ofMinutes(5), false);

  private static Finding check(String subject, Set<Property> sought, Effort effort) {
    Subject found = Catalogue.load().find(subject).orElseThrow();
    return LincheckChecker.alone().check(found, sought, effort);
  }

  private static void isFound(Property property, String subject) {
    Finding finding = check(subject, Set.of(property), AMPLE);
    assertThat(finding.violation().map(Violation::property)).contains(property);
    assertThat(finding.cutByBudget()).isFalse();
    assertThat(finding.executions()).isPositive();
    assertThat(finding.repro()).contains("= alloc 64", "free ").doesNotContain("Detailed trace");
  }

  @Test
  void itIsCalledLincheck() {
    assertThat(LincheckChecker.alone().id()).isEqualTo(Checker.LINCHECK);
  }

  @Test
  void aProgramWithSeveralThreadsOnACpuIsRefusedByItsName() throws Malformed {
    Suite plain = new Suite("one each", Program.parse("cpu0: a = alloc 64 | cpu1: free a"));
    assertThatCode(() -> LincheckChecker.requireOneThreadEach(plain)).doesNotThrowAnyException();
    for (String line : List.of("cpu0.t1: free a", "cpu0.irq: free a", "cpu1 roams: free a")) {
      Suite several = new Suite("several", Program.parse("cpu0: a = alloc 64 | " + line));
      assertThatThrownBy(() -> LincheckChecker.requireOneThreadEach(several))
          .hasMessageContaining("'several'")
          .hasMessageContaining("use it to explore only");
    }
  }

  @Test
  void aDroppedSignalStrandsAChunk() {
    isFound(KfreeProperty.NO_STRANDING, "museum/signal-dropped");
  }

  @Test
  void anAllocationRefusedForAPendingSignalIsNotLinearizable() {
    isFound(CommonProperty.LINEARIZABLE, "museum/refuses-when-signalled");
  }

  @Test
  void theLostSignalOfDf9daeaStrandsAChunk() {
    isFound(KfreeProperty.NO_STRANDING, "dragonfly/df9daea");
  }

  /** By day each run of the gate shows it, of each subject. */
  @Tag("nightly")
  @Test
  void aFaultThatIsPlantedInTheReferenceItselfIsFound() {
    Subject reference = Catalogue.load().find("dragonfly/reference").orElseThrow();
    Finding finding =
        LincheckChecker.alone()
            .check(
                reference.with(Flaw.SPLIT_CAS),
                Set.of(CommonProperty.NO_DOUBLE_GRANT, KfreeProperty.NO_STRANDING),
                AMPLE);
    assertThat(finding.violation()).isPresent();
  }

  @Test
  void aRaceIsFoundThoughOthersThenWaitForEverForWhatTheRacingCpuLeft() {
    Finding finding =
        check("museum/pool-mark-not-acquired", Set.of(CommonProperty.NO_DATA_RACE), AMPLE);
    assertThat(finding.violation().map(Violation::property)).contains(CommonProperty.NO_DATA_RACE);
    assertThat(finding.executions()).isPositive();
  }

  @Test
  void aCpuThatSpinsUntilAnotherHasDoneSomethingIsNoLivelock() {
    Effort some = new Effort(15, Duration.ofMinutes(5), false);
    Finding finding = check("netbsd/pool-2020-lockfree", Set.of(CommonProperty.TERMINATION), some);
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.executions()).isGreaterThan(15);
  }

  @Test
  void aFaultOfAnotherPropertyIsPassedOver() {
    Effort few = new Effort(1, Duration.ofMinutes(5), false);

    Finding finding = check("museum/signal-dropped", Set.of(CommonProperty.ZEROING), few);
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.repro()).isEmpty();
  }

  @Test
  void aCheckWithoutTimeSaysThatItWasCut() {
    Effort none = new Effort(100_000, Duration.ofMillis(1), false);
    Finding finding = check("dragonfly/reference", Set.copyOf(Property.all()), none);
    assertThat(finding.cutByBudget()).isTrue();
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.repro()).isEmpty();
    assertThat(finding.executions())
        .isPositive()
        .isLessThan(Suite.of(new KfreeFamily(), Use.LINCHECK).size());
    assertThat(finding.notCovered()).isNotEmpty();
    assertThat(finding.bound())
        .isEqualTo("time: 0 of 13 scenarios done, at most 300 interleavings of each");
  }

  @Test
  void whatWasDoneWhenTheTimeWasUpWasNotCut() {
    Subject subject = Catalogue.load().find("dragonfly/reference").orElseThrow();
    Investigation late = new Investigation(subject, 2, Set.of(), System.nanoTime() - 1, 0);
    Session session = new ManualRun(subject, Shape.small(2, 2, 4), Set.of()).session();
    late.open(0);
    late.close(session);
    assertThat(late.wasCutByBudget()).isFalse();
    late.open(1);
    assertThatThrownBy(() -> late.close(session)).isInstanceOf(IllegalStateException.class);
    assertThat(late.wasCutByBudget()).isTrue();
    assertThat(late.executions()).isEqualTo(1);
    assertThat(late.done()).isEqualTo(1);
  }

  @Test
  void aCleanCheckSaysInHowManyScenariosItWasCut() {
    int scenarios = Suite.of(new KfreeFamily(), Use.LINCHECK).size();
    Effort few = new Effort(21, Duration.ofMinutes(5), false);
    Finding finding = check("dragonfly/reference", Set.copyOf(Property.all()), few);
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.cutByBudget()).isFalse();
    assertThat(finding.bound())
        .isEqualTo("interleavings: %1$d of %1$d scenarios cut at 21".formatted(scenarios));
    assertThat(finding.executions()).as("none twice").isEqualTo(21L * scenarios);
    assertThat(finding.notCovered()).isEmpty();
  }
}
