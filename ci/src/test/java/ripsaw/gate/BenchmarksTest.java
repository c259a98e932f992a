package ripsaw.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** They are run by hand, so nothing else would notice that one does not compile any more. */
class BenchmarksTest {
  @TempDir private Path classes;

  @Test
  void everyBenchmarkCompiles() throws IOException {
    List<String> args = new ArrayList<>(List.of("-d", classes.toString()));
    try (Stream<Path> files = Files.list(Path.of("bench"))) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(file -> args.add("" + file));
    }
    assertThat(args).hasSizeGreaterThan(2);
    // The oracle lives in the explorer's tests.
    Path tests = Path.of("../linearizability/target/test-classes");
    String path = System.getProperty("java.class.path") + File.pathSeparator + tests;
    args.addAll(List.of("-classpath", path));
    int failed =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new));
    assertThat(failed).isZero();
  }
}
