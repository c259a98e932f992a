package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.report.SignalsReport;
import ripsaw.gate.signals.Signals;
import ripsaw.gate.text.ExitCode;
import ripsaw.subject.Catalogue;

/** Measures what the remote free of 2010 was made for. */
@Command(
    name = "signals",
    description =
        "How many signals do 1,000 remote frees cost? The same loads for four versions of the"
            + " remote free; \"a factor of 100x or more\" is claimed.")
final class SignalsCommand implements Callable<Integer> {
  static final String SVG = "signals.svg";
  static final String MARKDOWN = "signals.md";
  private static final String JSON = "signals.json";
  private static final List<String> FILES = List.of(SVG, MARKDOWN, JSON);

  /** Before the claim, with it, today, and the reference. */
  private static final List<String> SUBJECTS =
      List.of("dragonfly/cfc3386", "dragonfly/5fee07e", "dragonfly/f86fcbe", "dragonfly/reference");

  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = RunOptions.SeedConverter.class,
      description = "Of the loads; 1 if not given. The same seed gives the same figures.")
  private Long seed = 1L;

  @Option(
      names = {"-o", "--report"},
      paramLabel = "DIR",
      description =
          "Write signals.svg, a picture, signals.md, a table of the factors, and signals.json"
              + " there.")
  private Path report;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  SignalsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Optional<ReportDirectory> directory =
        Optional.ofNullable(report)
            .map(one -> ReportDirectory.open(ReportDirectory.REPORT, one, FILES));
    Catalogue catalogue = Catalogue.load();
    SignalsReport counted =
        new SignalsReport(
            Signals.of(SUBJECTS.stream().map(id -> Agenda.subject(catalogue, id)).toList(), seed));
    if (json) {
      out.print(counted.json());
    } else {
      counted.lines().forEach(out::println);
    }
    return directory.isEmpty() || write(directory.get(), counted)
        ? ExitCode.PASS
        : ExitCode.INCONCLUSIVE;
  }

  private boolean write(ReportDirectory directory, SignalsReport counted) {
    try {
      directory.write(
          Map.of(SVG, counted.svg(), MARKDOWN, counted.markdown(), JSON, counted.json()));
      return true;
    } catch (IOException e) {
      err.println("ripsaw signals: the report could not be written to '" + report + "': " + e);
      return false;
    }
  }
}
