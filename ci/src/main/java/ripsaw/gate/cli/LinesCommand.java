package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.lines.LineTable;
import ripsaw.gate.report.LinesReport;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.text.ExitCode;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Counts cache lines. */
@Command(
    name = "lines",
    description =
        "Which cache lines does each operation touch, and how many go from cpu to cpu for an"
            + " object that one allocates and another frees?")
final class LinesCommand implements Callable<Integer> {
  static final String MARKDOWN = "lines.md";
  private static final String JSON = "lines.json";

  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      paramLabel = "SUBJECT",
      description = "Whose; all references' if none is given. See 'ripsaw subjects'.")
  private List<String> subjects = List.of();

  @Option(
      names = "--line-bytes",
      paramLabel = "N",
      converter = LineConverter.class,
      description = "Of a cache line: 64, which is the default, or 128.")
  private Integer lineBytes = 64;

  @Option(
      names = {"-o", "--report"},
      paramLabel = "DIR",
      description = "Write lines.md, a table of the transfers, and lines.json there.")
  private Path report;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  LinesCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** One of the two sizes that there are. */
  static final class LineConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (value.equals("64") || value.equals("128")) {
        return Integer.valueOf(value);
      }
      throw new TypeConversionException("'" + value + "' is no size of a line: give 64 or 128");
    }
  }

  @Override
  public Integer call() {
    Catalogue catalogue = Catalogue.load();
    List<Subject> chosen =
        subjects.isEmpty()
            ? catalogue.references()
            : subjects.stream().map(id -> Agenda.subject(catalogue, id)).toList();
    Optional<ReportDirectory> directory =
        Optional.ofNullable(report)
            .map(one -> ReportDirectory.open(ReportDirectory.REPORT, one, List.of(MARKDOWN, JSON)));
    LinesReport counted =
        new LinesReport(
            chosen.stream().map(one -> LineTable.of(one, lineBytes)).toList(), List.of());
    if (json) {
      out.print(counted.json());
    } else {
      counted.lines().forEach(out::println);
    }
    if (directory.isPresent() && !write(directory.get(), counted)) {
      return ExitCode.INCONCLUSIVE;
    }
    return counted.tables().stream().allMatch(one -> one.broken().isEmpty())
        ? ExitCode.PASS
        : ExitCode.FAIL;
  }

  private boolean write(ReportDirectory directory, LinesReport counted) {
    try {
      directory.write(Map.of(MARKDOWN, counted.markdown(), JSON, counted.json()));
      return true;
    } catch (IOException e) {
      err.println("ripsaw lines: the report could not be written to '" + report + "': " + e);
      return false;
    }
  }
}
