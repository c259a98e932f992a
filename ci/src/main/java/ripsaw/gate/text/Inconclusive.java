package ripsaw.gate.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What was asked cannot be shown either way. Ends the command with {@link ExitCode#INCONCLUSIVE}.
 */
public final class Inconclusive extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ArrayList<String> lines;

  /**
   * @param message one line: what is not shown, why, and the mend
   */
  public Inconclusive(String message) {
    this(List.of(message));
  }

  /**
   * @param lines each what is not shown, why, and the mend
   */
  public Inconclusive(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = new ArrayList<>(lines);
  }

  /** At least one. */
  public List<String> lines() {
    return lines;
  }
}
