package ripsaw.gate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ripsaw.subject.Catalogue;

/** The gate itself. */
@Command(
    name = "gate",
    description = "Kill the museum, then check the references, or the subjects named.")
final class GateCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;
  private final WorkerCommand workers;

  @Mixin private RunOptions options;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write gate.json and junit.xml there; those of an earlier run are deleted.")
  private Path report;

  @Parameters(
      paramLabel = "SUBJECT",
      arity = "0..*",
      description = "Checked as if it should hold; see 'ripsaw subjects --all'.")
  private List<String> subjects = List.of();

  GateCommand(PrintStream out, PrintStream err, WorkerCommand workers) {
    this.out = out;
    this.err = err;
    this.workers = workers;
  }

  @Override
  public Integer call() throws InterruptedException {
    long begin = System.nanoTime();
    Catalogue catalogue = Catalogue.load();
    Agenda agenda =
        subjects.isEmpty()
            ? Agenda.everything(catalogue)
            : Agenda.of(catalogue, Agenda.all(), subjects);
    Optional<ReportDirectory> directory = Optional.ofNullable(report).map(ReportDirectory::open);
    Judgement judgement =
        new Run(agenda, catalogue.faults(), workers, err)
            .judge(options.seed(), options.budget(), Limits.GRACE);
    String json = Json.text(JsonReport.of(judgement, options.seed()));
    int exitCode = judgement.ruling().exitCode();
    if (directory.isPresent() && !write(directory.get(), json, JunitReport.text(judgement))) {
      exitCode = exitCode == ExitCode.PASS ? ExitCode.INCONCLUSIVE : exitCode;
    }
    if (options.json()) {
      out.print(json);
    } else {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      new Summary(judgement, out).print("gate", options.seed(), took);
    }
    return exitCode;
  }

  private boolean write(ReportDirectory directory, String json, String junit) {
    try {
      directory.write(json, junit);
      return true;
    } catch (IOException e) {
      err.println("ripsaw gate: the report could not be written to '" + report + "': " + e);
      return false;
    }
  }
}
