package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;

/** What the gate does with the museum, for this checker's share of it, with another seed. */
class MuseumTest {
  private static final Effort EFFORT = new Effort(60_000, Duration.ofMinutes(5), false);

  private static List<Mutant> declared() {
    return Catalogue.load().mutants().stream()
        .filter(fault -> fault.killers().contains(Checker.JQWIK))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> oneOfFortyFaultsDeclaredForThisCheckerIsFoundByItsProperty() {
    List<Mutant> declared = declared();
    return found(
        IntStream.range(0, declared.size()).filter(i -> i % 40 == 0).mapToObj(declared::get));
  }

  @Tag("nightly")
  @TestFactory
  Stream<DynamicTest> everyFaultDeclaredForThisCheckerIsFoundByItsProperty() {
    return found(declared().stream());
  }

  private static Stream<DynamicTest> found(Stream<Mutant> faults) {
    return faults.map(fault -> DynamicTest.dynamicTest(fault.id(), () -> isFound(fault)));
  }

  private static void isFound(Mutant fault) {
    Set<Property> sought = Set.of(fault.property());
    Finding finding = new RandomChecker(42).check(fault.subject(), sought, EFFORT);
    assertThat(finding.violation().map(Violation::property)).contains(fault.property());
  }
}
