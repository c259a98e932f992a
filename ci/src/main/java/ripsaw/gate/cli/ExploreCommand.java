package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import ripsaw.gate.check.Budget;
import ripsaw.gate.corpus.Corpus;
import ripsaw.gate.corpus.Replayed;
import ripsaw.gate.corpus.ReproFile;
import ripsaw.gate.explore.Campaign;
import ripsaw.gate.explore.Canary;
import ripsaw.gate.explore.Search;
import ripsaw.gate.report.ExploreReport;
import ripsaw.gate.shard.Given;
import ripsaw.gate.shard.Share;
import ripsaw.gate.shard.Work;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Outputs;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.SubjectCode;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.subject.Catalogue;

/** Looks through the schedules of a program, or of many, for one that goes wrong. */
@Command(
    name = "explore",
    description = "Can these operations, on these cpus, ever go wrong? Draws the schedule if so.")
final class ExploreCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Mixin private ProgramOptions program;
  @Mixin private SearchOptions options;
  @Mixin private PictureOptions pictures;

  @Option(
      names = "--repro",
      paramLabel = "FILE",
      description =
          "Where to write a schedule that goes wrong; <subject>-<property>.repro if not given.")
  private Path repro;

  @Mixin private final ShardOptions shards;

  @Spec private CommandSpec command;

  /**
   * @param given the answers, if others have asked
   */
  ExploreCommand(PrintStream out, PrintStream err, Optional<Given> given) {
    this.out = out;
    this.err = err;
    this.shards = new ShardOptions(given);
  }

  @Override
  public Integer call() throws Replay.Misfit, IOException {
    Budget budget = options.budget();
    ProgramOptions.Chosen chosen = program.chosen(Catalogue.load(), budget);
    // A repro may take the place of the one that it was found anew by.
    pictures.check(new Outputs().writes("--repro", repro).reads("--file", program.file()));
    Set<Property> sought = options.sought(chosen.subject(), chosen.expected(), program.where());
    Search search = options.search(chosen.memory(), budget);
    requireFit(chosen, sought, search);
    Work work = shards.work(command, "--program", "--file");
    if (work instanceof Share share) {
      Campaign campaign = Campaign.of(chosen.subject(), chosen.programs(), sought, search, share);
      List<String> troubles =
          campaign.isCutByBudget() ? List.of("time: up in the midst of a program") : List.of();
      return shards.end(share, campaign.failure().isPresent(), troubles, out, err);
    }
    Canary first = Canary.of(chosen.subject(), chosen.programs(), sought, search);
    long begin = System.nanoTime();
    Campaign campaign = Campaign.of(chosen.subject(), chosen.programs(), sought, search, work);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Optional<Replayed> failure = Optional.empty();
    if (campaign.failure().isPresent()) {
      // The lanes are made of the repro, so that 'replay' draws the same.
      failure = Optional.of(Replayed.of(campaign.subject(), repro(campaign)));
    }
    Optional<Path> written = failure.flatMap(this::write);
    if (failure.isEmpty() && pictures.isAsked()) {
      err.println("ripsaw explore: nothing went wrong, so no picture was made");
    }
    ExploreReport report = new ExploreReport(campaign, first, chosen.title(), failure, written);
    if (pictures.json()) {
      out.print(report.json());
    } else {
      report.lines().forEach(out::println);
      failure.ifPresent(
          replayed -> {
            out.println();
            out.print(pictures.lanes(replayed.recording()));
            out.println();
          });
      report.lastLines().forEach(out::println);
    }
    err.println(
        String.format(
            Locale.ROOT, "ripsaw explore: %,.0f accesses a second", campaign.accesses() / seconds));
    return exitCode(report.verdict());
  }

  /** What is wrong with the subject from the beginning is said of it, and not of its canary. */
  private static void requireFit(
      ProgramOptions.Chosen chosen, Set<Property> sought, Search search) {
    SubjectCode.check(chosen.subject());
    Explorer.watched(
        search
            .within(1, search.deadline())
            .question(chosen.subject(), chosen.programs().get(0), sought));
  }

  private static Repro repro(Campaign campaign) {
    Campaign.Failure failure = campaign.failure().orElseThrow();
    return new Repro(
        campaign.subject().id(),
        failure.program(),
        campaign.search().memory(),
        Optional.of(failure.violation().property()),
        failure.exploration().schedule());
  }

  /** A violation was seen, whether or not its files can be written. */
  private Optional<Path> write(Replayed failure) {
    Path file =
        Optional.ofNullable(repro).orElse(Path.of(ReproFile.name(failure.repro()) + Corpus.ENDING));
    try {
      AtomicFile.write(file, failure.repro().text());
      pictures.write(failure.recording());
      return Optional.of(file);
    } catch (IOException e) {
      err.println("ripsaw explore: not all files could be written: " + e);
      return Optional.empty();
    }
  }

  private static int exitCode(Verdict verdict) {
    if (verdict instanceof Verdict.Violated) {
      return ExitCode.FAIL;
    }
    return verdict instanceof Verdict.Bounded || verdict instanceof Verdict.Vacuous
        ? ExitCode.INCONCLUSIVE
        : ExitCode.PASS;
  }
}
