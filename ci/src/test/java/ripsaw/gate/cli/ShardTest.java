package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.gate.worker.FakeWorkers;

/** Commands that run as shards, and what is merged of them. */
@Order(3)
class ShardTest {
  private static final int OF = 3;
  private static final String REPRO = "repros/dragonfly-df9daea-no-stranding.repro";

  @TempDir private Path temp;

  private Ended run(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return Ended.run(FakeWorkers.Believing.class, all.toArray(String[]::new));
  }

  private Path shard(int number) {
    return temp.resolve("shards").resolve("of" + number);
  }

  private Ended shard(int number, List<String> words) {
    return run(words, "--shard", number + "/" + OF, "--into", shard(number).toString());
  }

  private Ended merge(String... more) {
    return run(List.of("merge", temp.resolve("shards").toString()), more);
  }

  private Map<String, String> files(String report) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(temp.resolve(report))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(temp.resolve(report).relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  /** The last line says how long it took. */
  private static String timeless(Ended ended) {
    return ended.out().replaceAll(", [0-9]+ s\n$", "");
  }

  /**
   * Runs a command, then its shards, of which one is killed and run again, and merges them.
   *
   * @param output option that names what is written
   * @param name of that
   */
  private Ended same(List<String> words, String output, String name) throws IOException {
    String[] to = {output, temp.resolve("out").resolve(name).toString()};
    Files.createDirectories(temp.resolve("out"));
    Ended expected = run(words, to);
    Map<String, String> files = files("out");
    for (int number = 1; number <= OF; number++) {
      Ended ended = shard(number, words);
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.out()).startsWith("shard %d/%d: ".formatted(number, OF)).hasLineCount(1);
      assertThat(files("shards/of" + number)).containsOnlyKeys("shard.json", ".ripsaw-wrote");
    }
    Files.delete(shard(2).resolve("shard.json"));
    Ended without = merge(to);
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.out()).isEmpty();
    assertThat(without.err()).startsWith("ripsaw merge: shard 2/3 is missing: run 'ripsaw ");
    shard(2, words);
    for (String old : files("out").keySet()) {
      Files.delete(temp.resolve("out").resolve(old));
    }
    Ended merged = merge(to);
    assertThat(timeless(merged)).isEqualTo(timeless(expected));
    assertThat(merged.exitCode()).isEqualTo(expected.exitCode());
    assertThat(files("out")).isEqualTo(files);
    return expected;
  }

  @Tag("nightly")
  @Test
  void threeShardsOfAGateMergeIntoItsBytes() throws IOException {
    List<String> words = List.of("gate", "--full", "--mutants", "3", "blackbox/bitmap");
    same(words, "--report", "report");
    Path report = temp.resolve("out").resolve("report").resolve("gate.json");
    assertThat(report).exists();
    assertThat(merge("--json").out()).isEqualTo(Files.readString(report));
    Files.delete(shard(2).resolve("shard.json"));
    merge("--report", report.getParent().toString());
    assertThat(report).as("until there is another").exists();
  }

  @Test
  void threeShardsOfMutantsMergeIntoTheirBytes() throws IOException {
    mutantsMerge("6", "20");
  }

  @Tag("nightly")
  @Test
  void soDoThoseOfMore() throws IOException {
    mutantsMerge("20", "50");
  }

  private void mutantsMerge(String sample, String random) throws IOException {
    same(
        List.of("mutants", "blackbox/bitmap", "--sample", sample, "--random", random),
        "--report",
        "report");
    assertThat(temp.resolve("out").resolve("report").resolve("mutants.html")).exists();
  }

  @Test
  void threeShardsOfAnExplorationMergeIntoItsBytes() throws IOException {
    Ended ended =
        same(List.of("explore", "blackbox/bitmap", "--generate", "2x2"), "--repro", "x.repro");
    assertThat(ended.out()).contains("EXHAUSTED");
  }

  @Test
  void threeShardsOfAnExplorationThatGoesWrongMergeIntoTheFirstThatDoes() throws IOException {
    Ended ended =
        same(List.of("explore", "dragonfly/df9daea", "--generate", "2x2"), "--repro", "x.repro");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(temp.resolve("out").resolve("x.repro")).exists();
  }

  /** The shards find out, and say so; the verdict is the merge's, as without shards. */
  @Test
  void aShardWhoseWorkerFailsIsInconclusiveAndSoIsTheWhole() {
    List<String> words = List.of("gate", "--mutants", "0", "blackbox/bitmap");
    for (int number = 1; number <= OF; number++) {
      List<String> all = new ArrayList<>(words);
      all.addAll(List.of("--shard", number + "/" + OF, "--into", shard(number).toString()));
      Ended ended = Ended.run(FakeWorkers.Crashing.class, all.toArray(String[]::new));
      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.err()).contains("could not run: the worker ended with exit code 0");
    }
    Ended merged = merge();
    assertThat(merged.exitCode()).isEqualTo(2);
    assertThat(timeless(merged)).contains("gate: INCONCLUSIVE");
  }

  @ParameterizedTest
  @CsvSource({
    "gate --shard 9/8 --into DIR, '9/8' is no share of a whole: give K/N",
    "gate --shard 0/8 --into DIR, '0/8' is no share of a whole: give K/N",
    "gate --shard 3/8, --shard 3/8 leaves its answers in a directory: add '--into DIR'",
    "gate --into DIR, --into is for a share: add it",
    "gate --shard 3/8 --into DIR --report DIR, --report is made of all shards: leave it to",
    "gate --shard 3/8 --into DIR --json, --json is made of all shards",
    "mutants --search 3 --shard 1/2 --into DIR, --search cannot be shared out: leave out --shard",
    "mutants --lincheck 3 --shard 1/2 --into DIR, --lincheck cannot be shared out",
    "mutants --tests DIR --shard 1/2 --into DIR, --tests cannot be shared out",
    "explore dragonfly/reference --file REPRO --shard 1/2 --into DIR, --file cannot be shared out",
    "spec Exis --cfg DIR --shard 1/2 --into DIR, --cfg cannot be shared out",
    "merge DIR/none, none' is no directory: name those that --into was given",
    "merge, Missing required parameter",
  })
  void wrongUsageIsOneLine(String words, String complaint) {
    Ended ended =
        Ended.run(words.replace("DIR", temp.toString()).replace("REPRO", REPRO).split(" "));
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains(complaint).hasLineCount(1);
    assertThat(ended.out()).isEmpty();
  }
}
