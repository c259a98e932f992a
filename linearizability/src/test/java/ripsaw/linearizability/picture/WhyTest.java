package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Recording.Row;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

class WhyTest {
  @Test
  void aCpuThatActedOnWhatAnotherHadChangedIsNamedWithTheRows() {
    assertThat(Why.of(Recordings.stranding()).orElseThrow())
        .matches(
            "cpu1 saw slab0[.]signal = 0 in row \\d+; cpu0 made it 1 in row \\d+; and cpu1 went on"
                + " with what it had seen, to cas slab0[.]remote in row \\d+[.]");
    assertThat(Html.page(Recordings.stranding())).contains("<strong>How:</strong> cpu1 saw");
  }

  /** Two cpus that add to a word in two steps, of which the second writes what is there already. */
  @Test
  void aStoreCountsAlsoIfItStoresWhatIsThereAndItsFirstUseIsTold() {
    assertThat(
            Why.of(
                of(
                    CommonProperty.LINEARIZABLE,
                    "in no order",
                    row(1, 0, "get-opaque", "tail", "0", "0"),
                    row(2, 0, "set-opaque", "slot[0]", "0", "4"),
                    row(3, 1, "set-opaque", "slot[0]", "4", "5"),
                    row(4, 1, "set-release", "tail", "0", "1"),
                    row(5, 0, "set-release", "tail", "1", "1"),
                    row(6, 0, "set", "block", "0", "7"))))
        .contains(
            "cpu0 saw tail = 0 in row 1; cpu1 made it 1 in row 4; and cpu0 went on with what it had"
                + " seen, to set-release tail in row 5.");
  }

  @Test
  void ofARaceBothAccessesAreNamed() {
    assertThat(
            Why.of(
                of(
                    CommonProperty.NO_DATA_RACE,
                    "cpu0: set at left[0], which races with cpu1",
                    row(1, 1, "get", "left[0]", "0", "0"),
                    row(2, 2, "get", "left[0]", "0", "0"),
                    row(3, 0, "get", "left[0]", "0", "0"),
                    row(4, 0, "set", "left[0]", "", ""))))
        .contains(
            "nothing orders the get of left[0] by cpu1 in row 1 and the set by cpu0 in row 4.");
  }

  private static Recording of(Property property, String detail, Row... rows) {
    List<Row> all = new ArrayList<>(List.of(rows));
    Row last = all.removeLast();
    all.add(
        new Row(
            last.number(),
            last.cpu(),
            false,
            last.kind(),
            last.text(),
            last.access(),
            last.word(),
            last.before(),
            last.after(),
            true,
            last.state(),
            null));
    return new Recording(
        "mine",
        "sc",
        List.of(),
        3,
        all,
        Optional.of(new Violation(property, detail)),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Row row(
      int number, int cpu, String access, String word, String before, String after) {
    return new Row(
        number,
        cpu,
        false,
        Recording.Kind.ACCESS,
        access + " " + word,
        access,
        word,
        before,
        after,
        false,
        Recordings.stranding().rows().getFirst().state(),
        null);
  }

  @Test
  void withoutAViolationThereIsNothingToExplain() {
    assertThat(Why.of(Recordings.empty())).isEmpty();
  }
}
