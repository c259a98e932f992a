package ripsaw.gate.cli;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ripsaw.gate.check.Budget;
import ripsaw.gate.report.StatReport;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Json;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Program;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Statistics;

/** What a kernel's statistics would say after a program. */
@Command(
    name = "stat",
    description =
        "Count what is where after a program: one cpu after another, each signal taken at once.")
final class StatCommand implements Callable<Integer> {
  private final PrintStream out;

  @Mixin private ProgramOptions options;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  StatCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    ProgramOptions.Chosen chosen = options.chosen(Catalogue.load(), Budget.none());
    if (!chosen.title().isEmpty()) {
      throw new InputError("there are many programs to choose from: give --program or --file");
    }
    Program program = chosen.programs().get(0);
    ProgramRun run = new ProgramRun(chosen.subject(), program, chosen.memory(), Set.of(), null);
    if (!run.finish()) {
      throw new Inconclusive("the program did not come to its end: it goes round for too long");
    }
    Session session = run.session();
    Statistics statistics =
        chosen
            .subject()
            .family()
            .count(session.takeCensus(), program.shape())
            .orElseThrow(
                () -> new InputError(chosen.subject() + " shows nothing to count: name another"));
    StatReport report =
        StatReport.of(
            chosen.subject().id(),
            program.toString(),
            session.takeCensus(),
            statistics,
            session.alsoSeen().stream().map(Violation::toString).toList());
    if (json) {
      out.print(Json.text(report.json()));
    } else {
      report.lines().forEach(out::println);
    }
    return report.violated().isEmpty() && report.cancels() ? ExitCode.PASS : ExitCode.FAIL;
  }
}
