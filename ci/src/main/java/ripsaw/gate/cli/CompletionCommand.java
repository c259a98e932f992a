package ripsaw.gate.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import ripsaw.gate.text.ExitCode;

/** Writes what a shell needs to complete words. */
@Command(
    name = "completion",
    description = "Print a script by which bash or zsh completes commands and options.",
    footer = {"", "  source <(ci/ripsaw completion)"})
final class CompletionCommand implements Callable<Integer> {
  private final PrintStream out;
  private final Supplier<CommandLine> line;

  /**
   * @param line with all commands
   */
  CompletionCommand(PrintStream out, Supplier<CommandLine> line) {
    this.out = out;
    this.line = line;
  }

  @Override
  public Integer call() {
    out.print(AutoComplete.bash("ripsaw", line.get()));
    return ExitCode.PASS;
  }
}
