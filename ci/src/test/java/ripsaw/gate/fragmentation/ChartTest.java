package ripsaw.gate.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.gate.fragmentation.Chart.Line;
import ripsaw.gate.fragmentation.Chart.Mark;
import ripsaw.gate.fragmentation.Chart.Panel;
import ripsaw.gate.fragmentation.Course.Sample;
import ripsaw.gate.fragmentation.Course.Unmount;

class ChartTest {
  private static final long MIB = 1 << 20;

  /** In use is 1 MiB all the time. */
  private static Course course(String name, long held) {
    return new Course(
        name,
        "",
        List.of(
            new Sample(Load.DAY, MIB, 1000 * MIB, 0), new Sample(2 * Load.DAY, MIB, held * MIB, 0)),
        List.of(new Unmount(Load.DAY, MIB, 8, 3, held * MIB / 2, 0)));
  }

  private static Chart chart(long... held) {
    List<Course> courses = new ArrayList<>();
    for (long one : held) {
      courses.add(course("c" + one, one));
    }
    return new Chart(new Fragmentation(1, 2, false, 1, courses));
  }

  @Test
  void theScaleEndsAtARoundNumberAboveWhatThereIs() {
    Panel panel = chart(27, 23).memory();
    assertThat(panel.marks()).extracting(Mark::label).containsExactly("0", "10", "20", "30");
    assertThat(panel.marks().get(0).at()).isEqualTo("" + panel.bottom());
    assertThat(panel.marks().get(3).at()).isEqualTo("" + panel.top());
  }

  @Test
  void whatIsBeyondTheScaleStandsAtItsTop() {
    Chart chart = chart(30);
    String top = "" + chart.memory().top();
    int middle = (Chart.LEFT + Chart.RIGHT) / 2;
    assertThat(chart.held().get(0).points())
        .isEqualTo("%d,%s %d,%s".formatted(middle, top, Chart.RIGHT, top));
  }

  @Test
  void labelsOfLinesThatEndTogetherDoNotOverlap() {
    List<Line> lines = chart(29, 30, 30).held();
    assertThat(lines)
        .extracting(Line::label)
        .containsExactly("c29 29.0 MiB", "c30 30.0 MiB", "c30 30.0 MiB");
    for (int i = 1; i < lines.size(); i++) {
      assertThat(Double.parseDouble(lines.get(i - 1).y()) - Double.parseDouble(lines.get(i).y()))
          .isGreaterThanOrEqualTo(15);
    }
  }

  @Test
  void aBarIsAsHighAsWhatWasLeftBehind() {
    Chart chart = chart(20, 10);
    assertThat(chart.bars()).extracting(Chart.Bar::label).containsExactly("3/8", "3/8");
    assertThat(chart.bars())
        .extracting(bar -> Double.parseDouble(bar.height()))
        .containsExactly(100.0, 50.0);
    assertThat(chart.barsAt()).hasSize(1);
  }

  @Test
  void nothingLeftBehindIsABarOfNoHeight() {
    assertThat(chart(0).bars()).extracting(Chart.Bar::height).containsExactly("0");
  }
}
