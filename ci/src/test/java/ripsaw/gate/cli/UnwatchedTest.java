package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnwatchedTest {
  @TempDir private Path temp;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeEach
  void theUsersJarIsThere() {
    Thread.currentThread().setContextClassLoader(StalePush.loader(JavaStack.class));
  }

  @AfterEach
  void theUsersJarIsGone() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @ParameterizedTest
  @CsvSource({
    JavaStack.COUNTS + ",ripsaw.gate.cli.JavaStack$Counting.frees[0] changes after the start",
    JavaStack.DICE + ",ripsaw.gate.cli.JavaStack$Dice.random is a java.util.Random"
  })
  void exploreIsInconclusiveInOneLineThatNamesTheField(String subject, String complaint) {
    Ended ended =
        Ended.run(
            "explore",
            subject,
            "--program",
            "before: cpu0: a = alloc 64 | cpu1: free a",
            "--repro",
            temp.resolve("found.repro").toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("ripsaw explore: " + subject + ": " + complaint)
        .hasLineCount(1);
  }

  @Test
  void theSuiteIsNotExploredEither() {
    Ended ended = Ended.run("explore", JavaStack.COUNTS, "--suite");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("Counting.frees[0] changes").hasLineCount(1);
  }
}
