package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptCommandTest {
  @TempDir private Path temp;
  @TempDir private Path corpus;
  private Path repro;
  private String text;

  @BeforeEach
  void explore() throws IOException {
    repro = temp.resolve("found.repro");
    Ended.run(
        "explore",
        "dragonfly/df9daea",
        "--program",
        "before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a",
        "--repro",
        repro.toString());
    text = Files.readString(repro);
  }

  private Ended accept(String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "accept";
    args[1] = repro.toString();
    args[2] = "--corpus";
    args[3] = corpus.toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return Ended.run(args);
  }

  @Test
  void aReproIsAcceptedUnderItsSubjectAndPropertyInTheFormThatAllHave() throws IOException {
    Files.writeString(repro, text.replace("subject:", "# seen on a Monday\nsubject:   "));
    Ended ended = accept();
    Path accepted = corpus.resolve("dragonfly-df9daea-no-stranding.repro");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .isEqualTo("as expected: VIOLATED no-stranding\naccepted: " + accepted + "\n");
    assertThat(Files.readString(accepted)).isEqualTo(text);
  }

  @Test
  void whatIsThereAlreadyIsNotReplacedByAnother() throws IOException {
    accept();
    assertThat(accept().out()).contains("there already: ");
    assertThat(accept().exitCode()).isZero();
    Path accepted = corpus.resolve("dragonfly-df9daea-no-stranding.repro");
    Files.writeString(accepted, "another\n");
    Ended ended = accept();
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("differs: give another --name").hasLineCount(1);
    assertThat(accepted).hasContent("another");
    assertThat(accept("--name", "second").exitCode()).isZero();
    assertThat(Files.readString(corpus.resolve("second.repro"))).isEqualTo(text);
  }

  @Test
  void whatIsThereAndIsNoTextDiffers() throws IOException {
    Path there = corpus.resolve("dragonfly-df9daea-no-stranding.repro");
    Files.write(there, new byte[] {(byte) 0xff});
    Ended ended = accept();
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("differs: give another --name").hasLineCount(1);
    assertThat(there).hasBinaryContent(new byte[] {(byte) 0xff});
  }

  @Test
  void whatDoesNotComeAsExpectedIsNotAccepted() throws IOException {
    Files.writeString(repro, text.replace("VIOLATED no-stranding", "HOLDS"));
    assertThat(accept().exitCode()).isEqualTo(1);
    Files.writeString(repro, text.replace("cas slab0.remote", "cas slab0.signal"));
    assertThat(accept().exitCode()).isEqualTo(2);
    assertThat(corpus).isEmptyDirectory();
  }

  @Test
  void aNameThatIsTooLongIsNoticedBeforeTheReplay() {
    Ended ended = accept("--name", "a".repeat(300));
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("--name").hasLineCount(1);
  }
}
