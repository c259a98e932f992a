package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.check.Limits;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.fragmentation.Chart;
import ripsaw.gate.fragmentation.Fragmentation;
import ripsaw.gate.hunt.Hunt;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.hunt.Triage;
import ripsaw.gate.report.Annotations;
import ripsaw.gate.report.HtmlReport;
import ripsaw.gate.report.JobSummary;
import ripsaw.gate.report.JsonReport;
import ripsaw.gate.report.JunitReport;
import ripsaw.gate.report.LinesReport;
import ripsaw.gate.report.MarkdownTables;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.report.Summary;
import ripsaw.gate.report.ViolationPictures;
import ripsaw.gate.run.CheckerResults;
import ripsaw.gate.run.GateRun;
import ripsaw.gate.run.GateTasks;
import ripsaw.gate.shard.Given;
import ripsaw.gate.shard.Share;
import ripsaw.gate.shard.Work;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Json;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.Judge;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.spec.Checker;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/**
 * Runs an agenda and shows what it came to: the gate itself, or no more of it than the museum. The
 * museum alone checks no subject, replays no repro and leaves no report.
 */
@Command
final class GateCommand implements Callable<Integer> {
  /** Of the uptime in which fragmentation is measured: a few seconds. */
  private static final int DAYS = 7;

  private static final int LINE_BYTES = 64;

  private final String name;
  private final Optional<GateOptions> whole;
  private final PrintStream out;
  private final PrintStream err;
  private final WorkerCommand workers;
  private final Map<String, String> environment;

  @Mixin private RunOptions options;

  @Spec private CommandSpec command;

  private GateCommand(
      String name,
      Optional<GateOptions> whole,
      PrintStream out,
      PrintStream err,
      WorkerCommand workers,
      Map<String, String> environment) {
    this.name = name;
    this.whole = whole;
    this.out = out;
    this.err = err;
    this.workers = workers;
    this.environment = environment;
  }

  static CommandLine gate(
      PrintStream out,
      PrintStream err,
      WorkerCommand workers,
      Map<String, String> environment,
      Optional<Given> given) {
    GateOptions whole = new GateOptions(given);
    CommandLine line =
        new GateCommand("gate", Optional.of(whole), out, err, workers, environment)
            .line(
                "Kill the museum, check the references, or the subjects named, replay the repros,"
                    + " and ask about machine-made mutants. Quick, or with --full to the last.");
    line.getCommandSpec().addMixin("whole", CommandSpec.forAnnotatedObject(whole));
    return line;
  }

  static CommandLine museum(
      PrintStream out, PrintStream err, WorkerCommand workers, Map<String, String> environment) {
    return new GateCommand("museum", Optional.empty(), out, err, workers, environment)
        .line("Kill every mutant of the museum, and say who found it after how many executions.");
  }

  private CommandLine line(String description) {
    CommandLine line = new CommandLine(this);
    line.getCommandSpec().name(name).usageMessage().description(description);
    return line;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    long begin = System.nanoTime();
    Budget budget = options.budget();
    Catalogue catalogue = Catalogue.load();
    Agenda agenda =
        whole
            .map(asked -> asked.agenda(catalogue, options.seed()))
            .orElseGet(() -> Agenda.museum(catalogue));
    Optional<ReportDirectory> directory = whole.flatMap(GateOptions::report);
    Optional<ReportDirectory> tables = whole.flatMap(asked -> asked.tables(catalogue));
    Work work = whole.map(asked -> asked.shards().work(command)).orElse(Work.WHOLE);
    work.plan(() -> tasks(catalogue, agenda), Work.Extent.ALL);
    Replays repros =
        whole.isEmpty() || work instanceof Share
            ? Replays.NONE
            : whole.get().replays(catalogue, budget);
    Map<Checker, CheckerResults> answers =
        new GateRun(agenda, workers, err, options.quiet().progress(err))
            .results(options.seed(), budget, Limits.GRACE, work);
    if (work instanceof Share share) {
      return end(share, catalogue, agenda, answers, budget);
    }
    GateResult judged = Judge.judge(agenda, answers, catalogue.mutants());
    GateResult result = whole.isPresent() ? more(catalogue, judged, repros, budget, work) : judged;
    String json = Json.text(JsonReport.of(result, options.seed()));
    boolean isReported = directory.map(to -> write(to, result, json, budget)).orElse(true);
    boolean isTabled = tables.map(to -> write(to, result, catalogue)).orElse(true);
    boolean isSummed =
        whole
            .flatMap(asked -> JobSummary.file(environment))
            .map(to -> add(to, result))
            .orElse(true);
    int exitCode = result.outcome().exitCode();
    if (exitCode == ExitCode.PASS && !(isReported && isTabled && isSummed)) {
      exitCode = ExitCode.INCONCLUSIVE;
    }
    if (whole.isPresent()) {
      // GitHub reads both streams. Before the tables, because what ends a run is its last line.
      Annotations.of(result, environment).forEach((options.json() ? err : out)::println);
    }
    if (options.json()) {
      out.print(json);
    } else {
      new Summary(result, out).print(name, options.seed());
    }
    // Not with the result, which is the same however long it took.
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    options.quiet().progress(err).println("ripsaw %s: %s s".formatted(name, seconds));
    return exitCode;
  }

