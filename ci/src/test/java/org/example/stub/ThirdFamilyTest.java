package org.example.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.gate.OtherJvm;
import ripsaw.gate.OtherJvm.Ended;

/**
 * A dry run of a family more: what stands in this package and in {@code src/test/stub} is all that
 * it takes. The latter is on the class path of the processes that are started here and of nothing
 * else, so no other test meets the family.
 */
class ThirdFamilyTest {
  private static final String BROKEN = "museum/count-in-two-steps";
  private static final String FAMILY = "src/test/stub";

  @TempDir private Path temp;

  private Ended ripsaw(String... args) throws IOException, InterruptedException {
    return new OtherJvm(temp, Path.of(FAMILY)).ripsaw(args);
  }

  @Test
  void itsSubjectIsListed() throws Exception {
    assertThat(ripsaw("subjects").out()).contains("stub/heap", "dragonfly/reference");
  }

  @Test
  void itsPropertyIsListedWithTheCheckersThatSeeIt() throws Exception {
    assertThat(ripsaw("properties").out())
        .containsPattern("bits-counted +design +census +tlc lincheck explorer jqwik ");
  }

  @Test
  void theExplorerSeesAllOfItsPrograms() throws Exception {
    Ended ended = ripsaw("explore", "stub/heap", "--suite", "--memory", "ra");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("EXHAUSTED").contains("bits-counted found after");
  }

  @Test
  void whatIsFoundIsReplayedAndDrawn() throws Exception {
    Ended explored = ripsaw("explore", BROKEN, "--suite", "--repro", "found.repro");
    assertThat(explored.exitCode()).as(explored.err()).isEqualTo(1);
    assertThat(explored.out()).contains("VIOLATED bits-counted: 1 chunks are free");
    Ended replayed = ripsaw("replay", "found.repro", "--html", "found.html");
    assertThat(replayed.exitCode()).as(replayed.err()).isZero();
    assertThat(replayed.out()).contains("as expected: VIOLATED bits-counted");
    assertThat(temp.resolve("found.html")).content().contains("\"name\":\"heap\"", "c0 (a)");
  }

  @Test
  void itsOwnVerbIsAWordOfAProgram() throws Exception {
    Ended ended = ripsaw("explore", "stub/heap", "--program", "cpu0: count | cpu1: a = alloc 64");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    Ended other = ripsaw("explore", "dragonfly/reference", "--program", "cpu0: count");
    assertThat(other.exitCode()).isEqualTo(64);
    assertThat(other.err()).contains("a slab allocator has no count");
  }

  @Test
  void itIsCounted() throws Exception {
    Ended ended = ripsaw("stat", "stub/heap", "--program", "cpu0: a = alloc 64 | cpu1: count");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("FREE +TAKEN\n1 +1\n")
        .containsPattern("CPU +type0 COUNT +BYTES\ncpu0 +[+]1 +[+]64\nsum +[+]1 +[+]64\n")
        .contains("cancels: the slots sum to 1 chunk of 64 bytes");
  }

  @Test
  void itsModelsAreAsItsManifestSays() throws Exception {
    Ended ended = ripsaw("spec", "StubHeap");
    assertThat(ended.exitCode()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("PASS  2 models as expected, 1 violated");
  }

  @Test
  void itsBridgeCanBeCrossedBothWays() throws Exception {
    Ended ended =
        new OtherJvm(temp, Path.of(FAMILY))
            .java("org.example.stub.bridge.StubCrossing", "StubHeap");
    assertThat(ended.out())
        .as(ended.err())
        .contains("code follows spec: holds, 494 of 494 edges\n")
        .contains("spec follows code: holds, 12 executions\n")
        .contains("caught: [true, true, true, true]\n");
  }

  @Test
  void itPassesTheGateOfAllFourCheckers() throws Exception {
    Files.createDirectory(temp.resolve("repros"));
    ripsaw("explore", BROKEN, "--suite", "--repro", "repros/stub.repro");
    Ended ended = ripsaw("gate", "stub/heap", "--mutants", "2", "--report", "report");
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern(BROKEN + " +bits-counted +tlc lincheck explorer jqwik .* KILLED\n")
        .containsPattern(
            "bits-counted +tlc EXHAUSTED +lincheck BOUNDED.* +explorer EXHAUSTED +jqwik SAMPLED")
        .contains("gate: PASS  1 mutant killed, 1 repro replayed as expected, 1 subject shown to");
    assertThat(temp.resolve("report/index.html")).content().contains("stub/heap", "bits-counted");
  }

  @Test
  void aBrokenOneFails() throws Exception {
    Files.createDirectory(temp.resolve("repros"));
    Ended ended = ripsaw("gate", BROKEN);
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(1);
    assertThat(ended.out()).contains("gate: FAIL  " + BROKEN + ": violates bits-counted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spec", "impl", "linearizability", "properties", "ci"})
  void noFileOfMainNamesIt(String room) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", room, "src", "main"))) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                      .doesNotContain("org.example", "StubHeap", "bits-counted"));
    }
  }
}
