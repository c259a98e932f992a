package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.gate.report.StatReport;
import ripsaw.machine.Shape;
import ripsaw.spec.Census;
import ripsaw.subject.Statistics;

class StatCommandTest {
  private static final String OBJECTS = "dragonfly/kmalloc_obj-reference";

  /** Four objects of cpu0 in two slabs, two of which cpu1 frees; and one of the other type. */
  private static final String PROGRAM =
      "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; e = alloc 100 limited"
          + " | cpu0: d = alloc 64 | cpu1: free a; free b";

  @TempDir private Path temp;

  private static Ended stat(String subject, String program, String... more) {
    String[] args = new String[4 + more.length];
    System.arraycopy(new String[] {"stat", subject, "--program", program}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    return Ended.run(args);
  }

  @Test
  void aFreeByAnotherCpuIsOwedByOneSlotToTheOtherAndTheSumCancels() {
    Ended ended = stat(OBJECTS, PROGRAM);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .startsWith(OBJECTS + ", after machine: {cpus: 2, ")
        .containsPattern("\ncpu0 +[+]4 +[+]256 +[+]1 +[+]128 +0 +0 +0\n")
        .containsPattern("\ncpu1 +-2 +-128 +0 +0 +0 +0 +0\n")
        .containsPattern("\nsum +[+]2 +[+]128 +[+]1 +[+]128\n")
        .endsWith(
            "\ncancels: the slots sum to 3 objects of 256 bytes;"
                + " in use: 3 objects of 256 bytes\n");
  }

  @Test
  void aZoneSaysWhereItsSlabsAre() throws IOException {
    JsonNode zone = stat(OBJECTS, PROGRAM, "--json").json().at("/zones/0");
    assertThat(zone)
        .hasToString(
            "{\"zone\":0,\"objectBytes\":64,\"inUse\":2,\"bytes\":128,\"available\":2,\"slabs\":2,"
                + "\"active\":1,\"alternate\":1,\"partial\":0,\"full\":0,\"empty\":0}");
  }

  @Test
  void aSlabThatItsZoneNeedsNoMoreIsCachedForTheCpuThatMadeIt() throws IOException {
    // Six objects are three slabs; of what cpu0 is done with, the poller keeps one and retires one.
    String program =
        "machine: {cpus: 2, chunks-per-slab: 2, pages: 8, cached-slabs: 1} | before: cpu0:"
            + " a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; f = alloc 64;"
            + " g = alloc 64; h = alloc 64; free a; free b; free c; free d;"
            + " tidy; tidy; tick; signals; tick; signals; tick; signals; tick; signals; tidy; tidy"
            + " | cpu1: signals";
    JsonNode json =
        stat(OBJECTS, program.replace("tick; signals", "tick; cpu1: signals; cpu0: tidy"), "--json")
            .json();
    assertThat(json.at("/zones/0/full").asInt()).isEqualTo(1);
    assertThat(json.at("/cached/0")).hasToString("{\"cpu\":0,\"count\":1,\"own\":0,\"remote\":1}");
    assertThat(json.at("/cancels").asBoolean()).isTrue();
  }

  @Test
  void ofSizeClassesItSaysWhereEachCpusChunksAre() throws IOException {
    JsonNode json = stat("dragonfly/reference", PROGRAM, "--json").json();
    assertThat(json.has("zones")).isFalse();
    // The first slab was parked, and the first free listed it again; the second waits in its list.
    assertThat(json.at("/classes/0"))
        .hasToString(
            "{\"cpu\":0,\"chunkBytes\":64,\"inUse\":2,\"bytes\":128,\"local\":1,\"unused\":0,"
                + "\"remote\":1,\"slabs\":2,\"listed\":1,\"parked\":1}");
    assertThat(json.at("/sum")).isEqualTo(json.at("/inUse"));
    assertThat(json.at("/sum")).hasToString("{\"count\":3,\"bytes\":232}");
  }

  @Test
  void pagesOfTheirOwnAreInUseAndARippedSlabIsCached() throws IOException {
    String program =
        "machine: {cpus: 2, chunks-per-slab: 2, pages: 8, cached-slabs: 2} | cpu0: a = alloc 1500;"
            + " b = alloc 64; c = alloc 64; d = alloc 64; free d; free b; free c";
    JsonNode json = stat("dragonfly/reference", program, "--json").json();
    assertThat(json.at("/inUse")).hasToString("{\"count\":1,\"bytes\":1536}");
    assertThat(json.at("/cancels").asBoolean()).isTrue();
    assertThat(json.at("/cached/0/count").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dragonfly/cfc3386", "dragonfly/f86fcbe", "dragonfly/e9dbfea"})
  void everyVersionHasItsStatistics(String subject) throws IOException {
    JsonNode json = stat(subject, PROGRAM, "--json").json();
    assertThat(json.at("/cancels").asBoolean()).isTrue();
    assertThat(json.at("/inUse/count").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsViolatedOnTheWayIsSaidAndEndsWithOne() {
    Ended ended = stat("dragonfly/5fee07e", PROGRAM);
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).contains("\nVIOLATED cpu-local: ");
  }

  @Test
  void slotsThatDoNotCancelAreSaidNotTo() {
    Census lost =
        new KfreeCensus(
            List.of(), Map.of(), true, List.of(new Census.Account(0, 2, 128)), Set.of(), false);
    Statistics counted = new KfreeFamily().count(lost, Shape.small(2, 2, 4)).orElseThrow();
    StatReport report = StatReport.of("a/b", "cpu0: …", lost, counted, List.of());
    assertThat(report.cancels()).isFalse();
    assertThat(report.lines())
        .contains(
            "DOES NOT CANCEL: the slots sum to 2 chunks of 128 bytes; in use: 0 chunks of 0 bytes");
  }

  @Test
  void aProgramFileWillDo() throws IOException {
    Path file = temp.resolve("a.program");
    Files.writeString(file, "subject: " + OBJECTS + "\ncpu0: a = alloc 64\ncpu1: free a\n");
    Ended ended = Ended.run("stat", "--file", file.toString());
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).contains("\ncancels: the slots sum to 0 objects of 0 bytes; in use: 0");
  }
}
