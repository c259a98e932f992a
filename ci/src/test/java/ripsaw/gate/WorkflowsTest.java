package ripsaw.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub is told to run; it cannot be run here but for the script of the action. */
class WorkflowsTest {
  private static final Pattern USES = Pattern.compile("(?m)^\\s*(?:- )?uses: (\\S+)(.*)$");

  private static final String ACTION = "actions/ripsaw/action.yml";

  @TempDir private Path temp;

  private static Path github() {
    return ArchitectureTest.root().resolve(".github");
  }

  private static String text(String file) throws IOException {
    return Files.readString(github().resolve(file));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(github())) {
      return all.filter(file -> file.toString().endsWith(".yml")).toList();
    }
  }

  @Test
  void everyActionIsACommitWithItsVersionOrOneOfThisRepository() throws IOException {
    int found = 0;
    for (Path file : files()) {
      Matcher uses = USES.matcher(Files.readString(file));
      while (uses.find()) {
        found++;
        if (uses.group(1).startsWith("./")) {
          assertThat(ArchitectureTest.root().resolve(uses.group(1)).resolve("action.yml")).exists();
        } else {
          assertThat(uses.group(1)).as(file.toString()).matches("[\\w./-]+@[0-9a-f]{40}");
          assertThat(uses.group(2)).as(uses.group(1)).matches(" # v\\d+\\.\\d+\\.\\d+");
        }
      }
    }
    assertThat(found).isGreaterThan(8);
  }

  /** A script with an input in it would run what somebody wrote into the input. */
  @Test
  void noScriptHasAnExpressionInItThatOthersCanSet() throws IOException {
    for (Path file : files()) {
      for (String line : Files.readAllLines(file)) {
        if (line.contains("run:")) {
          assertThat(line).as(file.toString()).doesNotContain("inputs.", "head_ref", ".title");
        }
      }
    }
    assertThat(script()).doesNotContain("${{");
  }

  @Test
  void eachPushAsksOfAnotherSeedThroughTheAction() throws IOException {
    assertThat(text("workflows/gate.yml"))
        .contains(
            "- uses: ./.github/actions/ripsaw\n",
            "args: --seed ${{ inputs.seed || github.run_number }}\n");
  }

  @Test
  void whatIsKeptAndTheReportAreSavedWhateverTheGateSays() throws IOException {
    String action = text(ACTION);
    assertThat(action.split("ci/target/tlc\n\\s*ci/target/findings\n\\s*ci/target/mutants\n", -1))
        .hasSize(3);
    String afterwards = action.substring(action.indexOf("ci/ripsaw gate \"${words[@]}\""));
    assertThat(afterwards.split("\n    - ", -1))
        .hasSize(3)
        .satisfies(steps -> assertThat(steps[1]).startsWith("if: always() && "))
        .satisfies(steps -> assertThat(steps[1]).contains("actions/cache/save@"))
        .satisfies(steps -> assertThat(steps[2]).startsWith("if: always() && "))
        .satisfies(steps -> assertThat(steps[2]).contains("actions/upload-artifact@"));
  }

  @Test
  void theActionPassesItsInputsOnAndEndsAsTheGateDoes() throws Exception {
    Path command = Files.createDirectories(temp.resolve("ci")).resolve("ripsaw");
    Files.writeString(command, "#!/bin/sh\nprintf '<%s>' \"$@\"\nexit 3\n");
    assertThat(command.toFile().setExecutable(true)).isTrue();
    assertThat(run("--full  --seed 7\ndragonfly/reference *", "my report"))
        .endsWith("\n<gate><--full><--seed><7><dragonfly/reference><*><--report><my report>3")
        .startsWith("ci/ripsaw gate --full --seed 7 ");
    assertThat(run("", "")).isEqualTo("ci/ripsaw gate \n<gate>3");
    assertThat(run("$(exit) `exit` ;exit", "")).endsWith("\n<gate><$(exit)><`exit`><;exit>3");
  }

  private static String script() throws IOException {
    Matcher script = Pattern.compile("(?s)      run: \\|\n(.*?)\n    - ").matcher(text(ACTION));
    assertThat(script.find()).isTrue();
    return script.group(1).indent(-8);
  }

  /** As GitHub runs bash. */
  private String run(String args, String report) throws Exception {
    ProcessBuilder bash =
        new ProcessBuilder("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script())
            .directory(temp.toFile())
            .redirectErrorStream(true);
    bash.environment().putAll(Map.of("ARGS", args, "REPORT", report));
    Process process = bash.start();
    String out = new String(process.getInputStream().readAllBytes());
    return out + process.waitFor();
  }
}
