package ripsaw.gate.text;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is known of the terminal, if there is one. */
public final class Terminal {
  /** When the shell does not export the width. */
  private static final int COLUMNS = 80;

  private Terminal() {}

  /** Whether somebody watches standard error; Java itself only tells of the other two streams. */
  public static boolean isWatched() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return false;
    }
    Path stderr = Path.of("/proc/self/fd/2");
    try {
      return !Files.isSymbolicLink(stderr)
          || Files.readSymbolicLink(stderr).toString().matches("/dev/(pts/|tty|console).*");
    } catch (IOException e) {
      return false;
    }
  }

  /** One less than the terminal has, so that a full line does not wrap. */
  public static int columns() {
    String exported = System.getenv("COLUMNS");
    return (exported != null && exported.matches("[1-9][0-9]{1,3}")
            ? Integer.parseInt(exported)
            : COLUMNS)
        - 1;
  }
}
