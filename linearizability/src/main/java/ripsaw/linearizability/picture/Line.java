package ripsaw.linearizability.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Recording.Kind;
import ripsaw.linearizability.repro.Recording.Row;

/**
 * One line of a picture: a row, or a run of rows too dull for lines of their own.
 *
 * @param rows one, or consecutive plain accesses of one cpu to words that it has for itself
 */
record Line(List<Row> rows) {
  Row first() {
    return rows.get(0);
  }

  /** The one whose state is that after the line. */
  Row last() {
    return rows.get(rows.size() - 1);
  }

  boolean isFolded() {
    return rows.size() > 1;
  }

  /** What it says, on one line. */
  String caption() {
    return isFolded() ? "… %s plain accesses".formatted(rows.size()) : Caption.of(last());
  }

  /** A line for each row. */
  static List<Line> unfolded(Recording recording) {
    return recording.rows().stream().map(row -> new Line(List.of(row))).toList();
  }

  /**
   * Never folds a guilty row, nor an access to a word that the cpus quarrel over, nor what is in a
   * loop with what is not.
   */
  static List<Line> folded(Recording recording) {
    Set<String> contended = contended(recording);
    List<Line> lines = new ArrayList<>();
    List<Row> run = new ArrayList<>();
    for (Row row : recording.rows()) {
      boolean dull = isPlain(row) && !row.guilty() && !contended.contains(row.word());
      boolean goesOn = dull && !run.isEmpty() && continues(run.get(0), row);
      if (!run.isEmpty() && (!goesOn || recording.beginsLoop(row) || recording.beginsRest(row))) {
        lines.add(new Line(List.copyOf(run)));
        run.clear();
      }
      if (dull) {
        run.add(row);
      } else {
        lines.add(new Line(List.of(row)));
      }
    }
    if (!run.isEmpty()) {
      lines.add(new Line(List.copyOf(run)));
    }
    return lines;
  }

  private static boolean continues(Row first, Row row) {
    return first.column() == row.column() && first.inInterrupt() == row.inInterrupt();
  }

  private static boolean isPlain(Row row) {
    return row.kind() == Kind.ACCESS && (row.access().equals("get") || row.access().equals("set"));
  }

  /**
   * The words that a cpu wrote after another had touched them, and that of the guilty row, which
   * may be half of a race. One that is written at first and only read from then on, such as the
   * owner of a slab, is not contended.
   */
  private static Set<String> contended(Recording recording) {
    Map<String, Set<Integer>> touched = new HashMap<>();
    Set<String> contended = new HashSet<>();
    for (Row row : recording.rows()) {
      if (row.word().isEmpty()) {
        continue;
      }
      Set<Integer> cpus = touched.computeIfAbsent(row.word(), word -> new HashSet<>());
      cpus.add(row.column());
      if (row.guilty() || cpus.size() > 1 && !Caption.isRead(row)) {
        contended.add(row.word());
      }
    }
    return contended;
  }
}
