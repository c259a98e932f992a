package ripsaw.gate.cli;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import ripsaw.gate.shard.Given;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.PlainText;
import ripsaw.gate.text.Printable;
import ripsaw.gate.text.Terminal;
import ripsaw.gate.worker.Launcher;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.linearizability.bridge.Counterexample;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.guard.Watchdog;
import ripsaw.own.BadSubject;
import ripsaw.spec.tla.Manifest;
import ripsaw.subject.UserClasses;

/** The command line. Ends with an {@link ExitCode}, and says what is wrong with it in one line. */
@Command(
    name = "ripsaw",
    description = "A correctness gate for slab allocators.",
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Exit codes:",
      "   0  all that was asked was checked, and holds",
      "   1  a property is violated, or the museum is not killed as declared",
      "   2  inconclusive: something was not shown either way",
      "  64  wrong usage: nothing was started"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Say this, and end.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Print the version, and end.")
  private boolean version;

  @Mixin private final Classes classes = new Classes();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      description =
          "Verdicts in colours: auto (on a terminal, unless NO_COLOR is set; the default), always"
              + " or never.")
  private Color color = Color.auto;

  /** As it is written. */
  private enum Color {
    auto,
    always,
    never;

    boolean isAsked() {
      return this == always || this == auto && Terminal.hasColors();
    }
  }

  private Main() {}

  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Launcher.endWithIt();
    int exitCode;
    try {
      exitCode = run(args, out, err, WorkerCommand.worker(), System.getenv());
    } catch (OutOfMemoryError | StackOverflowError e) {
      err.println("ripsaw: " + e + ": give Java more, as in JAVA_TOOL_OPTIONS='-Xmx4g -Xss2m'");
      exitCode = ExitCode.INCONCLUSIVE;
    } catch (LinkageError e) {
      String mend = ": are jars gone, or changed? Delete ci/target, and run again";
      err.println(Printable.line("ripsaw: " + e + mend));
      exitCode = ExitCode.INCONCLUSIVE;
    } catch (Throwable e) {
      // Java's own exit code for this is 1, which would be a verdict.
      e.printStackTrace(err);
      exitCode = ExitCode.INCONCLUSIVE;
    }
    if (out.checkError() && exitCode == ExitCode.PASS) {
      err.println("ripsaw: standard output could not be written");
      exitCode = ExitCode.INCONCLUSIVE;
    }
    System.exit(Launcher.exitCode(exitCode));
  }

  /** The whole command but for the end of the process. */
  static int run(
      String[] args,
      PrintStream stdout,
      PrintStream err,
      WorkerCommand workers,
      Map<String, String> environment) {
    PlainText out = new PlainText(stdout);
    Map<String, Supplier<Object>> commands =
        commands(out, err, workers, environment, Optional.empty());
    commands.put(
        "merge",
        () ->
            new MergeCommand(
                given -> {
                  var answered = commands(out, err, workers, environment, Optional.of(given));
                  return line(out, err, answered, answered.keySet());
                }));
    commands.put("new", () -> new NewCommand(out));
    commands.put(
        "completion",
        () -> new HelpCommands.Completion(out, () -> line(out, err, commands, commands.keySet())));
    commands.put("help", () -> new HelpCommands.Help(out));
    // To build all takes a quarter of a second, as much as many a command itself.
    int first = args.length > 2 && Classes.isFirstOf(args[0]) ? 2 : 0;
    Set<String> named =
        args.length > first && commands.containsKey(args[first]) && !args[first].equals("help")
            ? Set.of(args[first])
            : commands.keySet();
    return line(out, err, commands, named).execute(args);
  }

  private static CommandLine line(
      PlainText out, PrintStream err, Map<String, Supplier<Object>> commands, Set<String> named) {
    CommandLine ripsaw = new CommandLine(new Main());
    named.forEach(name -> ripsaw.addSubcommand(name, commands.get(name).get()));
    return ripsaw
        .setExpandAtFiles(false)
        .setExecutionStrategy(parsed -> watched(parsed, out))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setParameterExceptionHandler(
            (e, rest) -> refuse(err, e.getCommandLine().getCommandSpec(), complaint(e)))
        .setExecutionExceptionHandler((e, line, parsed) -> failed(err, line.getCommandSpec(), e));
  }

  /**
   * What builds each command but the one that merges, by its name.
   *
   * @param given the answers of those that can be shared out, if others have asked
   */
  private static Map<String, Supplier<Object>> commands(
      PrintStream out,
      PrintStream err,
      WorkerCommand workers,
      Map<String, String> environment,
      Optional<Given> given) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("gate", () -> GateCommand.gate(out, err, workers, environment, given));
    commands.put("subjects", () -> new SubjectsCommand(out));
    commands.put("museum", () -> GateCommand.museum(out, err, workers, environment));
    commands.put("properties", () -> new PropertiesCommand(out));
    commands.put(
        "spec",
        () ->
            new SpecCommand(
                out, err, Manifest::load, SpecCommand.Runners::real, Counterexample::repro, given));
    commands.put("bridge", () -> new BridgeCommand(out));
    commands.put("explore", () -> new ExploreCommand(out, err, given));
    commands.put("stat", () -> new StatCommand(out));
    commands.put("fragmentation", () -> new FragmentationCommand(out, err));
    commands.put("lines", () -> new LinesCommand(out, err));
    commands.put("signals", () -> new SignalsCommand(out, err));
    commands.put("sizes", () -> new SizesCommand(out, err));
    commands.put("mutants", () -> new MutantsCommand(out, err, given));
    commands.put("replay", () -> new ReplayCommand(out, err));
    commands.put("shrink", () -> new ShrinkCommand(out, err));
    commands.put("accept", () -> new AcceptCommand(out));
    return commands;
  }

  /** A subject that hangs keeps no command from its end. */
  private static int watched(ParseResult parsed, PlainText out) {
    try {
      Main main = (Main) parsed.commandSpec().root().userObject();
      parsed.asCommandLineList().forEach(line -> checkValues(line.getParseResult()));
      main.classes.check();
      out.color(main.color.isAsked());
      return Watchdog.watch(Watchdog.PATIENCE, () -> new RunLast().execute(parsed));
    } catch (Watchdog.Hung | InputError e) {
      throw new ExecutionException(parsed.asCommandLineList().getLast(), e.getMessage(), e);
    }
  }

  /**
   * What looks like an option that was mistyped is no value of another, such as the name of a file
   * that would be written.
   *
   * @throws InputError if there is one
   */
  private static void checkValues(ParseResult parsed) {
    for (OptionSpec option : parsed.matchedOptions()) {
      for (String value : option.originalStringValues()) {
        if (value.matches("--?\\p{Alpha}.*")) {
          throw new InputError(
              "%s '%s' looks like an option: is a value of %s left out?"
                  .formatted(option.longestName(), value, option.longestName()));
        }
      }
    }
  }

  /** Without a command. */
  @Override
  public void run() {
    throw new InputError("no command: give one of " + commands(spec) + ", or --help");
  }

  private static int failed(PrintStream err, CommandSpec command, Exception e) {
    if (e instanceof InputError || e instanceof BadSubject) {
      return refuse(err, command, e.getMessage());
    }
    if (e instanceof Inconclusive || e instanceof Watchdog.Hung || e instanceof Unwatched) {
      complain(err, command, e.getMessage());
    } else if (e instanceof IOException || e instanceof UncheckedIOException) {
      // The machine's trouble, such as a full disk, and no fault in this program.
      complain(err, command, "a file could not be read or written: " + e);
    } else {
      e.printStackTrace(err);
    }
    return ExitCode.INCONCLUSIVE;
  }

  private static int refuse(PrintStream err, CommandSpec command, String complaint) {
    complain(err, command, complaint);
    return ExitCode.USAGE;
  }

  private static void complain(PrintStream err, CommandSpec command, String complaint) {
    err.println(Printable.line(command.qualifiedName() + ": " + complaint));
  }

  /** What is wrong, and the mend. */
  private static String complaint(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String more = ": see '" + command.qualifiedName() + " --help'";
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      // Our own converters name the mend.
      return e.getMessage().contains(": ") ? e.getMessage() : e.getMessage() + more;
    }
    String word = unmatched.getUnmatched().get(0);
    if (word.startsWith("-")) {
      return "unknown option '" + word + "'" + more;
    }
    return command.subcommands().isEmpty()
        ? "'" + word + "' is one argument too many" + more
        : "unknown command '" + word + "': give one of " + commands(command);
  }

  private static String commands(CommandSpec command) {
    return String.join(", ", command.subcommands().keySet());
  }

  /**
   * The option that hands over classes. The script {@code ci/ripsaw} reads it, too, and starts Java
   * with them: so they are loaded as all others are, in workers, too.
   */
  static final class Classes {
    static final String NAME = "--class-path";

    private static final String SHORT = "-cp";

    @Option(
        names = {SHORT, NAME},
        paramLabel = "CLASSES",
        scope = ScopeType.INHERIT,
        description =
            "Directories and jars of your own, with ':' between them: a ripsaw.own.Heap, and a"
                + " class with ripsaw.own.AnswersAs, is a subject by its name, and so is what a"
                + " SubjectProvider or a Family there brings.")
    private String classPath;

    /** Whether these words are the option and its value. */
    static boolean isFirstOf(String word) {
      return word.equals(SHORT) || word.equals(NAME);
    }

    /**
     * @throws InputError if there are no such classes, or Java was started without them
     */
    void check() {
      if (classPath == null) {
        return;
      }
      for (String entry : classPath.split(File.pathSeparator, -1)) {
        Path path = Path.of(entry);
        if (entry.isEmpty() || !Files.isDirectory(path) && !Files.isRegularFile(path)) {
          throw new InputError(
              "%s '%s': '%s' is no directory and no jar: compile your classes first, as by 'mvn test-compile'"
                  .formatted(SHORT, classPath, entry));
        }
      }
      if (!System.getProperty(UserClasses.PROPERTY, "").equals(classPath)) {
        throw new InputError(
            "%s is read by the script ci/ripsaw: start this by it".formatted(SHORT));
      }
    }
  }

  /** Asked for by picocli. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ripsaw " + Build.version()};
    }
  }
}
