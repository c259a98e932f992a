package ripsaw.gate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.shard.Efforts;
import ripsaw.gate.shard.Gathered;
import ripsaw.gate.shard.Given;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.Outputs;

/** Does a command with the answers of its shards, and so says the same as if it had asked. */
@Command(
    name = "merge",
    description =
        "Make one run of its shards: the report, the output and the exit code are those of the"
            + " command without --shard.")
final class MergeCommand implements Callable<Integer> {
  private static final String MARKDOWN = "--markdown";
  private static final String EFFORT = "--effort";

  /** The commands that have shards. */
  private static final Set<String> SHARED = Set.of("gate", "mutants", "explore", "spec");

  private final Function<Given, CommandLine> commands;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "What --into was given for each shard, or a directory that holds all of these.")
  private List<Path> directories;

  @Option(
      names = ReportDirectory.REPORT,
      paramLabel = "DIR",
      description = "Write the command's report there.")
  private Path report;

  @Option(names = MARKDOWN, paramLabel = "DIR", description = "As the command's own.")
  private Path markdown;

  @Option(names = "--html", paramLabel = "FILE", description = "As the command's own.")
  private Path html;

  @Option(names = "--repro", paramLabel = "FILE", description = "As the command's own.")
  private Path repro;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Option(
      names = EFFORT,
      paramLabel = "FILE",
      description =
          "Write what the tasks took there, by which shards are balanced: for ci/effort.txt.")
  private Path effort;

  /**
   * @param commands the command line of a run that has its answers
   */
  MergeCommand(Function<Given, CommandLine> commands) {
    this.commands = commands;
  }

  @Override
  public Integer call() throws IOException {
    new Outputs().writes("--html", html).writes("--repro", repro).writes(EFFORT, effort);
    Gathered shards = Gathered.of(directories, ShardOptions.build());
    if (!shards.complaints().isEmpty()) {
      throw new Inconclusive(shards.complaints());
    }
    List<String> words = new ArrayList<>(shards.command());
    if (!SHARED.contains(words.getFirst())) {
      throw new Inconclusive("these are shards of '" + words.getFirst() + "', which has none");
    }
    Map<String, Path> files = new LinkedHashMap<>();
    files.put(ReportDirectory.REPORT, report);
    files.put(MARKDOWN, markdown);
    files.put("--html", html);
    files.put("--repro", repro);
    files.forEach(
        (option, file) -> {
          if (file != null) {
            words.add(option + "=" + file);
          }
        });
    if (json) {
      words.add("--json");
    }
    int exitCode =
        commands.apply(shards.given(ShardOptions.efforts())).execute(words.toArray(String[]::new));
    if (effort != null) {
      Efforts before = Files.exists(effort) ? Efforts.load(effort) : Efforts.NONE;
      AtomicFile.write(effort, before.with(shards.answers()).text());
    }
    return exitCode;
  }
}
