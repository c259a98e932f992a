package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
import ripsaw.gate.explore.Tally;
import ripsaw.gate.explore.Waiting;
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
    description = "Can these operations, on these cpus, ever go wrong? Draws the schedule if so.",
    footer = {
      "",
      "A program is lines, or parts with '|' between them:",
      "  before: cpu0: STEP; STEP; cpu1: STEP  done in order, before cpus begin",
      "  cpu0: OPERATION; OPERATION            what a cpu does; also cpu1 to cpu7",
      "  cpu0.t1: …, cpu0.t1 roams: …          another thread; one that may leave",
      "  cpu0.irq: …                           a device that interrupts cpu0 once",
      "  machine: {cpus: 2, pages: 4}          chunks-per-slab, cached-slabs,",
      "                                        slab-pages, signals, page-bytes,",
      "                                        nodes; blocks, of a heap of blocks",
      "Operations:",
      "  a = alloc 64    64 bytes, named a; also zero, nowait, limited, other,",
      "                  in-interrupt, as in 'a = alloc 64 zero'",
      "  a = alloc       a block, where all are alike",
      "  free a          by any cpu, which waits for a; also 'free a in-interrupt'",
      "  realloc a 100, tidy, signals, new-type, destroy-type,",
      "  offline cpu1, online cpu1; and those of the subject's family, and of a",
      "  class of your own, as 'flush()' and 'push(1)'",
      "Examples:",
      "  ripsaw explore dragonfly/df9daea --program \\",
      "    'before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a'",
      "  ripsaw explore dragonfly/reference --generate 2x2 --memory ra",
      "  ripsaw explore linux/slub-reference --suite --html found.html",
      "  ripsaw explore -cp target/test-classes mine.TreiberTest.Treiber --program \\",
      "    'cpu0: a = alloc | cpu1: b = alloc; c = alloc; free b; d = alloc'",
      "  ripsaw explore --file found.repro --repro found.repro"
    })
final class ExploreCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Mixin private ProgramOptions program;
  @Mixin private SearchOptions options;
  @Mixin private PictureOptions pictures;

  @Option(
      names = {"-o", "--repro"},
      paramLabel = "FILE",
      description =
          "Where to write a schedule that goes wrong; if not given <subject>-<property>.repro, or"
              + " the first of -2, -3 … that is not there.")
  private Path repro;

  @Mixin private RunOptions.Quiet quiet;

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
    Campaign campaign = campaign(chosen, sought, search, work);
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
    quiet
        .progress(err)
        .println(
            String.format(
                Locale.ROOT,
                "ripsaw explore: %,.0f accesses a second",
                campaign.accesses() / seconds));
    return exitCode(report.verdict());
  }

  private Campaign campaign(
      ProgramOptions.Chosen chosen, Set<Property> sought, Search search, Work work) {
    Tally tally = new Tally(chosen.programs().size());
    Waiting waiting = new Waiting(tally, err, quiet.isAsked());
    try {
      return Campaign.of(chosen.subject(), chosen.programs(), sought, search, work, tally);
    } finally {
      waiting.close();
    }
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
    try {
      Path file = Optional.ofNullable(repro).orElse(free(failure));
      AtomicFile.write(file, failure.text());
      pictures.write(failure.recording());
      return Optional.of(file);
    } catch (IOException e) {
      err.println("ripsaw explore: not all files could be written: " + e);
      return Optional.empty();
    }
  }

  /** One that is not there yet, or has the same in it. */
  private static Path free(Replayed found) throws IOException {
    String name = ReproFile.name(found.repro());
    Path file = Path.of(name + Corpus.ENDING);
    for (int number = 2; Files.exists(file); number++) {
      if (Files.isRegularFile(file)
          && Arrays.equals(
              Files.readAllBytes(file), found.text().getBytes(StandardCharsets.UTF_8))) {
        return file;
      }
      file = Path.of(name + "-" + number + Corpus.ENDING);
    }
    return file;
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
