package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.gate.OtherJvm;
import ripsaw.gate.OtherJvm.Ended;
import ripsaw.gate.text.Build;

/** The project that somebody begins with. That its test runs is tested where its library is. */
class NewCommandTest {
  @TempDir private Path temp;

  private Ended ripsaw(String... args) throws IOException, InterruptedException {
    return new OtherJvm(Files.createDirectories(temp.resolve("here")), temp).ripsaw(args);
  }

  private Stream<String> files() throws IOException {
    Path here = temp.resolve("here");
    try (Stream<Path> all = Files.walk(here)) {
      return all
          .filter(Files::isRegularFile)
          .map(file -> here.relativize(file).toString())
          .filter(file -> !file.matches("out|err"))
          .toList()
          .stream();
    }
  }

  @Test
  void itWritesAProjectOfThisVersion() throws Exception {
    Ended ended = ripsaw("new", "my-heap");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("next: cd my-heap && mvn test");
    assertThat(files())
        .containsExactlyInAnyOrder(
            "my-heap/pom.xml",
            "my-heap/.gitignore",
            "my-heap/README.md",
            "my-heap/src/test/java/myheap/TreiberTest.java");
    assertThat(temp.resolve("here/my-heap/pom.xml"))
        .content()
        .contains("<version>" + Build.version() + "</version>", "<artifactId>my-heap</artifactId>")
        .doesNotContain("@");
    assertThat(temp.resolve("here/my-heap/src/test/java/myheap/TreiberTest.java"))
        .content()
        .startsWith("package myheap;");
  }

  @Test
  void itTakesADirectoryThatIsEmptyAndNoOther() throws Exception {
    Files.createDirectories(temp.resolve("here/empty"));
    assertThat(ripsaw("new", "empty").exitCode()).isZero();
    Ended ended = ripsaw("new", "empty");
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("'empty' is there, and not empty").hasLineCount(1);
    assertThat(files()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "../up", "int", "a b", "a/b", "-x-", "1st"})
  void aBadNameIsALineAndNothingIsWritten(String name) throws Exception {
    Ended ended = ripsaw("new", "--", name);
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("is no name: give at most 40 small").hasLineCount(1);
    assertThat(files()).isEmpty();
  }
}
