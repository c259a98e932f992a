package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import ripsaw.gate.corpus.Corpus;
import ripsaw.gate.hunt.Triage;
import ripsaw.gate.report.ReportDirectory;
import ripsaw.gate.shard.Efforts;
import ripsaw.gate.shard.Given;
import ripsaw.gate.shard.Part;
import ripsaw.gate.shard.ShardFile;
import ripsaw.gate.shard.Share;
import ripsaw.gate.shard.Work;
import ripsaw.gate.text.BuildDigest;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.InputError;

/** Which share of a command is asked here, and where the answers go. */
final class ShardOptions {
  private static final String SHARD = "--shard";
  private static final String INTO = "--into";

  /** What changes nothing but the time that it takes. */
  private static final Set<String> NO_MATTER =
      Set.of(SHARD, INTO, "--budget", "--threads", "--jobs", "--cache", Main.Classes.NAME);

  /** What is made of all answers. */
  private static final Set<String> OF_MERGE =
      Set.of(ReportDirectory.REPORT, "--json", "--markdown", "--repro", "--html");

  private final Optional<Given> given;

  @Option(
      names = SHARD,
      paramLabel = "K/N",
      converter = PartConverter.class,
      description =
          "Ask only the K-th of N shares of all that is to be asked, and judge nothing; 'ripsaw"
              + " merge' does, of all N.")
  private Part part;

  @Option(
      names = INTO,
      paramLabel = "DIR",
      description = "Where a share's answers go: shard.json; one of an earlier run is deleted.")
  private Path into;

  /**
   * @param given the answers, if others have asked
   */
  ShardOptions(Optional<Given> given) {
    this.given = given;
  }

  /**
   * What is asked, as the command line says.
   *
   * @param command after it was parsed
   * @param alone options of this command that cannot be shared out
   * @throws InputError if a share cannot be asked like this
   */
  Work work(CommandSpec command, String... alone) {
    if (given.isPresent()) {
      return given.get();
    }
    if (part == null && into == null) {
      return Work.WHOLE;
    }
    if (part == null || into == null) {
      throw new InputError(
          part == null
              ? INTO + " is for a share: add it, as '--shard 3/8'"
              : SHARD + " " + part + " leaves its answers in a directory: add '--into DIR'");
    }
    ParseResult parsed = command.commandLine().getParseResult();
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.longestName();
      if (OF_MERGE.contains(name)) {
        throw new InputError(name + " is made of all shards: leave it to 'ripsaw merge'");
      }
      if (List.of(alone).contains(name)) {
        throw new InputError(name + " cannot be shared out: leave out " + SHARD);
      }
    }
    ReportDirectory.open(INTO, into, List.of(ShardFile.NAME));
    return new Share(part, build(), words(command.name(), parsed), efforts());
  }

  /** What decides the answers: the command, its options by name, and what it is about. */
  private static List<String> words(String name, ParseResult parsed) {
    List<String> words = new ArrayList<>();
    words.add(name);
    parsed.matchedOptions().stream()
        .filter(option -> !NO_MATTER.contains(option.longestName()))
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .forEach(
            option ->
                (option.arity().max() == 0
                        ? Stream.of(option.longestName())
                        : option.originalStringValues().stream()
                            .map(value -> option.longestName() + "=" + value))
                    .forEach(words::add));
    parsed
        .matchedPositionals()
        .forEach(about -> about.originalStringValues().stream().distinct().forEach(words::add));
    return words;
  }

  /** Of the code, and of the files that judge what it says. */
  static String build() {
    List<Path> files = new ArrayList<>();
    Corpus.home().ifPresent(files::add);
    files.add(Triage.home());
    Efforts.home().ifPresent(files::add);
    return BuildDigest.of(System.getProperty("java.class.path"), files);
  }

  static Efforts efforts() {
    return Efforts.home().map(Efforts::load).orElse(Efforts.NONE);
  }

  /**
   * Ends a share.
   *
   * @param failed whether the subject did
   * @param troubles of those who were asked, a line each
   * @return the exit code
   */
  int end(Share share, boolean failed, List<String> troubles, PrintStream out, PrintStream err)
      throws IOException {
    Share.Outcome outcome = share.write(into, failed);
    troubles.stream().distinct().forEach(err::println);
    if (!outcome.cut().isEmpty()) {
      err.println("cut: " + outcome.cut());
    }
    out.println(outcome.line());
    return troubles.isEmpty() && outcome.cut().isEmpty() ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
  }

  private static final class PartConverter implements ITypeConverter<Part> {
    @Override
    public Part convert(String value) {
      try {
        return Part.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
