package ripsaw.gate.signals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import ripsaw.gate.signals.Signals.Row;

/**
 * Where everything stands in the picture {@code signals.jte}: how many times fewer signals than
 * those of the first subject, by the chunks of a slab, a panel for each way to free. Both scales
 * are logarithmic. Lengths are pixels.
 */
public record SignalChart(Signals signals) {
  public static final int WIDTH = 960;

  private static final int LEFT = 64;
  private static final int PANEL_WIDTH = 360;
  private static final int PANEL_HEIGHT = 190;
  private static final int COLUMN = 460;
  private static final int ROW = 290;
  private static final int TOP = 134;

  /** The scale goes from 1 to this; above it, no signal at all was sent. */
  private static final double MOST = 10_000;

  /** Above the scale. */
  private static final int NONE = 22;

  /** A place on a scale. */
  public record Mark(String at, String label) {}

  /**
   * @param style its class
   * @param points for the middle number of cpus
   * @param ranges over all numbers of cpus, where they differ
   */
  public record Line(String style, String points, List<Range> ranges) {}

  public record Range(String x, String top, String bottom) {}

  /** A way to free. */
  public record Panel(
      String title, int left, int right, int top, int bottom, String none, List<Line> lines) {}

  /** Which line is whose. */
  public record Key(String style, String x, String label) {}

  public int height() {
    return TOP + ROW * ((Frees.values().length + 1) / 2) - 24;
  }

  public List<Panel> panels() {
    List<Panel> panels = new ArrayList<>();
    for (Frees frees : Frees.values()) {
      int left = LEFT + COLUMN * (frees.ordinal() % 2);
      int top = TOP + ROW * (frees.ordinal() / 2);
      List<Line> lines = new ArrayList<>();
      for (boolean larger : new boolean[] {false, true}) {
        for (int subject = 1; subject < signals.subjects().size(); subject++) {
          lines.add(line(frees, larger, subject, left, top));
        }
      }
      panels.add(
          new Panel(
              "freed " + frees,
              left,
              left + PANEL_WIDTH,
              top,
              top + PANEL_HEIGHT,
              number(top - NONE),
              lines));
    }
    return panels;
  }

  /** The lines of the upright scale. */
  public List<Mark> factors(Panel panel) {
    List<Mark> marks = new ArrayList<>();
    for (int factor = 1; factor <= MOST; factor *= 10) {
      marks.add(new Mark(number(y(panel.top, factor)), String.format(Locale.ROOT, "%,d", factor)));
    }
    return marks;
  }

  public List<Mark> chunks(Panel panel) {
    return chunks().stream()
        .map(
            chunks ->
                new Mark(number(x(panel.left, chunks)), String.format(Locale.ROOT, "%,d", chunks)))
        .toList();
  }

  public List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    for (int subject = 1; subject < signals.subjects().size(); subject++) {
      keys.add(
          new Key(
              style(subject, true),
              number(LEFT + 200 * (subject - 1)),
              signals.subjects().get(subject)));
    }
    return keys;
  }

  private List<Integer> chunks() {
    return signals.rows().stream().map(row -> row.setting().chunks()).distinct().toList();
  }

  private Line line(Frees frees, boolean larger, int subject, int left, int top) {
    List<String> points = new ArrayList<>();
    List<Range> ranges = new ArrayList<>();
    for (int chunks : chunks()) {
      String x = number(x(left, chunks) + 3 * (subject - 2));
      double[] heights =
          signals.rows().stream()
              .filter(row -> isOf(row, frees, larger, chunks))
              .mapToDouble(row -> y(top, row.factor(subject).orElse(Double.MAX_VALUE)))
              .toArray();
      points.add(x + "," + number(heights[heights.length / 2]));
      double highest = Arrays.stream(heights).min().orElseThrow();
      double lowest = Arrays.stream(heights).max().orElseThrow();
      if (lowest - highest >= 1) {
        ranges.add(new Range(x, number(highest), number(lowest)));
      }
    }
    return new Line(
        style(subject, larger), points.stream().collect(Collectors.joining(" ")), ranges);
  }

  private static boolean isOf(Row row, Frees frees, boolean larger, int chunks) {
    Setting setting = row.setting();
    return setting.frees() == frees && setting.larger() == larger && setting.chunks() == chunks;
  }

  /** A class of the picture: {@code a}, {@code b}, …; a working set that fits a slab is thin. */
  private static String style(int subject, boolean larger) {
    return (char) ('a' + subject - 1) + (larger ? "" : " thin");
  }

  private double x(int left, int chunks) {
    List<Integer> all = chunks();
    double least = Math.log(all.get(0));
    double most = Math.log(all.get(all.size() - 1));
    return left + 12 + (PANEL_WIDTH - 24) * (Math.log(chunks) - least) / (most - least);
  }

  private static double y(int top, double factor) {
    return factor > MOST
        ? top - NONE
        : top + PANEL_HEIGHT * (1 - Math.log(factor) / Math.log(MOST));
  }

  /** Without a fraction that says nothing. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
