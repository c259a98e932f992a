package ripsaw.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** They are run by hand, so nothing else would notice that one does not compile any more. */
class BenchmarksTest {
  private static final String CLASS_PATH =
      System.getProperty("java.class.path")
          // The oracle lives in the explorer's tests.
          + File.pathSeparator
          + Path.of("../linearizability/target/test-classes");

  @TempDir private static Path classes;
  private static int failed;

  @TempDir private Path directory;

  @BeforeAll
  static void compile() throws IOException {
    List<String> args = new ArrayList<>(List.of("-d", classes.toString()));
    try (Stream<Path> files = Files.walk(Path.of("bench"))) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(file -> args.add("" + file));
    }
    assertThat(args).hasSizeGreaterThan(2);
    args.addAll(List.of("-classpath", CLASS_PATH));
    failed =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new));
  }

  @Test
  void everyBenchmarkCompiles() {
    assertThat(failed).isZero();
  }

  // ------------------------------------------------------------------ Rivals

  private static Object constant(Class<?> type, String name) throws ReflectiveOperationException {
    return type.getField(name).get(null);
  }

  /** A table of made-up figures, so that what is not a figure can be compared. */
  private static String table(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> table = loader.loadClass("rivals.Table");
    Constructor<?> outcome =
        loader
            .loadClass("rivals.Outcome")
            .getConstructor(String.class, String.class, long.class, long.class);
    List<Object> round = new ArrayList<>();
    for (Object row : (List<?>) constant(table, "ROWS")) {
      round.add(outcome.newInstance(row, "held", 1_000L, 1_000_000_000L));
      round.add(outcome.newInstance(row, "found", 1L, 1_000_000L));
      round.add(outcome.newInstance(row, "found", 2L, 1_000_000L));
    }
    return (String) table.getMethod("of", List.class).invoke(null, List.of(round));
  }

  private static String withoutFigures(String table) {
    return table.replaceAll("(?<=[|( ])[0-9]+(,[0-9]{3})*(\\.[0-9]+)?(?=[ ),])", "N");
  }

  @Test
  void theTableOfRivalsOnThePageIsOneThatTheCommandWrites() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> table = loader.loadClass("rivals.Table");
      String begin = (String) constant(table, "BEGIN");
      String readme = Pages.text("linearizability/README.md");
      assertThat(readme).containsOnlyOnce(begin);
      String shown = readme.substring(readme.indexOf(begin) + begin.length());
      shown = shown.substring(0, shown.indexOf((String) constant(table, "END")));
      String made = table(loader);
      assertThat(made).startsWith((String) constant(table, "HEAD")).contains("| 1.5, at most 2 |");
      assertThat(withoutFigures(shown)).isEqualTo(withoutFigures(made));
    }
  }

  @Test
  void rivalsIsCompiledAgainstTheFrayThatItRuns() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Object version = constant(loader.loadClass("rivals.FrayHome"), "VERSION");
      assertThat(CLASS_PATH).contains("fray-core-" + version + ".jar");
    }
  }

  /** Returns the exit code, and what it said. */
  private static String rivals(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classes + File.pathSeparator + CLASS_PATH, "Rivals"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    return process.waitFor() + " " + said;
  }

  @Test
  void aRivalsThatIsMisusedSaysSoInALine() throws Exception {
    Path page = Files.writeString(directory.resolve("page.md"), "no marks\n");
    Path none = directory.resolve("none.md");
    assertThat(rivals("--fast"))
        .isEqualTo(
            "64 ci/bench/run Rivals: '--fast' means nothing: write nothing, or --write FILE\n");
    assertThat(rivals("--write", none.toString()))
        .isEqualTo("64 ci/bench/run Rivals: %s cannot be read: name a page that is there\n", none);
    assertThat(rivals("--write", page.toString()))
        .isEqualTo(
            "64 ci/bench/run Rivals: %s has no place for the table: put the lines"
                + " '<!-- bench: Rivals -->' and '<!-- end -->' where it is to be\n",
            page);
    assertThat(page).hasContent("no marks");
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }
}
