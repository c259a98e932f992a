package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.corpus.Corpus;
import ripsaw.gate.corpus.Replayed;
import ripsaw.gate.corpus.ReproFile;
import ripsaw.gate.models.ConfigFile;
import ripsaw.gate.models.SpecRun;
import ripsaw.gate.report.ModelDirectory;
import ripsaw.gate.report.SpecReport;
import ripsaw.gate.report.Steps;
import ripsaw.gate.shard.Given;
import ripsaw.gate.shard.Share;
import ripsaw.gate.shard.Work;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Invocation;
import ripsaw.gate.text.Outputs;
import ripsaw.gate.text.Plural;
import ripsaw.gate.text.Suggestion;
import ripsaw.linearizability.bridge.BehaviorReader;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.picture.Lanes;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.spec.Property;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.Config;
import ripsaw.spec.tla.Formula;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tlc.DistributedTlc;
import ripsaw.spec.tlc.ModelRunner;
import ripsaw.spec.tlc.Tlc;
import ripsaw.spec.tlc.TlcPool;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Has TLC look at every state of the TLA+ models. */
@Command(
    name = "spec",
    description =
        "Check the TLA+ models with TLC: all of them, those of a module, one, or one of your own.")
public final class SpecCommand implements Callable<Integer> {
  private static final String BUDGET = "30m";

  private final PrintStream out;
  private final PrintStream err;
  private final Supplier<Manifest> manifests;
  private final Runners runners;
  private final Maker maker;

  @Parameters(
      paramLabel = "MODULE",
      arity = "0..1",
      description = "A module or a model, by the name that a manifest gives it.")
  private String name;

  @Option(
      names = "--cfg",
      paramLabel = "FILE",
      description =
          "A configuration of your own; its module is MODULE, or what its name begins with.")
  private Path file;

  @Option(
      names = "--workers",
      paramLabel = "N",
      converter = RunOptions.CountConverter.class,
      description =
          "Threads of TLC for each model, or processes with --distributed; 1, or 2 of them.")
  private Integer workers;

