package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateOptionsTest {
  private static Ended explore(String subject, String... options) {
    List<String> command = new ArrayList<>(List.of("explore", subject));
    command.addAll(List.of(options));
    return Ended.run(command.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "dragonfly/reference, 134",
    "dragonfly/kmalloc_obj-reference, 196",
    "blackbox/bitmap, 53"
  })
  void everyVerbOfAFamilyIsThere(String subject, int programs) {
    Ended ended = explore(subject, "--generate", "1x2", "--verbs", "all");
    assertThat(ended.out())
        .contains(subject + ": " + programs + " programs of 1 operation on each of 2 cpus\n")
        .contains("\nEXHAUSTED  ");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void sizesAndTheMachineAreChosen() {
    Ended ended =
        explore(
            "dragonfly/reference",
            "--generate",
            "1x2",
            "--verbs",
            "alloc,free",
            "--sizes",
            "64,600",
            "--machine",
            "{cpus: 2, pages: 8, slab-pages: 4}");
    assertThat(ended.out())
        .contains("23 programs of 1 operation on each of 2 cpus\n")
        .containsPattern("largest: .* machine: \\{.*pages: 8, .*slab-pages: 4}")
        .contains("\nEXHAUSTED  ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          --generate 1x2 --verbs alloc,jump # --verbs: 'jump': expected 'all', or some of alloc, alloc-in-interrupt, free, free-in-interrupt, realloc, signals, tidy, destroy-type
          --generate 1x2 --sizes 64,big     # --sizes '64,big': expected numbers of bytes, as 64,100
          --generate 1x2 --sizes -1         # --sizes '-1': expected numbers of bytes, as 64,100
          --generate 1x2 --machine {cpus:1} # --machine: it has 1 cpus, and the programs 2
          --generate 1x2 --machine {bits:1} # --machine: 'bits': expected cpus, chunks-per-slab, pages, cached-slabs, slab-pages, signals, page-bytes or nodes
          --generate 3x3 --verbs all        # --generate 3x3 of these verbs and sizes is millions of programs: give fewer
          --suite --verbs all               # --verbs is for --generate: add it, as '--generate 2x2'
          --suite --sizes 64                # --sizes is for --generate: add it, as '--generate 2x2'
          --suite --machine {cpus:2}        # --machine is for --generate: add it, as '--generate 2x2'
          """)
  void whatMeansNothingIsRefusedInOneLine(String options, String message) {
    Ended ended = explore("dragonfly/reference", options.split(" "));
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains(message).hasLineCount(1);
  }

  @Test
  void verbsThatMakeNoProgramAreRefused() {
    Ended ended =
        explore(
            "dragonfly/reference", "--generate", "1x2", "--verbs", "free", "--before", "signals");
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("these verbs make no program: add 'alloc'").hasLineCount(1);
  }

  /** There are ten thousands of these, which a second does not make. */
  @Test
  void theTimeThatItTakesToMakeTheProgramsIsPartOfTheBudget() {
    Ended ended =
        Ended.run("explore", "dragonfly/reference", "--generate", "3x3", "--budget", "1s");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .hasLineCount(1)
        .contains("--generate 3x3: the time was up before all programs were made: give more");
  }
}
