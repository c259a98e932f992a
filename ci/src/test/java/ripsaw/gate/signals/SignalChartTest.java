package ripsaw.gate.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.gate.signals.SignalChart.Line;
import ripsaw.gate.signals.SignalChart.Mark;
import ripsaw.gate.signals.SignalChart.Panel;
import ripsaw.gate.signals.Signals.Row;

class SignalChartTest {
  /**
   * Each load with 1,000 signals of the first subject, and as many of the second.
   *
   * @param signals of the second with 2, 4 and 8 cpus
   */
  private static SignalChart chart(long... signals) {
    List<Row> rows = new ArrayList<>();
    for (Setting setting : Setting.all()) {
      int index = Integer.numberOfTrailingZeros(setting.cpus()) - 1;
      rows.add(new Row(setting, 1000, List.of(1000L, signals[index])));
    }
    return new SignalChart(new Signals(1, List.of("first", "second"), rows));
  }

  private static double height(Line line) {
    return Double.parseDouble(line.points().split(" ")[0].split(",")[1]);
  }

  @Test
  void thereIsAPanelForEachWayToFreeWithALineForEachSubjectAndWorkingSet() {
    List<Panel> panels = chart(10, 10, 10).panels();
    assertThat(panels).hasSize(Frees.values().length);
    assertThat(panels)
        .allSatisfy(
            panel -> {
              assertThat(panel.lines()).extracting(Line::style).containsExactly("a thin", "a");
              assertThat(panel.lines().get(0).points().split(" ")).hasSize(6);
            });
  }

  @Test
  void aFactorStandsAtItsMarkOfTheScale() {
    SignalChart chart = chart(10, 10, 10);
    Panel panel = chart.panels().get(0);
    Mark hundred =
        chart.factors(panel).stream().filter(one -> one.label().equals("100")).findFirst().get();
    assertThat(height(panel.lines().get(0))).isEqualTo(Double.parseDouble(hundred.at()));
    assertThat(panel.lines().get(0).ranges()).isEmpty();
  }

  @Test
  void noSignalStandsAboveTheScale() {
    Panel panel = chart(0, 0, 0).panels().get(0);
    assertThat(height(panel.lines().get(0)))
        .isEqualTo(Double.parseDouble(panel.none()))
        .isLessThan(panel.top());
  }

  @Test
  void aBarSpansTheNumbersOfCpusAndTheLineGoesThroughTheMiddleOne() {
    SignalChart chart = chart(1000, 10, 1);
    Panel panel = chart.panels().get(3);
    Line line = panel.lines().get(1);
    assertThat(line.ranges()).hasSize(6);
    double lowest = Double.parseDouble(line.ranges().get(0).bottom());
    double highest = Double.parseDouble(line.ranges().get(0).top());
    assertThat(lowest).isEqualTo(panel.bottom());
    assertThat(height(line)).isStrictlyBetween(highest, lowest);
  }
}
