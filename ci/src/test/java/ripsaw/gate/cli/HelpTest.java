package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the script says of itself before anything is built is what the command line says. */
class HelpTest {
  private static final Path FILES = root().resolve("ci/help");

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static List<String> commands() {
    return Pattern.compile("(?m)^  ([a-z]+) ")
        .matcher(Ended.run("--help").out().replaceFirst("(?s).*\nCommands:", ""))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void eachFileIsTheHelpOfItsCommand() throws IOException {
    assertThat(FILES.resolve("ripsaw.txt")).content().isEqualTo(Ended.run("--help").out());
    for (String command : commands()) {
      assertThat(FILES.resolve(command + ".txt"))
          .as("write it anew: ci/ripsaw %s --help > ci/help/%1$s.txt", command)
          .content()
          .isEqualTo(Ended.run(command, "--help").out());
    }
  }

  @Test
  void thereIsNoFileMore() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files).hasSize(commands().size() + 1);
    }
  }

  @Test
  void helpSaysTheSameAsTheOption() {
    assertThat(Ended.run("help", "explore").out()).isEqualTo(Ended.run("explore", "-h").out());
    assertThat(Ended.run("help").out()).isEqualTo(Ended.run("-h").out());
    assertThat(Ended.run("help", "frob").exitCode()).isEqualTo(64);
  }

  @Test
  void noLineOfAnExampleIsBroken() {
    assertThat(Ended.run("explore", "--help").out())
        .contains("    'before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a'\n");
  }

  @Test
  void aShellIsToldOfEveryCommandAndOption() {
    assertThat(Ended.run("completion").out())
        .startsWith("#!/usr/bin/env bash")
        .contains("explore", "--program", "--class-path", "--corpus");
  }
}
