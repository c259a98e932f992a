package ripsaw.gate.worker;

import java.time.Duration;
import java.util.Optional;
import ripsaw.gate.text.ExitCode;

/** The script {@code ci/ripsaw} that started this JVM, if it did, and waits for its end. */
public final class Launcher {
  /** Names the script's process. */
  private static final String PROCESS = "ripsaw.launcher";

  /** Names the exit code that the script takes for a violation. */
  private static final String VIOLATED = "ripsaw.violated";

  /** Names the exit code that it takes for a command that has done what was asked. */
  private static final String WELL = "ripsaw.well";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private Launcher() {}

  /**
   * What to end with. Java ends with 1 of itself if it cannot start, and with 0 if a class of the
   * user's says so, and the script must be able to tell a verdict from either.
   */
  public static int exitCode(int exitCode) {
    return switch (exitCode) {
      case ExitCode.FAIL -> Integer.getInteger(VIOLATED, ExitCode.FAIL);
      case ExitCode.PASS -> Integer.getInteger(WELL, ExitCode.PASS);
      default -> exitCode;
    };
  }

  /** From now on this JVM ends when the script was killed: nobody is left who asked. */
  public static void endWithIt() {
    Long process = Long.getLong(PROCESS);
    if (process != null) {
      Thread.ofPlatform().daemon().start(() -> await(ProcessHandle.of(process)));
    }
  }

  private static void await(Optional<ProcessHandle> script) {
    try {
      while (script.isPresent() && script.get().isAlive()) {
        Thread.sleep(BETWEEN_LOOKS);
      }
      System.exit(ExitCode.INCONCLUSIVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
