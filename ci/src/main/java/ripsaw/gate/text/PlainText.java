package ripsaw.gate.text;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Lines for a terminal or a log: what is printed may hold names of files and of classes, which may
 * hold anything, and must not move the cursor.
 */
public final class PlainText extends PrintStream {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

  public PlainText(PrintStream out) {
    super(out, true, StandardCharsets.UTF_8);
  }

  /** What all others that print text come to. */
  @Override
  public void print(String text) {
    super.print(CONTROL.matcher(String.valueOf(text)).replaceAll("?"));
  }
}
