package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ripsaw.gate.sizes.SizeChart;
import ripsaw.gate.sizes.Sizes;
import ripsaw.gate.sizes.Sizes.Cost;
import ripsaw.gate.sizes.Sizes.Range;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.Json;
import ripsaw.gate.text.MarkdownTable;
import ripsaw.gate.text.Table;

/** What serves which size, as text, as tables of Markdown, a picture, and JSON. */
public record SizesReport(Sizes sizes) {
  private static final List<String> RANGES =
      List.of(
          "QUANTUM", "SUBJECT", "SIZES", "SERVED BY", "ARENA LOCKS", "CHUNK SIZES", "MOST WASTED");
  private static final List<String> COSTS =
      List.of("BYTES", "CPUS", "SUBJECT", "ARENA LOCKS", "DEPOT VISITS", "LINES MOVED");

  private record Document(
      String version, List<String> subjects, List<Range> ranges, List<Cost> costs) {}

  public String json() {
    return Json.text(
        new Document(Build.version(), sizes.subjects(), sizes.ranges(), sizes.costs()));
  }

  /** A file of its own needs to say what it is; in a page that is known. */
  public String svg() {
    return Html.text("sizes.jte", new SizeChart(sizes))
        .replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("what serves a size when one of it was just freed: an allocation and its free");
    lines.add("");
    Table ranges = new Table();
    ranges.row(RANGES);
    sizes.ranges().forEach(range -> ranges.row(cells(range)));
    lines.addAll(ranges.lines());
    lines.add("");
    lines.add("each cpu in turn takes 4 chunks and frees them, quantum 16: per operation");
    lines.add("");
    Table costs = new Table();
    costs.row(COSTS);
    sizes.costs().forEach(cost -> costs.row(cells(cost)));
    lines.addAll(costs.lines());
    return lines;
  }

  /** Two tables. */
  public String markdown() {
    MarkdownTable ranges = new MarkdownTable(lower(RANGES));
    sizes.ranges().forEach(range -> ranges.row(cells(range)));
    MarkdownTable costs = new MarkdownTable(lower(COSTS));
    sizes.costs().forEach(cost -> costs.row(cells(cost)));
    return ranges + "\n" + costs;
  }

  private static List<String> lower(List<String> head) {
    return head.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
  }

  private List<String> cells(Range range) {
    return List.of(
        "" + range.quantum(),
        sizes.subjects().get(range.subject()),
        range.from() + "–" + range.to(),
        range.layer().toString(),
        range.arena() == range.arenaMost()
            ? "" + range.arena()
            : range.arena() + "–" + range.arenaMost(),
        "" + range.classes(),
        range.wasted() == 0
            ? "nothing"
            : String.format(Locale.ROOT, "%.1f %% at %s", range.wastedShare(), range.wastedAt()));
  }

  private List<String> cells(Cost cost) {
    return List.of(
        "" + cost.bytes(),
        "" + cost.cpus(),
        sizes.subjects().get(cost.subject()),
        hundredths(cost.arena()),
        hundredths(cost.depot()),
        hundredths(cost.transfers()));
  }

  private static String hundredths(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
