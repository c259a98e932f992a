package ripsaw.gate.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ripsaw.gate.verdict.GateResult;

/**
 * Why a run is not a pass, as GitHub's workflow commands, which put it on the page of the commit.
 */
public final class Annotations {
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
    return Stream.concat(
            result.failures().stream().map(why -> line("error", title, why)),
            result.doubts().stream().map(why -> line("warning", title, why)))
        .toList();
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
