package ripsaw.gate.sizes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ripsaw.gate.sizes.Sizes.Layer;
import ripsaw.gate.sizes.Sizes.Range;

/**
 * Where everything stands in the picture {@code sizes.jte}: a bar for each quantum and subject, of
 * the layers that serve the sizes. Lengths are pixels.
 */
public record SizeChart(Sizes sizes) {
  public static final int WIDTH = 960;

  private static final int LEFT = 210;
  private static final int BAR_WIDTH = 720;
  private static final int BAR = 26;
  private static final int ROW = 36;
  private static final int TOP = 96;

  /** A part of a bar. */
  public record Part(String style, String x, String width, String title) {}

  /**
   * @param y its upper edge
   * @param textY of its label
   */
  public record Bar(String label, int y, int textY, List<Part> parts) {}

  /** A size on the scale. */
  public record Mark(String x, String label) {}

  /** What a colour means. */
  public record Key(String style, int x, String label) {}

  public int height() {
    return bottom() + 40;
  }

  public int bottom() {
    return TOP + ROW * bars().size();
  }

  public static int barHeight() {
    return BAR;
  }

  public List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      keys.add(new Key(style(layer), 16 + 200 * layer.ordinal(), layer.toString()));
    }
    return keys;
  }

  public List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (int quantum : Sizes.QUANTA) {
      for (int subject = 0; subject < sizes.subjects().size(); subject++) {
        int y = TOP + ROW * bars.size();
        bars.add(
            new Bar(
                "%s, quantum %s".formatted(subject == 0 ? "before the patch" : "after it", quantum),
                y,
                y + BAR / 2 + 4,
                parts(quantum, subject)));
      }
    }
    return bars;
  }

  private List<Part> parts(int quantum, int subject) {
    return sizes.ranges().stream()
        .filter(range -> range.quantum() == quantum && range.subject() == subject)
        .map(SizeChart::part)
        .toList();
  }

  private static Part part(Range range) {
    double from = x(range.from() - 1);
    return new Part(
        style(range.layer()),
        number(from),
        number(x(range.to()) - from),
        "%s to %s bytes: %s".formatted(range.from(), range.to(), range.layer()));
  }

  public List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    for (int bytes = 0; bytes <= SizeMeter.PAGE; bytes += 512) {
      marks.add(new Mark(number(x(bytes)), String.format(Locale.ROOT, "%,d", bytes)));
    }
    return marks;
  }

  private static double x(int bytes) {
    return LEFT + (double) BAR_WIDTH * bytes / SizeMeter.PAGE;
  }

  private static String style(Layer layer) {
    return String.valueOf((char) ('a' + layer.ordinal()));
  }

  /** Without a fraction that says nothing. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
