package ripsaw.gate.fragmentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import ripsaw.gate.fragmentation.Course.Sample;
import ripsaw.gate.fragmentation.Course.Unmount;

/**
 * Where everything stands in the picture {@code fragmentation.jte}: the memory over time, what is
 * held for each byte in use, and what each unmounted file system left behind. Lengths are pixels.
 */
public record Chart(Fragmentation fragmentation) {
  public static final int WIDTH = 960;
  public static final int LEFT = 56;
  public static final int RIGHT = 796;

  private static final double MIB = 1 << 20;
  private static final int LINE = 15;

  /**
   * A part of the picture with a scale of its own.
   *
   * @param top of its scale
   * @param bottom of its scale, where it is 0
   * @param most at the top
   * @param step between two lines of the scale
   */
  public record Panel(int top, int bottom, double most, double step) {
    /** What lies beyond the scale, as some do on the first day, stands at its top. */
    double y(double value) {
      return bottom - (bottom - top) * Math.min(value / most, 1);
    }

    /** The lines of the scale, from 0 up. */
    public List<Mark> marks() {
      List<Mark> marks = new ArrayList<>();
      for (double value = 0; value <= most; value += step) {
        marks.add(new Mark(number(y(value)), number(value)));
      }
      return marks;
    }
  }

  /** A place on a scale. */
  public record Mark(String at, String label) {}

  /**
   * A line, and the label behind its end.
   *
   * @param style its class
   * @param y of the label
   */
  public record Line(String style, String points, String y, String label) {}

  /**
   * @param label of what is left: slabs
   */
  public record Bar(
      String style, String x, String y, String width, String height, String middle, String label) {}

  // ------------------------------------------------------------------- scales

  public Panel memory() {
    return panel(64, 284, peak(sample -> sample.held() / MIB));
  }

  public Panel ratio() {
    return panel(340, 450, peak(Sample::ratio));
  }

  public Panel left() {
    double most =
        courses().stream()
            .flatMap(course -> course.unmounts().stream())
            .mapToDouble(unmount -> unmount.unused() / MIB)
            .max()
            .orElse(0);
    return panel(550, 650, most);
  }

  /** Where the last panel ends. */
  public int height() {
    return left().bottom + 66;
  }

  private double peak(ToDoubleFunction<Sample> figure) {
    return courses().stream().mapToDouble(course -> course.peak(figure)).max().orElseThrow();
  }

  /** With three to six steps of a round length. */
  private static Panel panel(int top, int bottom, double most) {
    double step = 1;
    for (int i = 0; step * 5 < most; i++) {
      step *= i % 3 == 1 ? 2.5 : 2;
    }
    return new Panel(top, bottom, Math.max(step, Math.ceil(most / step) * step), step);
  }

  private double x(double minute) {
    return LEFT + (RIGHT - LEFT) * minute / (fragmentation.days() * Load.DAY);
  }

  /** Each day; every other one has its number if there are many. */
  public List<Mark> days() {
    int every = fragmentation.days() > 7 ? 2 : 1;
    List<Mark> marks = new ArrayList<>();
    for (int day = 0; day <= fragmentation.days(); day++) {
      marks.add(new Mark(number(x(day * Load.DAY)), day % every == 0 ? "" + day : ""));
    }
    return marks;
  }

  // -------------------------------------------------------------------- lines

  private List<Course> courses() {
    return fragmentation.courses();
  }

  /** What is in use, as an area; it is the same for all. */
  public String live() {
    List<Sample> samples = courses().get(0).samples();
    return "%s,%s %s %s,%s"
        .formatted(
            number(x(0)),
            number(memory().bottom),
            points(samples, memory(), sample -> sample.live() / MIB),
            number(x(samples.get(samples.size() - 1).minute())),
            number(memory().bottom));
  }

  public String liveY() {
    return number(memory().y(courses().get(0).last().live() / MIB) + 4);
  }

  public List<Line> held() {
    return lines(memory(), sample -> sample.held() / MIB, " MiB");
  }

  public List<Line> ratios() {
    return lines(ratio(), Sample::ratio, "");
  }

  private List<Line> lines(Panel panel, ToDoubleFunction<Sample> figure, String unit) {
    List<Line> lines = new ArrayList<>();
    List<Course> lowestFirst = new ArrayList<>(courses());
    lowestFirst.sort(Comparator.comparingDouble(course -> figure.applyAsDouble(course.last())));
    double above = Double.MAX_VALUE;
    for (Course course : lowestFirst) {
      double last = figure.applyAsDouble(course.last());
      above = Math.min(panel.y(last) + 4, above - LINE);
      lines.add(
          new Line(
              style(course),
              points(course.samples(), panel, figure),
              number(above),
              String.format(Locale.ROOT, "%s %.1f%s", course.name(), last, unit)));
    }
    return lines;
  }

  private String points(List<Sample> samples, Panel panel, ToDoubleFunction<Sample> figure) {
    return samples.stream()
        .map(
            sample ->
                number(x(sample.minute())) + "," + number(panel.y(figure.applyAsDouble(sample))))
        .collect(Collectors.joining(" "));
  }

  /** A class of the picture: {@code a}, {@code b}, {@code c}. */
  private String style(Course course) {
    return String.valueOf((char) ('a' + courses().indexOf(course)));
  }

  // ----------------------------------------------------------------- unmounts

  /** When file systems were unmounted. */
  public List<Mark> unmounts() {
    return courses().get(0).unmounts().stream()
        .map(
            unmount ->
                new Mark(
                    number(x(unmount.minute())),
                    String.format(
                        Locale.ROOT,
                        "day %.1f: %.1f freed",
                        (double) unmount.minute() / Load.DAY,
                        unmount.bytes() / MIB)))
        .toList();
  }

  /** For each unmounting a bar for each allocator. */
  public List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    int width = 40;
    for (int i = 0; i < courses().get(0).unmounts().size(); i++) {
      for (Course course : courses()) {
        Unmount unmount = course.unmounts().get(i);
        double y = left().y(unmount.unused() / MIB);
        double x = barsAt(i) + (courses().indexOf(course) - 1.5) * width;
        bars.add(
            new Bar(
                style(course),
                number(x + 1),
                number(y),
                number(width - 2),
                number(left().bottom - y),
                number(x + width / 2.0),
                unmount.kept() + "/" + unmount.slabs()));
      }
    }
    return bars;
  }

  /** The middle of the bars of each unmounting. */
  public List<String> barsAt() {
    List<String> middles = new ArrayList<>();
    for (int i = 0; i < unmounts().size(); i++) {
      middles.add(number(barsAt(i)));
    }
    return middles;
  }

  private double barsAt(int unmount) {
    return LEFT + (RIGHT - LEFT) * (unmount + 0.5) / Math.max(unmounts().size(), 4);
  }

  /** Without a fraction that says nothing. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
