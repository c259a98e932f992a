package ripsaw.linearizability.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Df9daea;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.program.Suite;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Replay.Misfit;
import ripsaw.linearizability.repro.Repro;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

@Order(2)
class ExplorerCheckerTest {
  private static final Duration AMPLE = Duration.ofMinutes(5);

  private static Finding check(String subject, Set<Property> sought, Effort effort) {
    return new ExplorerChecker().check(Df9daea.subject(subject), sought, effort);
  }

  @Test
  void itIsCalledExplorer() {
    assertThat(new ExplorerChecker().id()).isEqualTo(Checker.EXPLORER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dragonfly/reference",
        "netbsd/pool-reference",
        "netbsd/vmem-reference",
        "blackbox/bitmap"
      })
  void theReferenceIsCleanAndExhaustedAndNothingIsLeftUncovered(String reference) {
    isCleanAndExhausted(reference);
  }

  /** The gate shows it of each, too. */
  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dragonfly/kmalloc_obj-reference",
        "linux/slub-reference",
        "netbsd/kmem-reference"
      })
  void soItIsWhereThatTakesLonger(String reference) {
    isCleanAndExhausted(reference);
  }

  private static void isCleanAndExhausted(String reference) {
    Finding finding =
        check(reference, Set.copyOf(Property.all()), new Effort(1_000_000, AMPLE, false));
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.bound()).isEmpty();
    assertThat(finding.cutByBudget()).isFalse();
    assertThat(finding.repro()).isEmpty();
    assertThat(finding.exceeded()).isEmpty();
    assertThat(finding.notCovered()).isEmpty();
    assertThat(finding.executions()).isGreaterThan(3L * Suite.of(new KfreeFamily()).size());
  }

  static Stream<Mutant> declared() {
    return Catalogue.load().mutants().stream()
        .filter(fault -> fault.killers().contains(Checker.EXPLORER));
  }

  /** One of twelve: the gate asks about each. */
  static Stream<Mutant> someDeclared() {
    List<Mutant> all = declared().toList();
    return IntStream.range(0, all.size()).filter(i -> i % 12 == 0).mapToObj(all::get);
  }

  @ParameterizedTest
  @MethodSource("someDeclared")
  void aFaultDeclaredForTheExplorerIsFoundByItsProperty(Mutant fault) {
    isFound(fault);
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("declared")
  void soIsEveryOne(Mutant fault) {
    isFound(fault);
  }

  private static void isFound(Mutant fault) {
    Finding finding =
        new ExplorerChecker()
            .check(fault.subject(), Set.of(fault.property()), new Effort(20_000, AMPLE, false));
    assertThat(finding.violation().map(Violation::property)).contains(fault.property());
  }

  @Test
  void theLostSignalOfDf9daeaIsFoundWithAReproThatReplays() throws Exception {
    Finding finding =
        check("dragonfly/df9daea", Df9daea.STRANDING, new Effort(100_000, AMPLE, true));
    assertThat(finding.violation().map(Violation::property)).contains(KfreeProperty.NO_STRANDING);
    Repro repro = Repro.parse(finding.repro());
    assertThat(repro.expected()).contains(KfreeProperty.NO_STRANDING);
    assertThat(replayed(repro)).isEqualTo(finding.violation());
  }

  private static Optional<Violation> replayed(Repro repro) throws Misfit {
    return Replay.of(Df9daea.SUBJECT, repro).violation();
  }

  @Test
  void unlessItIsReadNoReproIsWritten() {
    Finding finding =
        check("dragonfly/df9daea", Df9daea.STRANDING, new Effort(100_000, AMPLE, false));
    assertThat(finding.violation()).isPresent();
    assertThat(finding.repro()).isEmpty();
  }

  @Test
  void aFaultOfAnotherPropertyIsPassedOver() {
    Finding finding =
        check("dragonfly/df9daea", Set.of(CommonProperty.ZEROING), new Effort(50, AMPLE, false));
    assertThat(finding.violation()).isEmpty();
  }

  static Stream<Arguments> checks() {
    return Stream.concat(
        Stream.of(Arguments.of("dragonfly/df9daea", Df9daea.STRANDING, true)),
        Catalogue.load().mutants().stream()
            .map(fault -> Arguments.of(fault.subject().id(), Set.of(fault.property()), false)));
  }

  /** One of 50. */
  static Stream<Arguments> someChecks() {
    List<Arguments> checks = checks().toList();
    return IntStream.range(0, checks.size()).filter(i -> i % 50 == 0).mapToObj(checks::get);
  }

  @ParameterizedTest
  @MethodSource("someChecks")
  void anyNumberOfThreadsGivesTheSameFinding(String id, Set<Property> sought, boolean readable) {
    isTheSameWithAnyNumberOfThreads(id, sought, readable);
  }

  /** A subject with a state of its own would show here. */
  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("checks")
  void soItDoesInTheWholeMuseum(String id, Set<Property> sought, boolean readable) {
    isTheSameWithAnyNumberOfThreads(id, sought, readable);
  }

  private static void isTheSameWithAnyNumberOfThreads(
      String id, Set<Property> sought, boolean readable) {
    Subject subject = Df9daea.subject(id);
    Effort effort = new Effort(2, AMPLE, readable);
    Finding alone = new ExplorerChecker(1).check(subject, sought, effort);
    assertThat(new ExplorerChecker(4).check(subject, sought, effort)).isEqualTo(alone);
  }

  @Test
  void aCheckThatWasCutSaysInHowManyPrograms() {
    int programs = 3 * Suite.of(new KfreeFamily()).size();
    Set<Property> all = Set.copyOf(Property.all());
    Finding few = check("dragonfly/reference", all, new Effort(1, AMPLE, false));
    assertThat(few.violation()).isEmpty();
    assertThat(few.bound())
        .matches(
            "[0-9]+ of "
                + programs
                + " programs not exhausted, the first .+ under sc: executions: cut at 1 of a"
                + " program");
    assertThat(few.cutByBudget()).isFalse();
    Finding hurried = check("dragonfly/reference", all, new Effort(1_000, Duration.ZERO, false));
    assertThat(hurried.cutByBudget()).isTrue();
    assertThat(hurried.bound())
        .matches(
            "time: [0-9]+ of "
                + programs
                + " programs not exhausted, the first .+ under sc: time: up after 1 executions");
  }
}
