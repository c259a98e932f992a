import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import ripsaw.linearizability.lincheck.LincheckAgent;
import rivals.FrayHome;
import rivals.Outcome;
import rivals.Table;

/**
 * The explorer, Fray and Lincheck's model checker on one program: executions of what holds that
 * each makes in a second of CPU time, and how many, and how long, until it has found a lost signal.
 * Each tool has JVMs of its own, and they take turns, so that what else the machine does hits all.
 * Run it by {@code ci/bench/run Rivals}; with {@code --write linearizability/README.md} the table
 * goes into that file, between its marks.
 */
public final class Rivals {
  private static final int ROUNDS = 3;
  private static final int USAGE = 64;
  private static final int INCONCLUSIVE = 2;

  /** The message is one line. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;
    private final int code;

    Unusable(int code, String message) {
      super(message);
      this.code = code;
    }
  }

  private final Path target;
  private final Path classes;
  private final Path launch;

  private Rivals(Path launch) {
    this.launch = launch;
    this.target = launch.getParent();
    this.classes = target.resolve("rivals");
  }

  public static void main(String[] args) throws InterruptedException {
    try {
      Path page = page(args);
      if (page != null) {
        write(page, ""); // says what is wrong with it before the minutes that the rounds take
      }
      String table = new Rivals(Path.of(System.getProperty("ripsaw.launch"))).compete();
      System.out.print(table);
      if (page != null) {
        write(page, table);
      }
    } catch (Unusable e) {
      System.err.println("ci/bench/run Rivals: " + e.getMessage());
      System.exit(e.code);
    } catch (FrayHome.Unavailable e) {
      System.err.println("ci/bench/run Rivals: " + e.getMessage());
      System.exit(INCONCLUSIVE);
    } catch (IOException e) {
      System.err.println("ci/bench/run Rivals: " + e);
      System.exit(INCONCLUSIVE);
    }
  }

  private static Path page(String[] args) throws Unusable {
    if (args.length == 0) {
      return null;
    }
    if (args.length != 2 || !args[0].equals("--write")) {
      throw new Unusable(
          USAGE, "'" + String.join(" ", args) + "' means nothing: write nothing, or --write FILE");
    }
    return Path.of(args[1]);
  }

  /** Replaces what stands between the marks, in the whole file or not at all; tries, if empty. */
  private static void write(Path page, String table) throws Unusable {
    String text;
    try {
      text = Files.readString(page);
    } catch (IOException e) {
      throw new Unusable(USAGE, page + " cannot be read: name a page that is there");
    }
    int begin = text.indexOf(Table.BEGIN);
    int end = text.indexOf(Table.END, begin + 1);
    if (begin < 0 || end < 0) {
      throw new Unusable(
          USAGE,
          "%s has no place for the table: put the lines '%s' and '%s' where it is to be"
              .formatted(page, Table.BEGIN.strip(), Table.END.strip()));
    }
    begin += Table.BEGIN.length();
    String old = text.substring(begin, end);
    String made = text.substring(0, begin) + (table.isEmpty() ? old : table) + text.substring(end);
    try {
      Path begun = page.resolveSibling(page.getFileName() + ".new");
      Files.writeString(begun, made);
      Files.move(begun, page, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Unusable(USAGE, page + " cannot be written: name a page that can");
    }
  }

  private String compete()
      throws IOException, InterruptedException, Unusable, FrayHome.Unavailable {
    FrayHome fray = FrayHome.make(target.getParent().getParent());
    compile(fray);
    List<List<Outcome>> rounds = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      System.err.println("round " + round + " of " + ROUNDS);
      String searches = "" + (round == 1); // what they find depends on the seeds alone
      List<Outcome> outcomes = new ArrayList<>();
      List<String> java = List.of(Path.of(System.getProperty("java.home"), "bin/java").toString());
      outcomes.addAll(run(java, List.of(), "ExplorerRival", searches));
      String reports = fray.reports().toString();
      outcomes.addAll(run(fray.java(), fray.jars(), "FrayRival", searches, reports));
      List<String> instrumented = new ArrayList<>(java);
      instrumented.addAll(LincheckAgent.flags());
      outcomes.addAll(run(instrumented, List.of(), "LincheckRival", searches));
      rounds.add(outcomes);
    }
    return Table.of(rounds);
  }

  private static String path(List<Path> first) {
    return Stream.concat(
            first.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Fray's JDK has no compiler. */
  private void compile(FrayHome fray) throws IOException, Unusable {
    List<String> args = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString()));
    args.addAll(List.of("-classpath", path(fray.jars())));
    try (Stream<Path> files = Files.list(target.resolveSibling("bench").resolve("rivals"))) {
      files.map(Path::toString).sorted().forEach(args::add);
    }
    int failed =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new));
    if (failed != 0) {
      throw new Unusable(INCONCLUSIVE, "the rivals do not compile");
    }
  }

  /** Runs one tool in a JVM of its own. */
  private List<Outcome> run(List<String> java, List<Path> jars, String main, String... args)
      throws IOException, InterruptedException, Unusable {
    List<Path> first = new ArrayList<>(List.of(classes));
    first.addAll(jars);
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("@" + launch, "-classpath", path(first), "rivals." + main));
    command.addAll(Arrays.asList(args));
    Path log = target.resolve("rivals-" + main + ".log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new Unusable(
          INCONCLUSIVE, main + " ended " + process.exitValue() + ": what it said is in " + log);
    }
    return said.lines().flatMap(line -> Outcome.parse(line).stream()).toList();
  }
}
