package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that commands write: nothing of the user's is lost for them. */
class OutputFilesTest {
  private static final String PROGRAM =
      "before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a";

  @TempDir private Path temp;

  private Path repro;
  private String text;

  @BeforeEach
  void explore() throws IOException {
    repro = temp.resolve("found.repro");
    assertThat(explore("--repro", repro.toString()).exitCode()).isEqualTo(1);
    text = Files.readString(repro);
  }

  private static Ended explore(String... options) {
    return Ended.run(
        List.of(List.of("explore", "dragonfly/df9daea", "--program", PROGRAM), List.of(options))
            .stream()
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private static void assertRefused(Ended ended, String why) {
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains(why).hasLineCount(1);
    assertThat(ended.out()).isEmpty();
  }

  private void assertNothingIsLeft() throws IOException {
    try (var files = Files.list(temp)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("unfinished"));
    }
  }

  @Test
  void aDeviceOrAPipeIsNotReplaced() throws Exception {
    Path pipe = temp.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (String file : List.of("/dev/null", "/dev/full", pipe.toString())) {
      for (String option : List.of("--repro", "--html", "--markdown")) {
        assertRefused(explore(option, file), file + "' cannot be written");
      }
      assertRefused(Ended.run("shrink", repro.toString(), "--out", file), "is no regular file");
      assertThat(Path.of(file)).exists();
      assertThat(Files.isRegularFile(Path.of(file))).as(file).isFalse();
    }
    assertNothingIsLeft();
  }

  @Test
  void whatALinkLeadsToIsReplacedAndNotTheLink() throws IOException {
    Path file = Files.writeString(temp.resolve("file.html"), "old");
    Path link = Files.createSymbolicLink(temp.resolve("link.html"), Path.of("file.html"));
    assertThat(Ended.run("replay", repro.toString(), "--html", link.toString()).exitCode())
        .isZero();
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).contains("<html");
    Path nowhere = Files.createSymbolicLink(temp.resolve("nowhere"), Path.of("not/there"));
    assertRefused(explore("--repro", nowhere.toString()), "is a link that leads to nothing");
    assertThat(nowhere).isSymbolicLink();
    assertNothingIsLeft();
  }

  @Test
  void aReadOnlyFileIsNotReplaced() throws IOException {
    Path file = Files.writeString(temp.resolve("kept.html"), "kept");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertRefused(explore("--html", file.toString()), "is read-only");
    assertThat(file).hasContent("kept");
  }

  @Test
  void oneFileForTwoIsRefused() throws IOException {
    String one = temp.resolve("one").toString();
    String same = temp.resolve("./one").toString();
    assertRefused(explore("--repro", one, "--html", same), "is the file of --repro, too");
    assertRefused(explore("--html", one, "--markdown", same), "is the file of --html, too");
    assertThat(Path.of(one)).doesNotExist();
    assertRefused(
        Ended.run("merge", one, "--html", one, "--repro", same), "is the file of --html, too");
  }

  @Test
  void noFileThatIsReadIsReplaced() throws IOException {
    Path link = Files.createLink(temp.resolve("other-name.repro"), repro);
    for (String file : List.of(repro.toString(), link.toString())) {
      assertRefused(
          Ended.run("shrink", repro.toString(), "--out", file), "is the file of the repro, too");
      for (String option : List.of("--html", "--markdown")) {
        assertRefused(
            Ended.run("replay", repro.toString(), option, file), "is the file of the repro, too");
        assertRefused(
            Ended.run("explore", "--file", repro.toString(), option, file),
            "is the file of --file, too");
      }
    }
    assertThat(repro).hasContent(text);
  }

  /** As the corpus is renewed. */
  @Test
  void aReproMayBeFoundAnewInItsPlace() throws IOException {
    Files.writeString(repro, text.replace("subject:", "# seen on a Monday\nsubject:   "));
    assertThat(
            Ended.run("explore", "--file", repro.toString(), "--repro", repro.toString())
                .exitCode())
        .isEqualTo(1);
    assertThat(Files.readString(repro)).isEqualTo(text);
  }
}
