package ripsaw.gate.text;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lines for a terminal or a log: what is printed may hold names of files and of classes, which may
 * hold anything, and must not move the cursor.
 */
public final class PlainText extends PrintStream {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

  /** Beginnings of lines, and their colours: verdicts, and what shows where one came about. */
  private static final Map<Pattern, String> COLORS =
      Map.of(
          Pattern.compile("(?m)^(VIOLATED |>>|gate: FAIL|museum: FAIL).*$"), "31",
          Pattern.compile("(?m)^(EXHAUSTED|gate: PASS|museum: PASS).*$"), "32",
          Pattern.compile("(?m)^(BOUNDED|VACUOUS|SAMPLED|gate: INCON|museum: INCON).*$"), "33");

  private boolean isColored;

  public PlainText(PrintStream out) {
    super(out, true, StandardCharsets.UTF_8);
  }

  /** Whether verdicts have colours from now on. */
  public void color(boolean colored) {
    isColored = colored;
  }

  /** What all others that print text come to. */
  @Override
  public void print(String text) {
    String plain = CONTROL.matcher(String.valueOf(text)).replaceAll("?");
    super.print(isColored ? colored(plain) : plain);
  }

  private static String colored(String text) {
    String colored = text;
    for (Map.Entry<Pattern, String> one : COLORS.entrySet()) {
      colored = one.getKey().matcher(colored).replaceAll("\033[" + one.getValue() + "m$0\033[m");
    }
    return colored;
  }
}
