package ripsaw.gate.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.InputError;

/** Commands about the command line itself. */
final class HelpCommands {
  private HelpCommands() {}

  /** Says what {@code --help} says: picocli's own command has options of its own for that. */
  @Command(name = "help", description = "Say what 'COMMAND --help' says, or all commands.")
  static final class Help implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "All if not given.")
    private String command;

    @Spec private CommandSpec spec;

    Help(PrintStream out) {
      this.out = out;
    }

    @Override
    public Integer call() {
      CommandLine all = spec.parent().commandLine();
      Map<String, CommandLine> commands = all.getSubcommands();
      if (command != null && !commands.containsKey(command)) {
        throw new InputError(
            "unknown command '%s': give one of %s"
                .formatted(command, String.join(", ", commands.keySet())));
      }
      out.print((command == null ? all : commands.get(command)).getUsageMessage());
      return ExitCode.PASS;
    }
  }

  /** Writes what a shell needs to complete words. */
  @Command(
      name = "completion",
      description = "Print a script by which bash or zsh completes commands and options.",
      footer = {"", "  source <(ci/ripsaw completion)"})
  static final class Completion implements Callable<Integer> {
    private final PrintStream out;
    private final Supplier<CommandLine> line;

    /**
     * @param line with all commands
     */
    Completion(PrintStream out, Supplier<CommandLine> line) {
      this.out = out;
      this.line = line;
    }

    @Override
    public Integer call() {
      out.print(AutoComplete.bash("ripsaw", line.get()));
      return ExitCode.PASS;
    }
  }
}
