package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {
  @TempDir private Path temp;
  private Path repro;
  private Ended explored;

  @BeforeEach
  void explore() {
    repro = temp.resolve("found.repro");
    explored =
        Ended.run(
            "explore",
            "dragonfly/df9daea",
            "--program",
            "before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a",
            "--repro",
            repro.toString());
  }

  private Ended replay(String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "replay";
    args[1] = repro.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return Ended.run(args);
  }

  private void change(String from, String to) throws IOException {
    String text = Files.readString(repro);
    assertThat(text).contains(from);
    Files.writeString(repro, text.replace(from, to));
  }

  @Test
  void itDrawsByteForByteWhatTheExplorerDrew() {
    Ended ended = replay();
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).isEmpty();
    String lastLine = "\nas expected: VIOLATED no-stranding\n";
    assertThat(ended.out()).startsWith("subject: dragonfly/df9daea\n").endsWith(lastLine);
    String lanes = ended.out().substring(0, ended.out().length() - lastLine.length());
    assertThat(explored.out()).contains("\n\n" + lanes + "\nrepro:  ");
    assertThat(replay().out()).isEqualTo(ended.out());
  }

  @Test
  void withAllEveryAccessHasALine() {
    assertThat(replay().out()).contains("plain accesses");
    assertThat(replay("--all").out()).doesNotContain("plain accesses");
  }

  @Test
  void aScheduleThatFitsNoMoreEndsWithTwoAndSaysWhereAndWhatToDo() throws IOException {
    change("cas slab0.remote", "cas slab0.signal");
    Ended ended = replay();
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .hasLineCount(1)
        .startsWith("ripsaw replay: " + repro + ": the schedule no longer fits: turn 3 of cpu1")
        .contains("; explore the program again: ripsaw explore --file " + repro);
  }

  @Test
  void anExecutionThatComesToSomethingElseThanExpectedEndsWithOne() throws IOException {
    change("VIOLATED no-stranding", "HOLDS");
    Ended ended = replay();
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out())
        .endsWith(
            "not as expected: the file expects HOLDS, and it came to VIOLATED no-stranding\n");
  }

  @Test
  void aMalformedLineIsNamedWithItsFileAndItsNumber() throws IOException {
    change("memory:  sc", "memory:  weak");
    Ended ended = replay();
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err())
        .isEqualToIgnoringNewLines(
            "ripsaw replay: " + repro + ": line 3: 'weak': expected sc, tso or ra");
  }

  @Test
  void aSubjectThatIsNotThereIsAnInputError() throws IOException {
    change("dragonfly/df9daea", "dragonfly/df9dae");
    Ended ended = replay();
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err())
        .startsWith("ripsaw replay: " + repro + ": unknown subject 'dragonfly/df9dae'")
        .contains("did you mean 'dragonfly/df9daea'?")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "shrink"})
  void aProgramThatItsSubjectCannotRunIsRefused(String command) throws IOException {
    change("dragonfly/df9daea", "dragonfly/56c9ecc");
    change("a = alloc 64", "a = alloc 100");
    Ended ended = Ended.run(command, repro.toString());
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .hasLineCount(1)
        .contains(repro + ": 'a = alloc 100': the objects of this type have 64 bytes");
    assertThat(temp).isDirectoryNotContaining("regex:.*small.*");
  }

  @Test
  void aProgramAloneIsToBeExplored() throws IOException {
    Files.writeString(repro, "subject: dragonfly/reference\ncpu0: a = alloc 64\n");
    Ended ended = replay();
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("without a schedule: 'ripsaw explore --file").hasLineCount(1);
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Files.write(repro, new byte[] {(byte) 0xff, 0, (byte) 0xfe});
    Ended ended = replay();
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("is no text in UTF-8").hasLineCount(1);
  }

  @Test
  void thePicturesAndTheJsonAreThoseOfTheSameExecution() throws IOException {
    Path html = temp.resolve("a.html");
    Path markdown = temp.resolve("a.md");
    JsonNode json =
        replay("--json", "--html", html.toString(), "--markdown", markdown.toString()).json();
    assertThat(json.at("/asExpected").asBoolean()).isTrue();
    assertThat(json.at("/came").asText()).isEqualTo("VIOLATED no-stranding");
    assertThat(json.at("/recording/violation/property").asText()).isEqualTo("no-stranding");
    assertThat(html).content().contains("links slab0.c0");
    assertThat(markdown).content().contains("links slab0");
  }

  @Test
  void aPictureThatCannotBeWrittenIsRefusedBeforeAnythingIsPrinted() {
    Ended ended = replay("--html", temp.resolve("no/such/a.html").toString());
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("its directory is not there").hasLineCount(1);
  }
}
