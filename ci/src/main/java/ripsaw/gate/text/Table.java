package ripsaw.gate.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of text in columns, each as wide as its widest cell. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public Table row(List<String> cells) {
    rows.add(cells);
    return this;
  }

  public Table row(String... cells) {
    return row(List.of(cells));
  }

  /** One line per row, without blanks at the end. */
  public List<String> lines() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      widths.addAll(Collections.nCopies(Math.max(0, row.size() - widths.size()), 0));
      for (int i = 0; i < row.size(); i++) {
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