  /** What is asked of checkers, and then about mutants of each subject, whether it holds or not. */
  private List<String> tasks(Catalogue catalogue, Agenda agenda) {
    List<String> tasks = new ArrayList<>(GateTasks.of(agenda));
    if (whole.orElseThrow().mutants() > 0) {
      whole
          .get()
          .hunted(catalogue, agenda.subjects())
          .forEach(
              subject ->
                  tasks.addAll(Hunt.tasks(subject, effort(), Triage.load(Triage.home(subject)))));
    }
    return tasks;
  }

  /** The share's part of the mutants, which is asked about without a look at the answers. */
  private int end(
      Share share,
      Catalogue catalogue,
      Agenda agenda,
      Map<Checker, CheckerResults> answers,
      Budget budget)
      throws IOException {
    if (whole.orElseThrow().mutants() > 0) {
      for (Subject subject : whole.get().hunted(catalogue, agenda.subjects())) {
        if (!budget.isSpent()) {
          hunt(catalogue, subject, budget, share);
        }
      }
    }
    List<String> troubles =
        answers.entrySet().stream()
            .flatMap(one -> one.getValue().troubles().map(why -> one.getKey() + ": " + why))
            .toList();
    return whole.get().shards().end(share, false, troubles, out, err);
  }

  private Hunt.Effort effort() {
    return new Hunt.Effort(options.seed(), Hunt.RANDOM_PROGRAMS, whole.orElseThrow().mutants());
  }

  private Optional<Hunted> hunt(Catalogue catalogue, Subject subject, Budget budget, Work work)
      throws IOException {
    return MutantsCommand.hunt(
        catalogue,
        subject,
        effort(),
        Triage.load(Triage.home(subject)),
        null,
        budget,
        work,
        options.quiet().progress(err));
  }

  /**
   * With the repros, and some mutants of subjects that hold: {@code ripsaw mutants} asks about all.
   * What is wrong without a mutant shows nothing with one.
   */
  private GateResult more(
      Catalogue catalogue, GateResult result, Replays repros, Budget budget, Work work)
      throws IOException {
    List<Hunted> hunted = new ArrayList<>();
    List<Subject> late = new ArrayList<>();
    if (whole.orElseThrow().mutants() == 0) {
      options
          .quiet()
          .progress(err)
          .println("ripsaw gate: no mutants were asked about (--mutants 0)");
      return result.with(repros, hunted, late);
    }
    List<Subject> asked =
        whole
            .get()
            .hunted(catalogue, result.subjects().stream().map(JudgedSubject::subject).toList());
    for (JudgedSubject judged : result.subjects()) {
      Subject subject = judged.subject();
      if (!asked.contains(subject)) {
        continue;
      }
      if (judged.holds() && budget.isSpent()) {
        late.add(subject);
      } else if (judged.holds()) {
        hunt(catalogue, subject, budget, work).ifPresent(hunted::add);
      }
    }
    return result.with(repros, hunted, late);
  }

  private boolean write(ReportDirectory directory, GateResult result, String json, Budget budget) {
    Replays repros = result.repros();
    Optional<Chart> chart =
        whole
            .filter(asked -> asked.isEverything() && !budget.isSpent())
            .map(all -> new Chart(Fragmentation.of(options.seed(), DAYS, false)));
    ViolationPictures violations = ViolationPictures.of(result, ReportDirectory.PICTURES);
    Map<String, String> links = new LinkedHashMap<>(repros.links(ReportDirectory.PICTURES));
    links.putAll(violations.links());
    Map<String, String> pages = new LinkedHashMap<>(repros.pages());
    pages.putAll(violations.pages());
    // What is broken may not come to the end of a load.
    List<Subject> holding =
        result.subjects().stream()
            .filter(JudgedSubject::holds)
            .map(JudgedSubject::subject)
            .toList();
    String html =
        HtmlReport.of(result, options.seed(), links, chart)
            .with(LinesReport.of(holding, LINE_BYTES))
            .text();
    try {
      directory.write(json, JunitReport.text(result), html, pages);
      return true;
    } catch (IOException e) {
      err.println("ripsaw gate: the report could not be written to '" + directory + "': " + e);
      return false;
    }
  }

  private boolean add(Path summary, GateResult result) {
    try {
      JobSummary.append(summary, JobSummary.text(result, options.seed()));
      return true;
    } catch (IOException e) {
      err.println("ripsaw gate: the job summary could not be written to '" + summary + "': " + e);
      return false;
    }
  }

  private boolean write(ReportDirectory directory, GateResult result, Catalogue catalogue) {
    try {
      directory.write(MarkdownTables.of(result, catalogue.subjects()));
      return true;
    } catch (IOException e) {
      err.println("ripsaw gate: the tables could not be written to '" + directory + "': " + e);
      return false;
    }
  }
}
