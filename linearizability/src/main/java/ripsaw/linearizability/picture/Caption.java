package ripsaw.linearizability.picture;

import java.util.Locale;
import ripsaw.linearizability.repro.Recording.Row;

/** What a picture says of a row, on one line and without a character that nobody sees. */
final class Caption {
  private Caption() {}

  /** As in {@code call a = alloc 64} or {@code * parks slab0}; most rows speak for themselves. */
  static String of(Row row) {
    return (tag(row) + " " + text(row)).strip();
  }

  /** What has to be said before the text. */
  static String tag(Row row) {
    return switch (row.kind()) {
      case CALL -> "call";
      case EVENT -> "*";
      default -> "";
    };
  }

  /** The text, or the row in a word if it has none. */
  static String text(Row row) {
    return row.text().isEmpty() ? row.kind().name().toLowerCase(Locale.ROOT) : visible(row.text());
  }

  /** Of a word: what was read, or what it held and holds; empty if the access was not made. */
  static String value(Row row) {
    if (row.before().isEmpty() && row.after().isEmpty()) {
      return "";
    }
    if (isRead(row)) {
      return "= " + visible(row.before());
    }
    String before = row.before().isEmpty() ? "" : visible(row.before()) + " → ";
    return before + visible(row.after());
  }

  static boolean isRead(Row row) {
    return row.access().startsWith("get");
  }

  /**
   * As it is, but for what a user's file may hold and nobody sees: line feeds, escape sequences,
   * marks that turn the direction of writing. These become numbers, as in a Java string.
   */
  static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isHarmless(c)) {
                visible.appendCodePoint(c);
              } else {
                visible.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return visible.toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
