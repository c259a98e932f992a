package ripsaw.gate.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.machine.Flaw;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.kept.KeptFiles;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

class KeptFindingsTest {
  private static final Subject REFERENCE = subject("dragonfly/reference");
  private static final Set<Property> SOUGHT =
      Set.of(CommonProperty.CONSERVATION, CommonProperty.LINEARIZABLE);
  private static final Effort EFFORT = new Effort(500, Duration.ofMinutes(1), true);

  /** Two of them, in an order that is not that of the catalogue. */
  private static final Finding CLEAN =
      clean(
          Checker.EXPLORER,
          "interleavings: 1 of 2 cut",
          CommonProperty.LINEARIZABLE,
          CommonProperty.CONSERVATION);

  @TempDir private Path temp;

  private final List<String> asked = new ArrayList<>();

  private static Subject subject(String id) {
    return Catalogue.load().find(id).orElseThrow();
  }

  private static Finding clean(Checker checker, String bound, Property... exceeded) {
    return new Finding(
        Limits.minimum(checker),
        bound,
        false,
        Optional.empty(),
        "",
        new LinkedHashSet<>(List.of(exceeded)),
        Set.of());
  }

  private SubjectChecker kept(Checker checker, String seed, String code, Finding finding) {
    SubjectChecker real =
        new SubjectChecker() {
          @Override
          public Checker id() {
            return checker;
          }

          @Override
          public Finding check(Subject subject, Set<Property> sought, Effort effort) {
            asked.add(subject.id());
            return finding;
          }
        };
    return new KeptFindings(
        real, seed, new KeptFiles(temp.resolve("kept")), family -> code + family.getClass());
  }

  private SubjectChecker kept(Finding finding) {
    return kept(Checker.EXPLORER, "", "code", finding);
  }

  @Test
  void whatWasFoundOfAReferenceIsTheSameTheNextTimeAndIsNotAskedAgain() {
    assertThat(kept(CLEAN).check(REFERENCE, SOUGHT, EFFORT)).isEqualTo(CLEAN);
    Finding again = kept(null).check(REFERENCE, SOUGHT, EFFORT);
    assertThat(asked).hasSize(1);
    assertThat(again.kept()).isOne();
    assertThat(again)
        .usingRecursiveComparison()
        .ignoringFields("kept", "exceeded")
        .isEqualTo(CLEAN);
    assertThat(again.exceeded()).containsExactlyElementsOf(CLEAN.exceeded());
  }

  @Test
  void withAnotherCodeSeedCheckerSubjectQuestionOrEffortItIsAskedAgain() {
    kept(CLEAN).check(REFERENCE, SOUGHT, EFFORT);
    kept(Checker.EXPLORER, "", "other code", CLEAN).check(REFERENCE, SOUGHT, EFFORT);
    kept(Checker.EXPLORER, "2", "code", CLEAN).check(REFERENCE, SOUGHT, EFFORT);
    kept(Checker.LINCHECK, "", "code", CLEAN).check(REFERENCE, SOUGHT, EFFORT);
    kept(CLEAN).check(subject("dragonfly/pin-link-read"), SOUGHT, EFFORT);
    kept(CLEAN).check(REFERENCE, Set.of(CommonProperty.CONSERVATION), EFFORT);
    kept(CLEAN).check(REFERENCE, SOUGHT, new Effort(501, EFFORT.budget(), true));
    assertThat(asked).hasSize(7);
    // The budget changes nothing of a finding that it did not cut.
    kept(CLEAN).check(REFERENCE, SOUGHT, new Effort(500, Duration.ofHours(1), true));
    assertThat(asked).hasSize(7);
  }

  static Stream<Subject> faults() {
    Catalogue catalogue = Catalogue.load();
    return Stream.concat(
        catalogue.mutants().stream().map(Mutant::subject),
        catalogue.references().stream()
            .flatMap(reference -> Stream.of(Flaw.values()).map(reference::with)));
  }

  @Test
  void aFaultIsAskedAboutEachTimeWhateverWasFound() {
    List<Subject> faults = faults().toList();
    assertThat(faults).hasSizeGreaterThan(250);
    for (Subject fault : faults) {
      kept(CLEAN).check(fault, SOUGHT, EFFORT);
      kept(CLEAN).check(fault, SOUGHT, EFFORT);
    }
    assertThat(asked).hasSize(2 * faults.size());
    assertThat(temp).isEmptyDirectory();
  }

  static Stream<Finding> noPasses() {
    Violation violation = new Violation(CommonProperty.CONSERVATION, "a chunk is lost");
    return Stream.of(
        finding(100, false, Optional.of(violation), Set.of()),
        finding(100, true, Optional.empty(), Set.of()),
        finding(100, false, Optional.empty(), Set.of("a place")),
        finding(99, false, Optional.empty(), Set.of()));
  }

  private static Finding finding(
      long executions, boolean cut, Optional<Violation> violation, Set<String> notCovered) {
    return new Finding(executions, "bound", cut, violation, "", Set.of(), notCovered);
  }

  @ParameterizedTest
  @MethodSource("noPasses")
  void whatIsNoPassIsNotKept(Finding finding) {
    kept(finding).check(REFERENCE, SOUGHT, EFFORT);
    assertThat(kept(CLEAN).check(REFERENCE, SOUGHT, EFFORT)).isEqualTo(CLEAN);
    assertThat(asked).hasSize(2);
  }

  @Test
  void aFileWithOtherLinesIsNone() throws Exception {
    kept(CLEAN).check(REFERENCE, SOUGHT, EFFORT);
    KeptFiles files = new KeptFiles(temp.resolve("kept"));
    String digest;
    try (Stream<Path> all = Files.list(temp.resolve("kept"))) {
      digest = all.findFirst().orElseThrow().getFileName().toString();
    }
    files.keep(digest, "executions: many\n");
    assertThat(kept(CLEAN).check(REFERENCE, SOUGHT, EFFORT)).isEqualTo(CLEAN);
    assertThat(asked).hasSize(2);
  }
}
