package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import ripsaw.gate.fragmentation.Chart;
import ripsaw.gate.fragmentation.Course;
import ripsaw.gate.fragmentation.Course.Sample;
import ripsaw.gate.fragmentation.Course.Unmount;
import ripsaw.gate.fragmentation.Fragmentation;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.Json;
import ripsaw.gate.text.Table;

/** The comparison as text, as a picture, and as JSON. */
public record FragmentationReport(Fragmentation fragmentation) {
  private static final double MIB = 1 << 20;
  private static final double KIB = 1 << 10;
  private static final double DAY = 24 * 60;
  private static final int ROWS = 14;
  private static final int SAMPLES_A_COLUMN = 2;

  private record Document(
      String version,
      long seed,
      int days,
      boolean alike,
      int share,
      List<Figures> figures,
      List<Course> allocators) {}

  /** In MiB, or of a part of the load in KiB, but for the ratios. */
  private record Figures(
      String allocator,
      double meanHeld,
      double peakHeld,
      double lastHeld,
      double meanRatio,
      double peakRatio,
      double lastRatio,
      double meanEmpty) {}

  public String json() {
    return Json.text(
        new Document(
            Build.version(),
            fragmentation.seed(),
            fragmentation.days(),
            fragmentation.alike(),
            fragmentation.share(),
            courses().stream().map(this::figures).toList(),
            courses()));
  }

  /** A file of its own needs to say what it is; in a page that is known. */
  public String svg() {
    return Html.text("fragmentation.jte", new Chart(fragmentation))
        .replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
  }

  private List<Course> courses() {
    return fragmentation.courses();
  }

  private boolean isPart() {
    return fragmentation.share() > 1;
  }

  private double unit() {
    return isPart() ? KIB : MIB;
  }

  private String unitName() {
    return isPart() ? "KiB" : "MiB";
  }

  private Figures figures(Course course) {
    return new Figures(
        course.name(),
        rounded(course.mean(Sample::held) / unit()),
        rounded(course.peak(Sample::held) / unit()),
        rounded(course.last().held() / unit()),
        rounded(course.meanRatio()),
        rounded(course.peak(Sample::ratio)),
        rounded(course.last().ratio()),
        rounded(course.mean(Sample::empty) / unit()));
  }

  private static double rounded(double value) {
    return Math.round(100 * value) / 100.0;
  }

  public List<String> lines() {
    Course any = courses().get(0);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d days, seed %d%s%s; in use: %.1f %s on average, %.1f at most, %.1f in the end",
            fragmentation.days(),
            fragmentation.seed(),
            fragmentation.alike() ? ", no file stays" : "",
            isPart() ? ", one of " + fragmentation.share() + " objects" : "",
            any.mean(Sample::live) / unit(),
            unitName(),
            any.peak(Sample::live) / unit(),
            any.last().live() / unit()));
    lines.add("");
    lines.addAll(held());
    lines.add("");
    lines.addAll(unmounts());
    if (!isPart()) { // whose allocators have names that begin alike
      lines.add("");
      lines.addAll(chart());
    }
    return lines;
  }

  /** From the second day on, as in all figures. */
  private List<String> held() {
    Table table = new Table();
    table.row(
        "HELD:",
        unitName() + ", MEAN",
        "PEAK",
        "END",
        "PER BYTE IN USE, MEAN",
        "PEAK",
        "END",
        "IN EMPTY SLABS, %s, MEAN".formatted(unitName()));
    for (Course course : courses()) {
      Figures figures = figures(course);
      table.row(
          course.name(),
          tenths(figures.meanHeld),
          tenths(figures.peakHeld),
          tenths(figures.lastHeld),
          tenths(figures.meanRatio),
          tenths(figures.peakRatio),
          tenths(figures.lastRatio),
          tenths(figures.meanEmpty));
    }
    List<String> lines = new ArrayList<>(table.lines());
    courses().forEach(course -> lines.add("  " + course.name() + ": " + course.what()));
    return lines;
  }

  /** What each destroyed zone left behind. */
  private List<String> unmounts() {
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of("UNMOUNTED", "FREED, " + unitName()));
    String what = isPart() ? ": PAGES GIVEN BACK" : ": SLABS KEPT BY OTHERS";
    courses().forEach(course -> head.add(course.name() + what));
    table.row(head);
    for (int i = 0; i < courses().get(0).unmounts().size(); i++) {
      Unmount first = courses().get(0).unmounts().get(i);
      List<String> row = new ArrayList<>();
      row.add("day " + tenths(first.minute() / DAY));
      row.add(tenths(first.bytes() / unit()));
      for (Course course : courses()) {
        Unmount unmount = course.unmounts().get(i);
        row.add(isPart() ? givenBack(unmount) : kept(unmount));
      }
      table.row(row);
    }
    return table.lines();
  }

  private static String kept(Unmount unmount) {
    return "%s of %s, %s MiB unused"
        .formatted(unmount.kept(), unmount.slabs(), tenths(unmount.unused() / MIB));
  }

  private static String givenBack(Unmount unmount) {
    int back = unmount.slabs() - unmount.kept() - unmount.empty();
    return "%s of %s, %s empty".formatted(back, unmount.slabs(), unmount.empty());
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  // -------------------------------------------------------------------- chart

  /** Held over time: an allocator is its first letter, what is in use a dot. */
  private List<String> chart() {
    double most = courses().stream().mapToDouble(c -> c.peak(Sample::held)).max().orElseThrow();
    int columns = courses().get(0).samples().size() / SAMPLES_A_COLUMN;
    char[][] cells = new char[ROWS + 1][columns];
    Arrays.stream(cells).forEach(row -> Arrays.fill(row, ' '));
    draw(cells, courses().get(0), Sample::live, most, '.');
    for (Course course : courses()) {
      draw(cells, course, Sample::held, most, course.name().charAt(0));
    }
    List<String> lines = new ArrayList<>();
    for (int row = ROWS; row >= 0; row--) {
      String scale = tenths(row * most / ROWS / MIB);
      lines.add("%6s |%s".formatted(row % 2 == 0 ? scale : "", new String(cells[row])));
    }
    lines.add("   MiB +" + "-".repeat(columns));
    lines.add(
        "%8s%-5s%%%ss".formatted("", "day 0", columns - 5).formatted(fragmentation.days() + ""));
    lines.add("        g, m, k: held, as named above, the later where two coincide; . in use");
    return lines;
  }

  private static void draw(
      char[][] cells, Course course, ToDoubleFunction<Sample> figure, double most, char mark) {
    for (int column = 0; column < cells[0].length; column++) {
      double sum = 0;
      for (int i = 0; i < SAMPLES_A_COLUMN; i++) {
        sum += figure.applyAsDouble(course.samples().get(column * SAMPLES_A_COLUMN + i));
      }
      int row = (int) Math.round(Math.min(sum / SAMPLES_A_COLUMN / most, 1) * ROWS);
      cells[row][column] = mark;
    }
  }
}
