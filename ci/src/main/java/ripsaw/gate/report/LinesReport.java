package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import ripsaw.gate.lines.LineTable;
import ripsaw.gate.lines.LineTable.Lines;
import ripsaw.gate.lines.LineTable.Operation;
import ripsaw.gate.lines.LineTable.Pair;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.Json;
import ripsaw.gate.text.MarkdownTable;
import ripsaw.gate.text.Table;
import ripsaw.subject.Subject;

/**
 * The cache lines of subjects as text and as JSON.
 *
 * @param notCounted of the other subjects, why not
 */
public record LinesReport(List<LineTable> tables, List<String> notCounted) {
  private record Document(String version, int lineBytes, List<OfSubject> subjects) {}

  private record OfSubject(
      String subject,
      int objects,
      List<Operation> operations,
      List<Pair> pairs,
      List<String> violated) {}

  /** Counts what can be counted. */
  public static LinesReport of(List<Subject> subjects, int lineBytes) {
    List<LineTable> tables = new ArrayList<>();
    List<String> notCounted = new ArrayList<>();
    for (Subject subject : subjects) {
      try {
        tables.add(LineTable.of(subject, lineBytes));
      } catch (Inconclusive e) {
        notCounted.addAll(e.lines());
      }
    }
    return new LinesReport(tables, notCounted);
  }

  public boolean isEmpty() {
    return tables.isEmpty() && notCounted.isEmpty();
  }

  public String json() {
    return Json.text(
        new Document(
            Build.version(),
            tables.get(0).lineBytes(),
            tables.stream()
                .map(
                    one ->
                        new OfSubject(
                            one.subject().id(),
                            one.objects(),
                            one.operations(),
                            one.pairs(),
                            one.broken()))
                .toList()));
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (LineTable table : tables) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(
          "%s: lines of %s bytes, %s objects a slab"
              .formatted(table.subject(), table.lineBytes(), table.objects()));
      lines.addAll(operations(table).lines());
      lines.add("");
      lines.addAll(pairs(table).lines());
      table.broken().forEach(one -> lines.add("VIOLATED " + one));
    }
    return lines;
  }

  /** What is moved for an object that nobody touches, a row for each subject. */
  public String markdown() {
    MarkdownTable table = new MarkdownTable(heads());
    for (LineTable one : tables) {
      List<String> row = new ArrayList<>(List.of("`" + one.subject().id() + "`"));
      row.addAll(transfers(one));
      table.row(row);
    }
    return table.toString();
  }

  /** Of a row of {@link #transfers}, behind the subject. */
  List<String> heads() {
    return List.of("transfers for an object", "singly", "by half a slab", "by four slabs");
  }

  /** What is moved for an object that nobody touches. */
  List<String> transfers(LineTable table) {
    return table.pairs().stream()
        .filter(pair -> !pair.used())
        .map(pair -> "%s: %s".formatted(sum(pair.transfers()), each(pair.transfers())))
        .toList();
  }

  private static Table operations(LineTable table) {
    Table text = new Table();
    text.row(
        "OPERATION", "", "TIMES", "WRITTEN", "READ ONLY", "TRANSFERS", "INVALIDATIONS", "LINES");
    for (Operation one : table.operations()) {
      Lines lines = one.lines();
      text.row(
          one.where() + ": " + one.kind(),
          one.ways() == 1 ? "" : one.ways() + " rare ways",
          "" + one.times(),
          sum(lines.written()),
          sum(lines.readOnly()),
          sum(lines.transfers()),
          sum(lines.invalidations()),
          "W: %s; R: %s".formatted(each(lines.written()), each(lines.readOnly())));
    }
    return text;
  }

  private static Table pairs(LineTable table) {
    Table text = new Table();
    text.row("A PAIR, HANDED OVER", "OBJECT", "TRANSFERS", "INVALIDATIONS", "BY USE", "OF THEM");
    for (Pair one : table.pairs()) {
      text.row(
          one.batch() == 1 ? "singly" : "in batches of " + one.batch(),
          one.used() ? "used" : "untouched",
          sum(one.transfers()),
          sum(one.invalidations()),
          number(one.usersTransfers()),
          each(one.transfers()));
    }
    return text;
  }

  private static String sum(Map<String, Double> some) {
    return number(Lines.sum(some));
  }

  private static String each(Map<String, Double> some) {
    return some.isEmpty()
        ? "-"
        : some.entrySet().stream()
            .map(one -> one.getKey() + " " + number(one.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** Without a fraction that says nothing. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
