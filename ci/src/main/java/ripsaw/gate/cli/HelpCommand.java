package ripsaw.gate.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.InputError;

/** Says what {@code --help} says: picocli's own command has options of its own for that. */
@Command(name = "help", description = "Say what 'COMMAND --help' says, or all commands.")
final class HelpCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "All if not given.")
  private String command;

  @Spec private CommandSpec spec;

  HelpCommand(PrintStream out) {
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