  @Option(names = "--distributed", description = "With TLC's server and worker processes.")
  private boolean distributed;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      converter = RunOptions.CountConverter.class,
      description = "Models at a time; one for each processor, or 1 with --distributed.")
  private Integer jobs;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = RunOptions.BudgetConverter.class,
      defaultValue = BUDGET,
      description = "Wall-clock time for all, as in 90s, 5m, 1h; " + BUDGET + " if not given.")
  private Duration budget;

  @Option(
      names = {"-o", "--repro"},
      paramLabel = "FILE",
      description = "Where the counterexample of one model goes, as made on the Java.")
  private Path repro;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Option(
      names = "--write",
      paramLabel = "DIR",
      description =
          "Check nothing, but write the modules and all models' configurations there, for a TLC of"
              + " your own.")
  private Path directory;

  @Mixin private final ShardOptions shards;

  @Spec private CommandSpec command;

  /** Makes what checks a model. */
  interface Runners {
    /**
     * @param workers threads or processes
     * @param budget wall-clock time for a model
     * @param pool for models that may share a JVM
     */
    ModelRunner of(boolean distributed, int workers, Duration budget, TlcPool pool);

    /** The real one. */
    static ModelRunner real(boolean distributed, int workers, Duration budget, TlcPool pool) {
      return distributed ? new DistributedTlc(workers, budget) : new Tlc(workers, budget, pool);
    }
  }

  /** Makes a counterexample on the Java. */
  interface Maker {
    /**
     * @param violated what the behaviour violates
     * @return empty if the Java does not follow
     */
    Optional<Repro> repro(Subject subject, Behavior behavior, Property violated);
  }

  /**
   * @param given the answers, if others have asked
   */
  SpecCommand(
      PrintStream out,
      PrintStream err,
      Supplier<Manifest> manifests,
      Runners runners,
      Maker maker,
      Optional<Given> given) {
    this.out = out;
    this.err = err;
    this.manifests = manifests;
    this.runners = runners;
    this.maker = maker;
    this.shards = new ShardOptions(given);
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (directory != null) {
      return write(manifests.get());
    }
    new Outputs().reads("--cfg", file).writes("--repro", repro);
    Work work = shards.work(command, "--cfg");
    long begin = System.nanoTime();
    Manifest manifest = manifests.get();
    boolean isOne =
        file != null || name != null && manifest.find(name).isPresent() && !isModule(manifest);
    List<SpecReport.Chosen> chosen = isOne ? List.of(one(manifest)) : several(manifest);
    List<SpecReport.Chosen> all = new ArrayList<>(chosen);
    if (isOne && !chosen.get(0).model().filter(Model::fails).isPresent()) {
      canary(manifest, chosen.get(0)).ifPresent(all::add);
    }
    work.plan(() -> all.stream().map(SpecRun::task).toList(), Work.Extent.ALL);
    List<SpecReport.Checked> checked =
        run(
            all.stream().filter(one -> work.isMine(SpecRun.task(one))).toList(),
            begin + budget.toNanos(),
            work);
    if (work instanceof Share share) {
      List<String> troubles =
          checked.stream()
              .filter(SpecReport.Checked::isOpen)
              .map(one -> one.chosen().name() + ": " + one.found())
              .toList();
      return shards.end(share, false, troubles, out, err);
    }
    if (file != null && checked.get(0).found().kind() == TlcResult.Kind.REFUSED) {
      throw new InputError(
          "--cfg " + file + ": TLC refuses it: " + checked.get(0).found().detail());
    }
    SpecReport report = new SpecReport(checked, isOneOrder());
    if (json) {
      out.print(report.json());
    } else {
      report.lines().forEach(out::println);
      if (isOne) {
        TlcResult found = checked.get(0).found();
        found.behavior().ifPresent(steps -> counterexample(chosen.get(0), found, steps));
      }
      out.println();
      out.println(report.lastLine());
    }
    err.println(
        "ripsaw spec: %s s".formatted(Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
    return report.exitCode();
  }

  private int write(Manifest manifest) {
    ParseResult asked = command.commandLine().getParseResult();
    if (asked.matchedOptions().size() + asked.matchedPositionals().size() > 1) {
      throw new InputError("--write writes all models and checks none: leave out the rest");
    }
    ModelDirectory.write(directory, manifest.files());
    out.println(
        "written to %s: %s, %s"
            .formatted(
                directory,
                Plural.of(manifest.modules().size(), "module"),
                Plural.of(manifest.all().size(), "model")));
    return ExitCode.PASS;
  }

  /** A module may have a model of its own name: then its name means all its models. */
  private boolean isModule(Manifest manifest) {
    return manifest.modules().contains(name);
  }

  private boolean isOneOrder() {
    return !distributed && workers() == 1;
  }

  private int workers() {
    return workers != null ? workers : distributed ? 2 : 1;
  }

  private SpecReport.Chosen one(Manifest manifest) {
    SpecReport.Chosen chosen =
        file == null ? SpecReport.Chosen.of(manifest.find(name).orElseThrow()) : ofFile(manifest);
    if (distributed) {
      DistributedTlc.refusal(Config.parse(chosen.config()))
          .ifPresent(
              why -> {
                throw new InputError(chosen.name() + ": " + why + ": leave out --distributed");
              });
    }
    return chosen;
  }

  private SpecReport.Chosen ofFile(Manifest manifest) {
    String text = ConfigFile.text(file);
    String title = file.getFileName().toString().replaceFirst("[.]cfg$", "");
    String module;
    if (name != null) {
      if (!isModule(manifest)) {
        throw unknown(manifest);
      }
      module = name;
    } else {
      String first = title.replaceFirst("_.*", "");
      module =
          manifest
              .find(first)
              .map(Model::module)
              .or(() -> manifest.modules().stream().filter(first::equals).findFirst())
              .orElseThrow(
                  () ->
                      new InputError(
                          "--cfg %s: there is no module '%s': name one, as 'ripsaw spec %s --cfg %s'"
                              .formatted(file, first, manifest.modules().get(0), file)));
    }
    ConfigFile.check(file, text, module);
    return new SpecReport.Chosen(title, module, text, Optional.empty());
  }

  private List<SpecReport.Chosen> several(Manifest manifest) {
    List<Model> models = name == null ? manifest.all() : manifest.ofModule(name);
    if (models.isEmpty()) {
      throw unknown(manifest);
    }
    List<SpecReport.Chosen> chosen = new ArrayList<>();
    for (Model model : models) {
      Optional<String> refusal =
          distributed ? DistributedTlc.refusal(model.config()) : Optional.empty();
      refusal.ifPresentOrElse(
          why -> err.println("ripsaw spec: " + model.name() + " is left out: " + why),
          () -> chosen.add(SpecReport.Chosen.of(model)));
    }
    return chosen;
  }

  private InputError unknown(Manifest manifest) {
    TreeSet<String> names = new TreeSet<>(manifest.modules());
    if (file == null) {
      manifest.all().forEach(model -> names.add(model.name()));
    }
    return new InputError(
        "unknown module%s '%s': did you mean '%s'?"
            .formatted(file == null ? " or model" : "", name, Suggestion.of(name, names)));
  }

  /** The model of the same module whose fault shows soonest: of time, if that is what is asked. */
  private static Optional<SpecReport.Chosen> canary(Manifest manifest, SpecReport.Chosen chosen) {
    boolean temporal = isTemporal(Config.parse(chosen.config()));
    return manifest.ofModule(chosen.module()).stream()
        .filter(Model::fails)
        .filter(Model::isQuick)
        .min(
            Comparator.comparing((Model model) -> isTemporal(model.config()) != temporal)
                .thenComparing(Model::size))
        .map(SpecReport.Chosen::of);
  }

  private static boolean isTemporal(Config config) {
    return !config.properties().isEmpty();
  }

  private List<SpecReport.Checked> run(List<SpecReport.Chosen> chosen, long deadline, Work work)
      throws InterruptedException {
    int atATime =
        jobs != null ? jobs : distributed ? 1 : Runtime.getRuntime().availableProcessors();
    try (TlcPool pool = new TlcPool()) {
      return new SpecRun(
              left -> runners.of(distributed, workers(), left, pool),
              deadline,
              err,
              chosen.size(),
              work)
          .all(chosen, atATime);
    }
  }

  /** Shows the steps to what is wrong, and makes them on the Java. */
  private void counterexample(SpecReport.Chosen chosen, TlcResult found, Behavior behavior) {
    out.println();
    new Steps(behavior).lines().forEach(out::println);
    Optional<Property> violated = Formula.id(found.formula()).flatMap(Property::byId);
    Optional<BehaviorReader> reader =
        FamilyBridge.ofModule(chosen.module()).flatMap(FamilyBridge::behaviors);
    if (violated.isEmpty() || reader.isEmpty()) {
      return;
    }
    Subject subject = Agenda.subject(Catalogue.load(), reader.get().subject(chosen.config()));
    out.println();
    Optional<Repro> made = maker.repro(subject, behavior, violated.get());
    made.ifPresentOrElse(
        one -> onTheJava(subject, one),
        () -> out.println("on the Java: " + subject + " does not follow"));
  }

  private void onTheJava(Subject subject, Repro made) {
    try {
      Replayed replayed = Replayed.of(subject, made);
      out.println("on the Java: " + subject + " " + replayed.came());
      out.print(Lanes.text(replayed.recording(), false));
      Path to = repro == null ? Path.of(ReproFile.name(made) + Corpus.ENDING) : repro;
      AtomicFile.write(to, made.text());
      out.println();
      out.println("repro:  " + to);
      out.println("replay: " + Invocation.of("replay", to.toString()));
    } catch (Replay.Misfit e) {
      throw new IllegalStateException(e); // it was just made
    } catch (IOException e) {
      err.println("ripsaw spec: the repro could not be written: " + e);
    }
  }
}
