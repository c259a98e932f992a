package ripsaw.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.gate.Given;
import ripsaw.gate.run.GateTasks;
import ripsaw.gate.text.InputError;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;

class AgendaTest {
  private final Catalogue catalogue = Catalogue.load();

  private static int tasks(Agenda agenda) {
    return GateTasks.of(agenda).size();
  }

  @Test
  void aFullGateTriesEveryFaultWithEveryCheckerThatCanLookAndChecksEveryReference() {
    Agenda agenda = Agenda.everything(catalogue, Tier.FULL, 1);
    assertThat(agenda.faults()).extracting(Agenda.Attempt::fault).isEqualTo(catalogue.mutants());
    for (Agenda.Attempt attempt : agenda.faults()) {
      Mutant fault = attempt.fault();
      boolean ends = fault.property().watch() != Property.Watch.BEHAVIOR;
      assertThat(attempt.by()).as(fault.id()).containsAll(fault.killers());
      for (Checker checker : EnumSet.of(Checker.EXPLORER, Checker.JQWIK)) {
        boolean unseen = fault.subject().family().unseenBy(checker).contains(fault.property());
        assertThat(attempt.by().contains(checker)).as(fault.id()).isEqualTo(ends && !unseen);
      }
      if (fault.subject().family().equals(new KfreeFamily())) {
        boolean atRest = fault.property().watch() == Property.Watch.AT_REST;
        assertThat(attempt.by().contains(Checker.LINCHECK))
            .as(fault.id())
            .isEqualTo(ends && !atRest);
      }
    }
    assertThat(agenda.subjects()).isEqualTo(catalogue.references());
  }

  @Test
  void tlcTriesTheFaultsThatItHasAModelOfWhetherItIsToFindThemOrNot() {
    Agenda agenda = Agenda.museum(catalogue);
    assertThat(agenda.faults().stream().filter(attempt -> attempt.by().contains(Checker.TLC)))
        .extracting(attempt -> attempt.fault().id())
        .contains("museum/signal-dropped no-stranding", "museum/send-masked senders-progress")
        .doesNotContain("museum/foreign-slot cpu-local", "museum/take-release no-data-race");
  }

  @Test
  void aSubjectWithoutAModelIsNoTaskOfTlc() {
    Agenda agenda =
        new Agenda(
            Agenda.all(),
            List.of(),
            List.of(Given.subject("made/up")),
            Checkers.sight(),
            Scope.FULL);
    assertThat(tasks(agenda)).isEqualTo(Checker.values().length - 1);
    assertThat(agenda.sought(Checker.TLC, Given.subject("made/up"))).isEmpty();
    assertThat(agenda.sought(Checker.JQWIK, Given.subject("made/up", KfreeProperty.LISTING)))
        .contains(CommonProperty.ZEROING)
        .doesNotContain(KfreeProperty.LISTING, KfreeProperty.SENDERS_PROGRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "dragonfly/reference, 4",
    "dragonfly/kmalloc_obj-reference, 4",
    "blackbox/bitmap, 3" // no model of it for TLC
  })
  void namedSubjectsTakeTheFirstFaultOfTheirFamilyForEachPropertyAndCheckerAlong(
      String id, int asked) {
    Family family = catalogue.find(id).orElseThrow().family();
    Agenda agenda = Agenda.of(catalogue, List.of(id), Tier.FULL, 1);
    Set<String> cells = new HashSet<>();
    for (Mutant fault : catalogue.mutants()) {
      for (Checker checker : Checker.values()) {
        boolean first =
            fault.subject().family().equals(family)
                && fault.killers().contains(checker)
                && cells.add(fault.property() + " " + checker);
        boolean taken =
            agenda.faults().stream()
                .anyMatch(attempt -> attempt.fault() == fault && attempt.by().contains(checker));
        assertThat(taken).as("%s by %s", fault.id(), checker).isEqualTo(first);
      }
    }
    assertThat(tasks(agenda)).isEqualTo(cells.size() + asked);
  }

  @Test
  void aSubjectNamedTwiceIsCheckedOnce() {
    assertThat(
            Agenda.of(
                    catalogue, List.of("dragonfly/reference", "dragonfly/reference"), Tier.QUICK, 1)
                .subjects())
        .hasSize(1);
  }

  @Test
  void anUnknownSubjectNamesTheClosestOne() {
    assertThatThrownBy(() -> Agenda.of(catalogue, List.of("refrence"), Tier.QUICK, 1))
        .isInstanceOf(InputError.class)
        .hasMessageContaining("'refrence'")
        .hasMessageContaining("did you mean 'dragonfly/reference'?");
  }
}
