package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ripsaw.gate.verdict.GateResult;

/**
 * Why a run is not a pass, as GitHub's workflow commands, which put it on the page of the commit.
 */
public final class Annotations {
  /** That GitHub shows of a step, of errors and of warnings each. */
  private static final int SHOWN = 10;

  private Annotations() {}

  /**
   * @param environment of the process; GitHub's runner says there that it is one
   * @return lines to be printed as they are; none elsewhere than on GitHub
   */
  public static List<String> of(GateResult result, Map<String, String> environment) {
    if (!"true".equals(environment.get("GITHUB_ACTIONS"))) {
      return List.of();
    }
    String title = property("ripsaw gate: " + result.outcome());
    List<String> lines = new ArrayList<>();
    lines.addAll(lines("error", title, result.failures()));
    lines.addAll(lines("warning", title, result.doubts()));
    return lines;
  }

  /** No more than are shown; the last says how many there are besides. */
  private static List<String> lines(String command, String title, List<String> reasons) {
    List<String> lines = new ArrayList<>();
    for (String why : reasons.subList(0, Math.min(SHOWN, reasons.size()))) {
      int more = reasons.size() - SHOWN;
      boolean last = lines.size() == SHOWN - 1 && more > 0;
      String rest = " (and %s more %ss, which GitHub does not show here)".formatted(more, command);
      lines.add(line(command, title, last ? why + rest : why));
    }
    return lines;
  }

  private static String line(String command, String title, String message) {
    return "::" + command + " title=" + title + "::" + data(message);
  }

  /** The percent sign first, or it would escape the others' escapes. */
  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
