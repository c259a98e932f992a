package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Limits;
import ripsaw.gate.corpus.Corpus;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.fragmentation.Chart;
import ripsaw.gate.fragmentation.Fragmentation;
import ripsaw.gate.report.Annotations;
import ripsaw.gate.report.HtmlReport;
import ripsaw.gate.report.JsonReport;
import ripsaw.gate.report.JunitReport;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.report.Summary;
import ripsaw.gate.run.Run;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Json;
import ripsaw.gate.verdict.Judgement;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.subject.Catalogue;

/** The gate itself. */
@Command(
    name = "gate",
    description =
        "Kill the museum, check the references, or the subjects named, and replay the repros.")
final class GateCommand implements Callable<Integer> {
  /** Of the uptime in which fragmentation is measured: a few seconds. */
  private static final int DAYS = 7;

  private final PrintStream out;
  private final PrintStream err;
  private final WorkerCommand workers;
  private final Map<String, String> environment;

  @Mixin private RunOptions options;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Write gate.json, junit.xml, index.html and pictures/*.html there; those of an earlier"
              + " run are deleted.")
  private Path report;

  @Parameters(
      paramLabel = "SUBJECT",
      arity = "0..*",
      description = "Checked as if it should hold; see 'ripsaw subjects --all'.")
  private List<String> subjects = List.of();

  GateCommand(
      PrintStream out, PrintStream err, WorkerCommand workers, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.workers = workers;
    this.environment = environment;
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
        new Run(agenda, catalogue.mutants(), workers, err)
            .judge(options.seed(), options.budget(), Limits.GRACE)
            .with(Replays.of(catalogue, Corpus.home()));
    String json = Json.text(JsonReport.of(judgement, options.seed()));
    int exitCode = judgement.ruling().exitCode();
    if (directory.isPresent() && !write(directory.get(), judgement, json)) {
      exitCode = exitCode == ExitCode.PASS ? ExitCode.INCONCLUSIVE : exitCode;
    }
    // GitHub reads both streams. Before the tables, because what ends a run is its last line.
    Annotations.of(judgement, environment).forEach((options.json() ? err : out)::println);
    if (options.json()) {
      out.print(json);
    } else {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      new Summary(judgement, out).print("gate", options.seed(), took);
    }
    return exitCode;
  }

  private boolean write(ReportDirectory directory, Judgement judgement, String json) {
    Replays repros = judgement.repros();
    // Who asks for subjects of their own asks for nothing else.
    Optional<Chart> chart =
        Optional.of(subjects)
            .filter(List::isEmpty)
            .map(all -> new Chart(Fragmentation.of(options.seed(), DAYS, false)));
    String html = HtmlReport.of(judgement, options.seed(), repros.links(), chart).text();
    try {
      directory.write(json, JunitReport.text(judgement), html, repros.pages());
      return true;
    } catch (IOException e) {
      err.println("ripsaw gate: the report could not be written to '" + report + "': " + e);
      return false;
    }
  }
}
