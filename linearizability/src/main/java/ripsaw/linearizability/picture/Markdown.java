package ripsaw.linearizability.picture;

import java.util.List;
import java.util.stream.Collectors;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Recording.Row;
import ripsaw.spec.Violation;

/**
 * An execution for an issue or a review: a Mermaid sequence diagram, and below it the table of all
 * rows for whoever wants to know exactly.
 */
public final class Markdown {
  /** Besides letters and digits, what neither Markdown nor Mermaid reads anything into. */
  private static final String HARMLESS = " .,:=()/+-?…→";

  private Markdown() {}

  /**
   * @return with a line feed at the end
   */
  public static String text(Recording recording) {
    StringBuilder text = new StringBuilder();
    text.append("# %s\n\n".formatted(headline(recording)));
    recording.violation().ifPresent(violation -> text.append(words(violation)));
    text.append("Memory model: %s. The program:\n\n".formatted(inText(recording.memory())));
    // Indented, because nothing in a line can end that.
    recording.program().forEach(line -> text.append("    ").append(Caption.visible(line) + "\n"));
    text.append("\n").append(diagram(recording)).append("\n").append(table(recording));
    return text.toString();
  }

  private static String headline(Recording recording) {
    String subject = inText(recording.subject());
    return recording
        .violation()
        .map(violation -> "VIOLATED %s in %s".formatted(violation.property(), subject))
        .orElse(subject + " is clean");
  }

  private static String words(Violation violation) {
    return "**The property:** %s\n\n**What happened:** %s\n\n"
        .formatted(inText(violation.property().sentence()), inText(violation.detail()));
  }

  private static String diagram(Recording recording) {
    List<Flight> flights = Flight.of(recording);
    String lastLane = id(recording, recording.columns() - 1);
    StringBuilder text = new StringBuilder("```mermaid\nsequenceDiagram\n");
    for (int lane = 0; lane < recording.columns(); lane++) {
      String name = recording.column(lane);
      String id = id(recording, lane);
      text.append("  participant %s%s\n".formatted(id, id.equals(name) ? "" : " as " + name));
    }
    for (Line line : Line.folded(recording)) {
      Row row = line.last();
      if (recording.beginsLoop(line.first())) {
        text.append("  loop ").append(Recording.REPEATS).append('\n');
      }
      if (recording.beginsRest(line.first())) {
        text.append("  Note over cpu0,%s: %s\n".formatted(lastLane, Recording.RESTS));
      }
      String where = row.inInterrupt() ? "(in the handler) " : "";
      text.append(
          "  Note over %s: %s%s\n"
              .formatted(id(recording, row.column()), where, inMermaid(line.caption())));
      flights.stream()
          .filter(flight -> line.rows().stream().anyMatch(r -> r.number() == flight.sent()))
          .forEach(flight -> text.append(arrow(flight)));
      if (row.guilty()) {
        text.append("  Note over cpu0,%s: VIOLATED in row %s\n".formatted(lastLane, row.number()));
      }
    }
    recording.loop().ifPresent(first -> text.append("  end\n"));
    return text.append("```\n").toString();
  }

  /** Of a lane; Mermaid reads something into a dot. */
  private static String id(Recording recording, int lane) {
    return recording.column(lane).replace('.', '_');
  }

  /** With an open head, which stands for a message that the sender does not wait for. */
  private static String arrow(Flight flight) {
    String fate = flight.taken().map(row -> "taken in row " + row).orElse("still pending");
    return "  cpu%s-)cpu%s: signal about %s (%s)\n"
        .formatted(
            flight.signal().from(),
            flight.signal().to(),
            inMermaid(Caption.visible(flight.signal().about())),
            fate);
  }

  private static String table(Recording recording) {
    StringBuilder text = new StringBuilder("| row |");
    for (int lane = 0; lane < recording.columns(); lane++) {
      text.append(" %s |".formatted(recording.column(lane)));
    }
    text.append("\n|--:|" + "---|".repeat(recording.columns()) + "\n");
    for (Row row : recording.rows()) {
      String number =
          row.number()
              + (recording.beginsLoop(row) ? " " + Recording.REPEATS : "")
              + (recording.beginsRest(row) ? " " + Recording.RESTS : "");
      text.append("| %s |".formatted(row.guilty() ? "**" + number + " VIOLATED**" : number));
      for (int lane = 0; lane < recording.columns(); lane++) {
        text.append(lane == row.column() ? " " + cell(row) + " |" : " |");
      }
      text.append("\n");
    }
    return text.toString();
  }

  private static String cell(Row row) {
    String caption = inText(Caption.of(row));
    return row.inInterrupt() ? "*in the handler:* " + caption : caption;
  }

  /** In numbers of characters, which no Markdown looks behind for syntax. */
  private static String inText(String text) {
    return escaped(Caption.visible(text), "&#");
  }

  /** Mermaid's own notation: it reads an ampersand, a hash and a semicolon as syntax. */
  private static String inMermaid(String caption) {
    return escaped(caption, "#");
  }

  private static String escaped(String text, String before) {
    return text.replace(" -> ", " → ")
        .codePoints()
        .mapToObj(
            c ->
                Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0
                    ? Character.toString(c)
                    : before + c + ";")
        .collect(Collectors.joining());
  }
}
