package ripsaw.gate.text;

import java.util.regex.Pattern;

/** Text that is to stand in a page of Markdown as it is. */
public final class Markdown {
  /** What GitHub's Markdown, or the HTML in it, takes for more than itself. */
  private static final Pattern SIGN = Pattern.compile("[&<>\"'|*_`~#@$!\\[\\]\\\\]");

  private Markdown() {}

  /** In one line: also in a cell of a table, and between the tags of HTML. */
  public static String line(String text) {
    return block(text.replaceAll("\\s+", " "));
  }

  /** With its lines, for {@code <pre>}. */
  public static String block(String text) {
    return SIGN.matcher(Printable.of(text))
        .replaceAll(sign -> "&#" + (int) sign.group().charAt(0) + ";");
  }
}
