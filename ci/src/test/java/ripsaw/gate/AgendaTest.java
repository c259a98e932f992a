package ripsaw.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.spec.Checker;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Fault;

class AgendaTest {
  private final Catalogue catalogue = Catalogue.load();

  @Test
  void aPlainGateTriesEveryFaultWithEveryCheckerAndChecksEveryReference() {
    Agenda agenda = Agenda.everything(catalogue);
    assertThat(agenda.faults()).extracting(Agenda.Attempt::fault).isEqualTo(catalogue.faults());
    assertThat(agenda.faults())
        .allSatisfy(attempt -> assertThat(attempt.by()).containsExactly(Checker.values()));
    assertThat(agenda.subjects()).isEqualTo(catalogue.references());
  }

  @Test
  void namedSubjectsTakeTheFirstFaultOfEachPropertyAndCheckerAlong() {
    Agenda agenda = Agenda.of(catalogue, Agenda.all(), List.of("dragonfly/reference"));
    Set<String> cells = new HashSet<>();
    for (Fault fault : catalogue.faults()) {
      for (Checker checker : Checker.values()) {
        boolean first =
            fault.killers().contains(checker) && cells.add(fault.property() + " " + checker);
        boolean taken =
            agenda.faults().stream()
                .anyMatch(attempt -> attempt.fault() == fault && attempt.by().contains(checker));
        assertThat(taken).as("%s by %s", fault.id(), checker).isEqualTo(first);
      }
    }
    assertThat(agenda.tasks()).isEqualTo(cells.size() + Checker.values().length);
  }

  @Test
  void aSubjectNamedTwiceIsCheckedOnce() {
    assertThat(
            Agenda.of(
                    catalogue, Agenda.all(), List.of("dragonfly/reference", "dragonfly/reference"))
                .subjects())
        .hasSize(1);
  }

  @Test
  void anUnknownSubjectNamesTheClosestOne() {
    assertThatThrownBy(() -> Agenda.of(catalogue, Agenda.all(), List.of("refrence")))
        .isInstanceOf(InputError.class)
        .hasMessageContaining("'refrence'")
        .hasMessageContaining("did you mean 'dragonfly/reference'?");
  }
}
