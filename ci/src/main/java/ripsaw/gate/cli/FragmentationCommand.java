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
import ripsaw.gate.fragmentation.Fragmentation;
import ripsaw.gate.report.FragmentationReport;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.text.ExitCode;

/** Measures what the object allocator was made for. */
@Command(
    name = "fragmentation",
    description =
        "How much memory do the allocators hold for what is in use? The same two weeks for each.")
final class FragmentationCommand implements Callable<Integer> {
  static final String SVG = "fragmentation.svg";
  private static final String JSON = "fragmentation.json";
  private static final List<String> FILES = List.of(SVG, JSON);

  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = RunOptions.SeedConverter.class,
      description = "Of the load; 1 if not given. The same seed gives the same figures.")
  private Long seed = 1L;

  @Option(
      names = "--alike",
      description = "No file stays for days: those of a kind live about as long.")
  private boolean alike;

  @Option(
      names = "--kmem",
      description =
          "NetBSD's kmem instead, which gets one of 32 objects: what goes back to kernel_map.")
  private boolean kmem;

  @Option(
      names = {"-o", "--report"},
      paramLabel = "DIR",
      description =
          "Write fragmentation.svg, a picture, and fragmentation.json there; of kmem the latter.")
  private Path report;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  FragmentationCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Optional<ReportDirectory> directory =
        Optional.ofNullable(report)
            .map(one -> ReportDirectory.open(ReportDirectory.REPORT, one, FILES));
    FragmentationReport measured =
        new FragmentationReport(
            kmem
                ? Fragmentation.ofPart(seed, Fragmentation.DAYS, alike)
                : Fragmentation.of(seed, Fragmentation.DAYS, alike));
    if (json) {
      out.print(measured.json());
    } else {
      measured.lines().forEach(out::println);
    }
    return directory.isEmpty() || write(directory.get(), measured)
        ? ExitCode.PASS
        : ExitCode.INCONCLUSIVE;
  }

  private boolean write(ReportDirectory directory, FragmentationReport measured) {
    try {
      directory.write(
          kmem
              ? Map.of(JSON, measured.json())
              : Map.of(SVG, measured.svg(), JSON, measured.json()));
      return true;
    } catch (IOException e) {
      err.println(
          "ripsaw fragmentation: the report could not be written to '" + report + "': " + e);
      return false;
    }
  }
}
