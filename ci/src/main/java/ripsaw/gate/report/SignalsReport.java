package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import ripsaw.gate.signals.Frees;
import ripsaw.gate.signals.Setting;
import ripsaw.gate.signals.SignalChart;
import ripsaw.gate.signals.Signals;
import ripsaw.gate.signals.Signals.Row;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.Json;
import ripsaw.gate.text.MarkdownTable;
import ripsaw.gate.text.Table;

/** How many signals a remote free costs, as text, as a table of Markdown, a picture, and JSON. */
public record SignalsReport(Signals signals) {
  /** What the seed claims. */
  private static final double CLAIMED = 100;

  private record Document(String version, long seed, List<String> subjects, List<Load> loads) {}

  private record Load(
      String freed,
      int chunks,
      int live,
      int cpus,
      long remoteFrees,
      List<Long> signals,
      List<Double> per1000) {}

  public String json() {
    return Json.text(
        new Document(
            Build.version(),
            signals.seed(),
            signals.subjects(),
            signals.rows().stream().map(this::load).toList()));
  }

  private Load load(Row row) {
    Setting setting = row.setting();
    List<Double> rates = new ArrayList<>();
    for (int subject = 0; subject < signals.subjects().size(); subject++) {
      rates.add(Math.round(100 * row.rate(subject)) / 100.0);
    }
    return new Load(
        setting.frees().toString(),
        setting.chunks(),
        setting.live(),
        setting.cpus(),
        row.remoteFrees(),
        row.signals(),
        rates);
  }

  /** A file of its own needs to say what it is; in a page that is known. */
  public String svg() {
    return Html.text("signals.jte", new SignalChart(signals))
        .replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
  }

  // --------------------------------------------------------------------- text

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("signals for 1,000 remote frees, seed " + signals.seed());
    lines.add("");
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of("FREED", "CHUNKS A SLAB", "IN USE", "CPUS"));
    head.addAll(signals.subjects());
    table.row(head);
    for (Row row : signals.rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.setting().frees().toString());
      cells.add("" + row.setting().chunks());
      cells.add("" + row.setting().live());
      cells.add("" + row.setting().cpus());
      for (int subject = 0; subject < signals.subjects().size(); subject++) {
        cells.add(String.format(Locale.ROOT, "%.2f", row.rate(subject)));
      }
      table.row(cells);
    }
    lines.addAll(table.lines());
    return lines;
  }

  // ----------------------------------------------------------------- Markdown

  /**
   * How many times fewer signals than those of the first subject: a column for each number of
   * chunks, a row for each load and the subjects that do alike; a range is over the numbers of
   * cpus. Bold is what the claim reaches on all.
   */
  public String markdown() {
    List<Integer> chunks =
        signals.rows().stream().map(row -> row.setting().chunks()).distinct().toList();
    List<String> head = new ArrayList<>(List.of("freed", "in use", "subject"));
    chunks.forEach(one -> head.add(String.format(Locale.ROOT, "%,d", one)));
    MarkdownTable table = new MarkdownTable(head);
    for (Frees frees : Frees.values()) {
      for (boolean larger : new boolean[] {false, true}) {
        Map<List<String>, List<String>> alike = new LinkedHashMap<>();
        for (int i = 1; i < signals.subjects().size(); i++) {
          int subject = i;
          List<String> cells =
              chunks.stream()
                  .map(
                      one ->
                          cell(
                              subject,
                              setting ->
                                  setting.frees() == frees
                                      && setting.larger() == larger
                                      && setting.chunks() == one))
                  .toList();
          String id = signals.subjects().get(subject);
          alike
              .computeIfAbsent(cells, any -> new ArrayList<>())
              .add(id.substring(id.indexOf('/') + 1));
        }
        alike.forEach(
            (cells, ids) -> {
              List<String> row = new ArrayList<>();
              row.add(frees.toString());
              row.add(larger ? "4 slabs" : "½ slab");
              row.add(String.join(", ", ids));
              row.addAll(cells);
              table.row(row);
            });
      }
    }
    return table.toString();
  }

  private String cell(int subject, Predicate<Setting> which) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (Row row : signals.rows()) {
      if (which.test(row.setting())) {
        OptionalDouble factor = row.factor(subject);
        least = Math.min(least, factor.orElse(Double.MAX_VALUE));
        most = Math.max(most, factor.orElse(Double.MAX_VALUE));
      }
    }
    String text = factor(least);
    if (!text.equals(factor(most))) {
      text += "–" + factor(most);
    }
    return least >= CLAIMED ? "**" + text + "**" : text;
  }

  private static String factor(double factor) {
    return factor == Double.MAX_VALUE
        ? "none"
        : String.format(Locale.ROOT, factor < 10 ? "%.1f" : "%,.0f", factor);
  }
}
