package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.corpus.Corpus;
import ripsaw.gate.corpus.Replayed;
import ripsaw.gate.corpus.ReproFile;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Outputs;
import ripsaw.gate.text.Plural;
import ripsaw.linearizability.picture.Lanes;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.linearizability.repro.Shrinker;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Makes a repro smaller. */
@Command(
    name = "shrink",
    description = "Leave out of a repro what its violation does not need, and write the rest.")
final class ShrinkCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(paramLabel = "FILE", description = "A repro of a violation.")
  private Path file;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to write it; FILE with the ending .small.repro if not given.")
  private Path target;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = RunOptions.BudgetConverter.class,
      defaultValue = SearchOptions.BUDGET,
      description = "Wall-clock time, as in 30s, 5m; " + SearchOptions.BUDGET + " if not given.")
  private Duration budget;

  ShrinkCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws Replay.Misfit {
    Repro large = ReproFile.readRepro(file);
    if (large.expected().isEmpty()) {
      throw new InputError(file + ": expects HOLDS: only a violation can be made smaller");
    }
    Subject subject = Agenda.subject(Catalogue.load(), large, file.toString());
    Path smallFile = target == null ? beside(file) : target;
    new Outputs().reads("the repro", file).writes("--out", smallFile);
    long deadline = System.nanoTime() + budget.toNanos();
    Replayed given = ReplayCommand.replay(file);
    if (!given.isAsExpected()) {
      throw new Inconclusive(file + ": " + given.outcome());
    }
    Repro small = Shrinker.shrink(subject, large, given.replay(), deadline);
    Replayed replayed = Replayed.of(subject, small);
    out.print(Lanes.text(replayed.recording()));
    out.println();
    out.println("before: " + size(large));
    out.println("after:  " + size(small));
    try {
      AtomicFile.write(smallFile, replayed.text());
    } catch (IOException e) {
      // It may have taken an hour to find.
      out.println();
      out.print(replayed.text());
      throw new Inconclusive("the repro could not be written, so it stands above: " + e);
    }
    out.println("repro:  " + smallFile);
    if (System.nanoTime() > deadline) {
      err.println("ripsaw shrink: the time was up, so more may be left out with a longer --budget");
    }
    return ExitCode.PASS;
  }

  private static String size(Repro repro) {
    int switches = repro.schedule().orElseThrow().switches();
    return "%s and %s beforehand, %s switch%s"
        .formatted(
            Plural.of(repro.program().operations(), "operation"),
            repro.program().before().size(),
            switches,
            switches == 1 ? "" : "es");
  }

  private static Path beside(Path file) {
    String name = file.getFileName().toString();
    String stem =
        name.endsWith(Corpus.ENDING)
            ? name.substring(0, name.length() - Corpus.ENDING.length())
            : name;
    return file.resolveSibling(stem + ".small" + Corpus.ENDING);
  }
}
