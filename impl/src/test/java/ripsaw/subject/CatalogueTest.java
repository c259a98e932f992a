package ripsaw.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.RecordingWatch;
import ripsaw.machine.Shape;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;

/** What the service loader finds: the versions and the museum. */
class CatalogueTest {
  static List<Family> families() {
    return Catalogue.load().families();
  }

  private final Catalogue catalogue = Catalogue.load();

  @Test
  void idsAreUniqueAndFindTheirSubject() {
    assertThat(catalogue.subjects()).extracting(Subject::id).doesNotHaveDuplicates();
    assertThat(catalogue.mutants()).extracting(Mutant::id).doesNotHaveDuplicates();
    Set<String> versions = new HashSet<>();
    catalogue.subjects().forEach(subject -> versions.add(subject.id()));
    List<String> seeded =
        catalogue.mutants().stream()
            .map(fault -> fault.subject().id())
            .filter(id -> !versions.contains(id))
            .toList();
    assertThat(seeded).doesNotHaveDuplicates();
    assertThat(catalogue.ids()).hasSize(versions.size() + seeded.size());
    for (String id : catalogue.ids()) {
      assertThat(catalogue.find(id)).hasValueSatisfying(s -> assertThat(s.id()).isEqualTo(id));
    }
    assertThat(catalogue.find("dragonfly/none")).isEmpty();
  }

  @Test
  void anySubjectIsFoundWithAFlawAndNoneOfThemIsListed() {
    assertThat(catalogue.find("museum/signal-dropped+split-cas"))
        .map(Subject::id)
        .contains("museum/signal-dropped+split-cas");
    assertThat(catalogue.find("dragonfly/reference+split-hairs")).isEmpty();
    assertThat(catalogue.find("dragonfly/none+split-cas")).isEmpty();
    assertThat(catalogue.ids()).noneMatch(id -> id.contains("+"));
  }

  @Test
  void referencesViolateNothing() {
    assertThat(catalogue.references())
        .extracting(Subject::id)
        .containsExactly(
            "dragonfly/pin-link-read",
            "dragonfly/reference",
            "dragonfly/kmalloc_obj-reference",
            "linux/slub-reference",
            "netbsd/pool-reference",
            "netbsd/vmem-reference",
            "blackbox/bitmap");
    assertThat(catalogue.references()).allMatch(subject -> subject.violates().isEmpty());
  }

  @Test
  void everyFaultIsJudgedByAPropertyThatSomebodyWatches() {
    assertThat(catalogue.mutants())
        .isNotEmpty()
        .allMatch(fault -> fault.property().isChecked())
        .allMatch(fault -> !fault.story().isBlank());
  }

  @Test
  void aFaultViolatesItsPropertyUnlessItIsEquivalent() {
    for (Mutant fault : catalogue.mutants()) {
      assertThat(fault.subject().violates().contains(fault.property()))
          .as(fault.id())
          .isEqualTo(!fault.isEquivalent());
      assertThat(fault.subject().unpromised()).as(fault.id()).doesNotContain(fault.property());
      if (fault.isEquivalent()) {
        assertThat(fault.story()).as(fault.id()).contains("equivalent");
      }
    }
  }

  @Test
  void whatIsWatchedOnBehavioursIsFoundByTlcAlone() {
    assertThat(catalogue.mutants())
        .filteredOn(fault -> fault.property().watch() == Property.Watch.BEHAVIOR)
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault.killers()).containsExactly(Checker.TLC));
  }

  @Test
  void everythingHistoricalHasACommitAndADate() {
    List<Subject> all =
        catalogue.ids().stream().map(id -> catalogue.find(id).orElseThrow()).toList();
    for (Subject subject : all) {
      assertThat(subject.origin().isPresent())
          .as(subject.id())
          .isEqualTo(subject.kind() == Subject.Kind.HISTORICAL);
      subject
          .origin()
          .ifPresent(
              origin -> {
                assertThat(origin.commit())
                    .as("a commit id, or a file of CVS and its revision")
                    .matches("[0-9a-f]{10,40}|([a-z_]+\\.c )?[0-9]+([.][0-9]+)+");
                assertThat(LocalDate.parse(origin.date()))
                    .isBetween(LocalDate.of(2001, 1, 1), LocalDate.of(2026, 12, 31));
                assertThat(origin.title()).isNotBlank();
              });
    }
  }

  @ParameterizedTest
  @CsvSource({"slab allocator, 6", "object allocator, 3", "vmem, 2"})
  void theVersionsStandInTheOrderOfTheirDates(String family, int versions) {
    assertThat(
            catalogue.subjects().stream()
                .filter(subject -> subject.family().toString().equals(family))
                .flatMap(subject -> subject.origin().stream()))
        .extracting(Origin::date)
        .hasSize(versions)
        .isSorted();
  }

  @ParameterizedTest
  @MethodSource("families")
  void theMuseumCanTurnEveryCheckedPropertyRed(Family family) {
    Set<Property> red = new HashSet<>();
    catalogue.mutants().stream()
        .filter(fault -> fault.subject().family().equals(family))
        .filter(fault -> !fault.isEquivalent())
        .forEach(fault -> red.add(fault.property()));
    assertThat(red)
        .containsExactlyInAnyOrderElementsOf(
            family.properties().stream().filter(Property::isChecked).toList());
  }

  @Test
  void whatAVersionViolatesStandsInTheMuseumButForThreeThatTakeLongRuns() {
    Set<Property> leftOut =
        Set.of(CommonProperty.LIMIT, CommonProperty.TYPE_DESTRUCTION, CommonProperty.NO_DATA_RACE);
    for (Subject version : catalogue.subjects()) {
      Set<Property> shown = new HashSet<>();
      catalogue.mutants().stream()
          .filter(fault -> fault.subject().id().equals(version.id()))
          .forEach(fault -> shown.add(fault.property()));
      Set<Property> expected = new HashSet<>();
      expected.addAll(version.violates());
      expected.removeAll(leftOut);
      assertThat(shown).as(version.id()).isEqualTo(expected);
    }
  }

  /** But for what is wrong with a black box, which needs no other cpu to show. */
  @Test
  void everySubjectServesACallerThatIsAlone() {
    for (String id : catalogue.ids()) {
      if (id.startsWith("museum/blackbox-")) {
        continue;
      }
      RecordingWatch watch = new RecordingWatch();
      Machine machine = Machine.checked(Shape.small(2, 2, 4), watch);
      Allocator heap = catalogue.find(id).orElseThrow().start().apply(machine);
      Cpu cpu = machine.cpu(0);
      int type = heap.createType(cpu, Long.MAX_VALUE);
      cpu.beginOperation();
      long chunk = heap.allocate(cpu, type, 40);
      assertThat(chunk).as(id).isPositive();
      heap.free(cpu, type, chunk);
      long again = heap.allocate(cpu, type, 40);
      // One kind grants what was freed last, the other what was freed first, or never.
      boolean same =
          !catalogue.find(id).orElseThrow().family().equals(new KmallocObjFamily())
              && !Set.of("museum/always-a-new-slab", "museum/slub-own-slab-locked").contains(id);
      assertThat(again).as(id).isPositive();
      assertThat(again == chunk).as(id).isEqualTo(same);
      assertThat(watch.violations).as(id).isEmpty();
    }
  }
}
