package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Heaps;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Lincheck looks at a subject wherever it comes from. */
@Tag("lincheck-alone")
@ExtendWith(LincheckJvm.class)
class ForeignSubjectTest {
  private static final Duration AMPLE = Duration.ofMinutes(5);

  private static Finding check(Subject subject, Set<Property> sought, long perScenario) {
    return LincheckChecker.alone().check(subject, sought, new Effort(perScenario, AMPLE, false));
  }

  static Subject[] right() {
    return new Subject[] {Heaps.underLock(), Heaps.compareAndSet()};
  }

  static Subject[] wrong() {
    return new Subject[] {
      Heaps.withoutLock(),
      Heaps.splitCompareAndSet(),
      Heaps.lambda(),
      Heaps.anonymous(),
      Heaps.namesake(),
      Heaps.openPromise()
    };
  }

  @ParameterizedTest
  @MethodSource("right")
  void aRightOneRaisesNoAlarm(Subject subject) {
    Finding finding = check(subject, subject.promised(), 8);
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.cutByBudget()).isFalse();
    assertThat(finding.executions()).isGreaterThan(50);
  }

  /** Each run of the gate plants such a step in its subjects. */
  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("wrong")
  void aStepThatIsTwoIsFound(Subject subject) {
    Finding finding = check(subject, subject.promised(), 20);
    assertThat(finding.violation()).isPresent();
  }

  /** Its programs free in interrupts, too, where it may not sleep: that is not asked. */
  @Test
  void whoSleepsUntilTheLastOneSignalsEnds() {
    Set<Property> sought = Set.of(CommonProperty.TERMINATION, CommonProperty.NO_DOUBLE_GRANT);
    Finding finding = check(Heaps.inTurns(), sought, 20);
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.executions()).isGreaterThan(50);
    assertThat(check(Heaps.withoutSignal(), sought, 20).violation().map(Violation::property))
        .contains(CommonProperty.TERMINATION);
  }

  @Tag("nightly")
  @Test
  void aFaultOfTheMuseumIsFoundAsSoonOutsideOfIt() {
    Subject museum = Catalogue.load().find("museum/two-step-drain").orElseThrow();
    Set<Property> sought = Set.of(CommonProperty.CONSERVATION);
    Finding there = check(museum, sought, 60);
    Finding here = check(Heaps.twoStepDrain(), sought, 60);
    assertThat(here.violation().map(Violation::property)).contains(CommonProperty.CONSERVATION);
    assertThat(here.executions()).isEqualTo(there.executions());
  }

  @Test
  void aPromiseIsBelieved() {
    Finding finding = check(Heaps.falsePromise(), Heaps.falsePromise().promised(), 20);
    assertThat(finding.violation()).isEmpty();
  }
}
