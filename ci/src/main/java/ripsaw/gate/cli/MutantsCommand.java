package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.hunt.Hunt;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.hunt.SourceDiff;
import ripsaw.gate.hunt.Triage;
import ripsaw.gate.report.MutantsReport;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.run.HuntProgress;
import ripsaw.gate.shard.Given;
import ripsaw.gate.shard.Share;
import ripsaw.gate.shard.Work;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.InputError;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** How many of the faults that nobody thought of does the gate kill? */
@Command(
    name = "mutants",
    description =
        "Make small mistakes in the compiled code of subjects, one at a time, and count those that"
            + " are noticed.")
final class MutantsCommand implements Callable<Integer> {
  private static final String HTML = "mutants.html";
  private static final String JSON = "mutants.json";

  /** What a report is made of. */
  private static final List<String> FILES = List.of(HTML, JSON);

  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      paramLabel = "SUBJECT",
      arity = "0..*",
      description = "See 'ripsaw subjects --all'; the references, if none is named.")
  private List<String> names = List.of();

  @Option(
      names = "--sample",
      paramLabel = "N",
      converter = SampleConverter.class,
      description = "So many of each subject's mutants, picked by the seed; all if not given.")
  private Integer sample = Integer.MAX_VALUE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = RunOptions.SeedConverter.class,
      description = "Of the sample, and of the programs of --search; 1 if not given.")
  private Long seed = 1L;

  @Option(
      names = "--random",
      paramLabel = "N",
      converter = SampleConverter.class,
      description =
          "Random programs that jqwik asks each mutant at most; "
              + Hunt.RANDOM_PROGRAMS
              + " if not given.")
  private Integer random = Hunt.RANDOM_PROGRAMS;

  @Option(
      names = "--search",
      paramLabel = "N",
      converter = SampleConverter.class,
      description =
          "Look among so many random programs for those that kill what survives, or come where no"
              + " program of the explorer's comes.")
  private Integer search = 0;

  @Option(
      names = "--lincheck",
      paramLabel = "N",
      converter = SampleConverter.class,
      description =
          "Ask Lincheck about so many survivors, each in a JVM of its own, which takes half a"
              + " minute; none if not given.")
  private Integer lincheck = 0;

  @Option(
      names = "--tests",
      paramLabel = "DIR",
      description =
          "Compiled unit tests of the family, to be run on what survives, such as"
              + " impl/target/test-classes; can be repeated.")
  private List<Path> tests = List.of();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Where answers are kept: what has not changed is not asked again. The build's directory"
              + " if not given.")
  private Path cache;

  @Option(
      names = "--triage",
      paramLabel = "FILE",
      description =
          "What people say of survivors, of the one subject that is named;"
              + " ci/mutants/<subject>.txt if not given.")
  private Path triage;

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description = "Has the packages of subjects of your own, to show lines; can be repeated.")
  private List<Path> sources = List.of();

  @Option(
      names = {"-o", ReportDirectory.REPORT},
      paramLabel = "DIR",
      description = "Write mutants.html, a page, and mutants.json there.")
  private Path report;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Mixin private final ShardOptions shards;

  @Spec private CommandSpec command;

  /**
   * @param given the answers, if others have asked
   */
  MutantsCommand(PrintStream out, PrintStream err, Optional<Given> given) {
    this.out = out;
    this.err = err;
    this.shards = new ShardOptions(given);
  }

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = Catalogue.load();
    List<Subject> subjects =
        names.isEmpty()
            ? catalogue.references()
            : names.stream().distinct().map(id -> Agenda.subject(catalogue, id)).toList();
    for (Path directory : tests) {
      if (!Files.isDirectory(directory)) {
        throw new InputError(
            "--tests '" + directory + "' is no directory: compile the tests first");
      }
    }
    for (Subject subject : subjects) {
      if (!catalogue.isListed(subject)) {
        throw new InputError(
            subject + " is named by its class: for mutants of it name it in a SubjectProvider");
      }
    }
    if (triage != null && subjects.size() != 1) {
      throw new InputError("--triage is about one subject: name it");
    }
    if (triage != null && !Files.exists(triage)) {
      throw new InputError("--triage '" + triage + "' is not there: write it first");
    }
    Optional<ReportDirectory> directory =
        Optional.ofNullable(report)
            .map(to -> ReportDirectory.open(ReportDirectory.REPORT, to, FILES));
    Work work = shards.work(command, "--search", "--lincheck", "--tests");
    work.plan(
        () ->
            subjects.stream()
                .flatMap(
                    subject ->
                        Hunt.tasks(subject, effort(true), Triage.load(triageOf(subject))).stream())
                .toList(),
        Work.Extent.ALL);
    if (work instanceof Share share) {
      for (Subject subject : subjects) {
        hunt(catalogue, subject, effort(false), share);
      }
      return shards.end(share, false, List.of(), out, err);
    }
    List<Hunted> hunted = new ArrayList<>();
    for (Subject subject : subjects) {
      hunted.add(
          hunt(catalogue, subject, effort(true), work)
              .orElseThrow(
                  () ->
                      new InputError(
                          subject + " has no code of its own: there is nothing to mutate")));
    }
    MutantsReport made = MutantsReport.of(seed, hunted, new SourceDiff(roots()));
    if (json) {
      out.print(made.json());
    } else {
      made.lines().forEach(out::println);
    }
    boolean written = directory.isEmpty() || write(directory.get(), made);
    boolean fails = hunted.stream().anyMatch(one -> !one.failures().isEmpty());
    return fails ? ExitCode.FAIL : written ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
  }

  private Hunt.Effort effort(boolean comparesRaces) {
    return new Hunt.Effort(seed, random, sample, comparesRaces, search, tests, lincheck);
  }

  private Optional<Hunted> hunt(Catalogue catalogue, Subject subject, Hunt.Effort effort, Work work)
      throws IOException {
    Triage said = Triage.load(triageOf(subject));
    return hunt(catalogue, subject, effort, said, cache, Budget.none(), work, err);
  }

  private Path triageOf(Subject subject) {
    return triage == null ? Triage.home(subject) : triage;
  }

  /**
   * Hunts the mutants of a subject, with progress for somebody who waits.
   *
   * @param cache directory; null for the build's
   * @param budget looked at between mutants; the hunt ends when it is spent
   * @param work which of the mutants are asked about here
   * @return nothing if there is no mutant to hunt
   */
  static Optional<Hunted> hunt(
      Catalogue catalogue,
      Subject subject,
      Hunt.Effort effort,
      Triage triage,
      Path cache,
      Budget budget,
      Work work,
      PrintStream err)
      throws IOException {
    if (work instanceof Share share && !share.has(Hunt.lot(subject))) {
      return Optional.empty(); // and makes nothing ready for it
    }
    Hunt hunt =
        Hunt.of(subject, catalogue.providerOf(subject), effort, triage, cacheOf(subject, cache));
    List<Mutation> chosen =
        hunt.sample().stream()
            .filter(mutation -> work.isMine(Hunt.task(subject, mutation)))
            .toList();
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    hunt.redTests()
        .forEach(test -> err.println("not asked, as it fails on " + subject + " itself: " + test));
    Hunted hunted;
    try (HuntProgress progress = HuntProgress.of(subject.id(), chosen.size(), err)) {
      hunted =
          hunt.run(
              chosen,
              work,
              judged -> {
                progress.done();
                return !budget.isSpent();
              });
    }
    if (effort.search() > 0) {
      int survivors = hunted.survivors().size();
      try (HuntProgress progress = HuntProgress.of("search for " + subject, survivors, err)) {
        hunted = hunt.search(hunted, progress::done);
      }
    }
    return Optional.of(hunted);
  }

  private static Optional<Path> cacheOf(Subject subject, Path cache) {
    String name = subject.id().replace('/', '-') + ".answers";
    return Optional.ofNullable(cache)
        .or(
            () ->
                WorkerCommand.checkout()
                    .map(checkout -> checkout.resolve("ci").resolve("target").resolve("mutants")))
        .map(directory -> directory.resolve(name));
  }

  /** Where sources may be: those of this checkout, and what was named. */
  private List<Path> roots() throws IOException {
    List<Path> roots = new ArrayList<>(sources);
    Optional<Path> checkout = WorkerCommand.checkout();
    if (checkout.isPresent()) {
      try (Stream<Path> rooms = Files.list(checkout.get())) {
        rooms
            .map(room -> room.resolve("src").resolve("main").resolve("java"))
            .filter(Files::isDirectory)
            .sorted()
            .forEach(roots::add);
      }
    }
    return roots;
  }

  private boolean write(ReportDirectory directory, MutantsReport made) {
    try {
      directory.write(Map.of(HTML, made.html(), JSON, made.json()));
      return true;
    } catch (IOException e) {
      err.println("ripsaw mutants: the report could not be written to '" + report + "': " + e);
      return false;
    }
  }

  /** None or more. */
  static class CountConverter implements ITypeConverter<Integer> {
    private final int least;

    CountConverter() {
      this(0);
    }

    CountConverter(int least) {
      this.least = least;
    }

    @Override
    public Integer convert(String value) {
      if (value.matches("0|[1-9][0-9]{0,5}") && Integer.parseInt(value) >= least) {
        return Integer.valueOf(value);
      }
      throw new TypeConversionException(
          "'" + value + "' is not a number from " + least + " to 999999: give one, as 200");
    }
  }

  /** At least one. */
  static final class SampleConverter extends CountConverter {
    SampleConverter() {
      super(1);
    }
  }
}
