package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkCommandTest {
  @TempDir private Path temp;

  private Path explored() {
    Path repro = temp.resolve("found.repro");
    Ended.run(
        "explore",
        "dragonfly/df9daea",
        "--program",
        "before: cpu0: a = alloc 64; x = alloc 600 | cpu0: b = alloc 64; free x | cpu1: free a"
            + " | cpu2: y = alloc 64",
        "--repro",
        repro.toString());
    return repro;
  }

  @Test
  void whatTheViolationDoesNotNeedIsLeftOut() {
    Path small = temp.resolve("found.small.repro");
    Ended ended = Ended.run("shrink", explored().toString());
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .contains("* links slab0.c0", "\nbefore: 4 operations and 2 beforehand, ")
        .contains("\nafter:  2 operations and 1 beforehand, 2 switches\n")
        .endsWith("\nrepro:  " + small + "\n");
    assertThat(small).content().contains("machine: {cpus: 2, ").doesNotContain("alloc 600", "cpu2");
    assertThat(Ended.run("replay", small.toString()).exitCode()).isZero();
  }

  @Test
  void theSmallerReproGoesWhereItIsTold() {
    Path small = temp.resolve("b.repro");
    assertThat(Ended.run("shrink", explored().toString(), "--out", small.toString()).exitCode())
        .isZero();
    assertThat(small).exists();
    assertThat(temp.resolve("found.small.repro")).doesNotExist();
  }

  @Test
  void aReproOfNoViolationCannotBeMadeSmaller() throws IOException {
    Path repro = explored();
    Files.writeString(repro, Files.readString(repro).replace("VIOLATED no-stranding", "HOLDS"));
    Ended ended = Ended.run("shrink", repro.toString());
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("expects HOLDS: only a violation").hasLineCount(1);
  }

  @Test
  void aScheduleThatFitsNoMoreIsInconclusiveInTheWordsOfReplay() throws IOException {
    Path repro = explored();
    Files.writeString(repro, Files.readString(repro).replace("/df9daea", "/reference"));
    Ended ended = Ended.run("shrink", repro.toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .hasLineCount(1)
        .isEqualTo(Ended.run("replay", repro.toString()).err().replace(" replay", " shrink"));
    assertThat(temp.resolve("found.small.repro")).doesNotExist();
  }

  @Test
  void aScheduleThatComesToSomethingElseIsInconclusive() throws IOException {
    Path repro = temp.resolve("holds.repro");
    Files.writeString(
        repro,
        """
        ripsaw repro 1
        subject: dragonfly/reference
        memory:  sc
        cpu0:    tidy
        expect:  VIOLATED zeroing
        schedule:
          cpu0 2  mask
        """);
    Ended ended = Ended.run("shrink", repro.toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .contains("not as expected: the file expects VIOLATED zeroing, and it came to HOLDS")
        .hasLineCount(1);
  }
}
