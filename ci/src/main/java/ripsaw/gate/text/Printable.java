package ripsaw.gate.text;

import java.util.regex.Pattern;

/** Text that a page, a report or a terminal can hold. */
public final class Printable {
  /** Of a line that quotes what somebody gave: its beginning and its end say what is wrong. */
  private static final int WIDEST = 2000;

  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  /**
   * What a terminal obeys instead of showing it, or shows as something else; and what GitHub's
   * runner obeys wherever it stands in a line.
   */
  private static final Pattern COMMAND =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]|#(?=#\\[)");

  private Printable() {}

  /** Without the characters that XML cannot hold, even escaped. */
  public static String of(String text) {
    return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }

  /** One line of bounded length, whatever is quoted in it, that nothing takes for a command. */
  public static String line(String text) {
    String shown =
        text.length() <= WIDEST
            ? text
            : text.substring(0, WIDEST / 2) + " … " + text.substring(text.length() - WIDEST / 2);
    return COMMAND.matcher(LINE_BREAK.matcher(shown).replaceAll(" ")).replaceAll("?");
  }
}
