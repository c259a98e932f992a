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
    return isTerminal(2);
  }

  /** Whether what is printed is shown in colours, unless somebody says so. */
  public static boolean hasColors() {
    return isTerminal(1)
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
  }

  private static boolean isTerminal(int stream) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return false;
    }
    Path file = Path.of("/proc/self/fd/" + stream);
    try {
      return !Files.isSymbolicLink(file)
          || Files.readSymbolicLink(file).toString().matches("/dev/(pts/|tty|console).*");
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
