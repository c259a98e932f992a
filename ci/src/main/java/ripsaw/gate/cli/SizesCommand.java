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
import ripsaw.gate.report.SizesReport;
import ripsaw.gate.sizes.Sizes;
import ripsaw.gate.text.ExitCode;
import ripsaw.subject.Catalogue;

/** Measures what the patch of January 2009 was made for. */
@Command(
    name = "sizes",
    description =
        "What serves a request of which size up to a page, whether that takes the arena's lock, and"
            + " what is wasted: NetBSD's kmem before and after the patch of January 2009, for"
            + " quanta of 4, 8 and 16 bytes.")
final class SizesCommand implements Callable<Integer> {
  static final String SVG = "sizes.svg";
  static final String MARKDOWN = "sizes.md";
  private static final String JSON = "sizes.json";
  private static final String BEFORE = "netbsd/kmem-2008";
  private static final String AFTER = "netbsd/kmem-2009-nodebug";

  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write sizes.svg, a picture, sizes.md, the tables, and sizes.json there.")
  private Path report;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  SizesCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Optional<ReportDirectory> directory =
        Optional.ofNullable(report)
            .map(
                one ->
                    ReportDirectory.open(
                        ReportDirectory.REPORT, one, List.of(SVG, MARKDOWN, JSON)));
    Catalogue catalogue = Catalogue.load();
    SizesReport measured =
        new SizesReport(
            Sizes.of(Agenda.subject(catalogue, BEFORE), Agenda.subject(catalogue, AFTER)));
    if (json) {
      out.print(measured.json());
    } else {
      measured.lines().forEach(out::println);
    }
    return directory.isEmpty() || write(directory.get(), measured)
        ? ExitCode.PASS
        : ExitCode.INCONCLUSIVE;
  }

  private boolean write(ReportDirectory directory, SizesReport measured) {
    try {
      directory.write(
          Map.of(SVG, measured.svg(), MARKDOWN, measured.markdown(), JSON, measured.json()));
      return true;
    } catch (IOException e) {
      err.println("ripsaw sizes: the report could not be written to '" + report + "': " + e);
      return false;
    }
  }
}
