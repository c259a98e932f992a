package ripsaw.gate.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Limits;
import ripsaw.gate.report.JsonReport;
import ripsaw.gate.report.Summary;
import ripsaw.gate.run.Run;
import ripsaw.gate.text.Json;
import ripsaw.gate.verdict.Judgement;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.subject.Catalogue;

/** Kills the museum and shows it. */
@Command(
    name = "museum",
    description = "Kill every fault of the museum, and say who found it after how many executions.")
final class MuseumCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;
  private final WorkerCommand workers;

  @Mixin private RunOptions options;

  MuseumCommand(PrintStream out, PrintStream err, WorkerCommand workers) {
    this.out = out;
    this.err = err;
    this.workers = workers;
  }

  @Override
  public Integer call() throws InterruptedException {
    long begin = System.nanoTime();
    Catalogue catalogue = Catalogue.load();
    Judgement judgement =
        new Run(Agenda.museum(catalogue), catalogue.mutants(), workers, err)
            .judge(options.seed(), options.budget(), Limits.GRACE);
    if (options.json()) {
      out.print(Json.text(JsonReport.of(judgement, options.seed())));
    } else {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      new Summary(judgement, out).print("museum", options.seed(), took);
    }
    return judgement.ruling().exitCode();
  }
}
