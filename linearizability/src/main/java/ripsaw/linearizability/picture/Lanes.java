package ripsaw.linearizability.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Recording.Row;
import ripsaw.spec.Violation;

/**
 * An execution for a terminal: a column a cpu, or a thread if a cpu has several; a line a row, time
 * downwards. What a cpu does in a signal handler stands behind a {@code !}.
 */
public final class Lanes {
  /** Columns of the terminal. */
  private static final int WIDTH = 132;

  /** The mark and the number of the row. */
  private static final String MARGIN = "%2s %4s  ";

  private static final String BETWEEN = " | ";

  /** Columns of a lane at least, even if that many cpus do not fit on the terminal. */
  private static final int NARROWEST = 20;

  private static final String IN_INTERRUPT = "  ! ";

  private final Recording recording;
  private final List<Line> rows;
  private final int[] widths;
  private final List<String> lines = new ArrayList<>();

  private Lanes(Recording recording, boolean all) {
    this.recording = recording;
    this.rows = all ? Line.unfolded(recording) : Line.folded(recording);
    this.widths = IntStream.range(0, recording.columns()).map(this::width).toArray();
  }

  /** Runs of plain accesses that no other cpu could notice have one line together. */
  public static String text(Recording recording) {
    return text(recording, false);
  }

  /**
   * @param all whether every access has a line of its own
   * @return with a line feed at the end
   */
  public static String text(Recording recording, boolean all) {
    return new Lanes(recording, all).draw();
  }

  private String draw() {
    lines.add("subject: " + Caption.visible(recording.subject()));
    lines.add("memory:  " + Caption.visible(recording.memory()));
    lines.add("program:");
    recording.program().forEach(line -> lines.add("  " + Caption.visible(line)));
    lines.add("");
    lines.add(MARGIN.formatted("", "row") + eachLane(lane -> padded(recording.column(lane), lane)));
    lines.add(MARGIN.formatted("", "") + eachLane(lane -> "-".repeat(widths[lane])));
    rows.forEach(this::draw);
    lines.add("");
    if (recording.violation().isEmpty()) {
      lines.add("clean");
    }
    recording.violation().ifPresent(this::draw);
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  private void draw(Violation violation) {
    lines.add("VIOLATED " + Caption.visible(violation.toString()));
    lines.addAll(wrapped(violation.property().sentence(), WIDTH));
    Why.of(recording)
        .ifPresent(how -> lines.addAll(wrapped("How: " + Caption.visible(how), WIDTH)));
  }

  private void draw(Line line) {
    if (recording.beginsLoop(line.first())) {
      lines.add(MARGIN.formatted("", "") + "-- " + Recording.REPEATS + ":");
    }
    if (recording.beginsRest(line.first())) {
      lines.add(MARGIN.formatted("", "") + "-- " + Recording.RESTS + ":");
    }
    Row row = line.last();
    String mark = row.guilty() ? ">>" : "";
    String number = Integer.toString(line.first().number());
    for (String part : wrapped(line.caption(), room(row))) {
      String shown = padded((row.inInterrupt() ? IN_INTERRUPT : "") + part, row.column());
      lines.add(
          MARGIN.formatted(mark, number)
              + eachLane(lane -> lane == row.column() ? shown : padded("", lane)));
      number = "";
    }
    if (row.guilty()) {
      recording
          .violation()
          .ifPresent(
              violation ->
                  wrapped("violated here: " + violation.property().sentence(), WIDTH - 9)
                      .forEach(part -> lines.add(MARGIN.formatted(">>", "") + part)));
    }
  }

  private String eachLane(IntFunction<String> lane) {
    return IntStream.range(0, recording.columns())
        .mapToObj(lane)
        .collect(Collectors.joining(BETWEEN));
  }

  /** As wide as its longest line, if all lanes can be. */
  private int width(int lane) {
    int share =
        (WIDTH - MARGIN.formatted("", "").length()) / recording.columns() - BETWEEN.length();
    int longest =
        rows.stream()
            .filter(line -> line.last().column() == lane)
            .mapToInt(
                line ->
                    line.caption().length()
                        + (line.last().inInterrupt() ? IN_INTERRUPT.length() : 0))
            .max()
            .orElse(0);
    return Math.max(NARROWEST, Math.min(longest, share));
  }

  private int room(Row row) {
    return widths[row.column()] - (row.inInterrupt() ? IN_INTERRUPT.length() : 0);
  }

  private String padded(String text, int lane) {
    return text + " ".repeat(Math.max(0, widths[lane] - text.length()));
  }

  /** Broken at spaces where there are any. */
  private static List<String> wrapped(String text, int width) {
    List<String> parts = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int end = space > 0 ? space : width;
      parts.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    parts.add(rest);
    return parts;
  }
}
