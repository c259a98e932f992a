package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.gate.Given;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.report.VerdictMatrix.Cell;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.verdict.JudgedSubject.Judged;
import ripsaw.spec.Property;

class VerdictMatrixTest {
  private static JudgedSubject judged(String id, Property property) {
    return new JudgedSubject(
        Given.subject(id), Map.of(), List.of(new Judged(property, true, false, Map.of())));
  }

  @Test
  void aSubjectThatAPropertyIsNotAboutHasItsColumnsLeftEmpty() {
    JudgedSubject slabs = judged("some/slabs", KfreeProperty.LISTING);
    JudgedSubject objects = judged("some/objects", KmallocObjProperty.RING);
    VerdictMatrix matrix = VerdictMatrix.of(Given.result(List.of(), List.of(slabs, objects)));
    assertThat(matrix.rows()).hasSize(2);
    Cell empty = new Cell("", "", "", Agenda.all().size());
    assertThat(matrix.rows().get(0).cells().get(1)).containsExactly(empty);
    assertThat(matrix.rows().get(1).cells().get(0)).containsExactly(empty);
    assertThat(matrix.rows())
        .allSatisfy(
            row ->
                assertThat(row.cells().stream().flatMap(List::stream).mapToInt(Cell::columns).sum())
                    .isEqualTo(2 * Agenda.all().size()));
  }
}
