package ripsaw.gate.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** Of commands that tell how far they have come. */
final class QuietOption {
  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing of how far it has come, nor how long it took.")
  private boolean quiet;

  boolean isAsked() {
    return quiet;
  }

  /** Where that goes. */
  PrintStream progress(PrintStream err) {
    return quiet ? new PrintStream(OutputStream.nullOutputStream()) : err;
  }
}
