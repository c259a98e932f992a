package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.gate.corpus.Corpus;
import ripsaw.gate.worker.FakeWorkers;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;

/** The command line, with workers that check nothing. */
@Order(1)
class MainTest {
  private static final Class<?> NONE = FakeWorkers.Hanging.class;

  private static final Map<String, String> GITHUB = Map.of("GITHUB_ACTIONS", "true");

  @TempDir private Path temp;

  static Stream<Arguments> wrongUsages() {
    return Stream.of(
        Arguments.of("", "no command"),
        Arguments.of("gat", "unknown command 'gat': give one of gate, "),
        Arguments.of("--frob", "unknown option '--frob'"),
        Arguments.of("gate --frob", "unknown option '--frob': see 'ripsaw gate --help'"),
        Arguments.of("gate --budget 0s", "'0s' is not a time above zero"),
        Arguments.of("gate --budget abc", "'abc' is not a time above zero"),
        Arguments.of("gate --budget -1s", "'-1s' is not a time above zero"),
        Arguments.of("gate --budget 90", "'90' is not a time above zero"),
        Arguments.of("gate --budget 9999999s", "'9999999s' is not a time above zero"),
        Arguments.of("gate --budget", "'--budget'"),
        Arguments.of("gate --budget 1s --budget 2s", "'--budget'"),
        Arguments.of("gate --seed x", "'x' is not a whole number"),
        Arguments.of("gate --seed 99999999999999999999", "is not a whole number"),
        Arguments.of("gate --mutants -1", "'-1' is not a number from 0"),
        Arguments.of("gate --mutants 1000000", "'1000000' is not a number from 0"),
        Arguments.of("gate --report FILE", "is a file: name a directory"),
        Arguments.of("gate --report FILE/below", "cannot be written to"),
        Arguments.of("gate --report=", "'' is empty"),
        Arguments.of("gate --full --markdown FILE", "is a file: name a directory"),
        Arguments.of("gate --full --markdown FILE/below", "cannot be written to"),
        Arguments.of("gate --full --markdown=", "--markdown '' is empty"),
        Arguments.of("gate --markdown DIR", "not all are asked: add --full"),
        Arguments.of("museum --full", "unknown option '--full'"),
        Arguments.of("museum --markdown DIR", "unknown option '--markdown'"),
        Arguments.of("gate dragonfly/refrence --report DIR", "did you mean 'dragonfly/reference'?"),
        Arguments.of("gate dragonfly/ref\nerence", "unknown subject"),
        Arguments.of("gate @FILE", "unknown subject '@"),
        Arguments.of("museum x", "'x' is one argument too many"),
        Arguments.of("subjects --jsn", "unknown option '--jsn'"),
        Arguments.of("properties x", "'x' is one argument too many"),
        Arguments.of("spec RemoteFre", "unknown module or model 'RemoteFre': did you mean 'Re"),
        Arguments.of("spec RemoteFree_no-validatio", "did you mean 'RemoteFree_no-validation'?"),
        Arguments.of("spec RemoteFree RemoteFree", "'RemoteFree' is one argument too many"),
        Arguments.of("spec --write --budgt", "--write '--budgt' looks like an option"),
        Arguments.of("spec --workers 0", "'0' is not a number from 1 to 999"),
        Arguments.of("spec --jobs two", "'two' is not a number from 1 to 999"),
        Arguments.of("spec --budget 0s", "'0s' is not a time above zero"),
        Arguments.of("spec --cfg FILE", "there is no module 'file': name one, as 'ripsaw spec Rem"),
        Arguments.of("spec RemoteFree --cfg DIR", "directory: there is no such file: name another"),
        Arguments.of("spec --cfg /", "--cfg /: is a directory: name another file"),
        Arguments.of("spec --cfg=", "--cfg '': is empty: name another file"),
        Arguments.of("spec RemoteFre --cfg FILE", "did you mean 'RemoteFree'?"),
        Arguments.of(
            "spec RemoteFree_link-waits-for-owner --distributed",
            "passes over temporal formulas without a word, so it cannot check Termination"),
        Arguments.of("explore", "no program, or more than one: give --program"),
        Arguments.of("explore dragonfly/reference", "no program, or more than one"),
        Arguments.of("explore dragonfly/reference --generate 1x1 --program x", "more than one"),
        Arguments.of("explore --generate 3x2", "no subject: name one"),
        Arguments.of("explore x/y --generate 1x1", "unknown subject 'x/y': did you mean"),
        Arguments.of("explore dragonfly/reference --program x", "--program: 'x': expected"),
        Arguments.of("explore dragonfly/reference --program cpu0:fre", "'fre': expected 'a = al"),
        Arguments.of("explore dragonfly/reference --generate 5x2", "'5x2': give 1 to 4 operations"),
        Arguments.of("explore dragonfly/reference --generate 4x3", "3x3 is the largest"),
        Arguments.of("explore dragonfly/reference --program x --before y", "--before is for"),
        Arguments.of("explore dragonfly/reference --generate 1x1 --before y", "--before: 'y': exp"),
        Arguments.of("explore x/y --generate 1x1 --memory arm", "'arm' is no memory model"),
        Arguments.of("explore x/y --generate 1x1 --memory weak", "give sc, tso or ra"),
        Arguments.of("explore x/y --generate 1x1 --strategy bfs", "'bfs' is no strategy"),
        Arguments.of("explore x/y --generate 1x1 --executions 0", "'0' is not a number above"),
        Arguments.of("explore x/y --generate 1x1 --budget 0s", "'0s' is not a time above zero"),
        Arguments.of("explore x/y --generate 1x1 --threads 0", "'0' is not a number from 1 to 999"),
        Arguments.of("explore x/y --generate 1x1 --threads all", "'all' is not a number from 1 to"),
        Arguments.of("explore x/y --property listin", "did you mean 'listing'?"),
        Arguments.of("explore x/y --property caches-bounded", "is no property that the explorer"),
        Arguments.of("explore x/y --property senders-progress", "is no property that the explorer"),
        Arguments.of("explore --file FILE", "file: line 1: 'dragonfly/reference': expected a key"),
        Arguments.of("explore --file DIR", "directory: there is no such file"),
        Arguments.of(
            "explore dragonfly/reference --generate 1x1 --html DIR/a.html",
            "cannot be written: its directory is not there"),
        Arguments.of(
            "explore dragonfly/reference --generate 1x1 --markdown FILE/a", "cannot be written"),
        Arguments.of(
            "explore dragonfly/reference --generate 1x1 --repro DIR/a", "cannot be written"),
        Arguments.of("stat dragonfly/reference", "no program, or more than one"),
        Arguments.of("stat --program cpu0:tidy", "no subject: name one"),
        Arguments.of("stat dragonfly/reference --program cpu0:fre", "--program: 'fre': expected"),
        Arguments.of("stat dragonfly/reference --suite", "many programs to choose from: give --pr"),
        Arguments.of("stat --file FILE", "file: line 1: 'dragonfly/reference': expected a key"),
        Arguments.of("fragmentation --seed x", "'x' is not a whole number"),
        Arguments.of("fragmentation --report FILE", "is a file: name a directory"),
        Arguments.of("fragmentation --report FILE/below", "cannot be written to"),
        Arguments.of("fragmentation --report=", "'' is empty"),
        Arguments.of("fragmentation x", "'x' is one argument too many"),
        Arguments.of("lines dragonfly/refrence", "did you mean 'dragonfly/reference'?"),
        Arguments.of("lines --line-bytes 32", "'32' is no size of a line: give 64 or 128"),
        Arguments.of("lines --report FILE", "is a file: name a directory"),
        Arguments.of("signals --seed x", "'x' is not a whole number"),
        Arguments.of("signals --report FILE", "is a file: name a directory"),
        Arguments.of("signals x", "'x' is one argument too many"),
        Arguments.of("replay", "'FILE'"),
        Arguments.of("replay FILE", "file: line 1: 'dragonfly/reference': expected a key"),
        Arguments.of("replay DIR", "there is no such file"),
        Arguments.of("shrink FILE", "file: line 1: "),
        Arguments.of("shrink FILE --budget 1", "'1' is not a time above zero"),
        Arguments.of("accept FILE --corpus DIR", "is no directory: name one"),
        Arguments.of("accept FILE --corpus FILE", "is no directory: name one"),
        Arguments.of("accept FILE --corpus=", "--corpus '' is empty: name a directory"),
        Arguments.of("replay /dev/zero", "/dev/zero: is a pipe or a device"),
        Arguments.of("accept FILE --name a/b", "'a/b': give letters"));
  }

  @ParameterizedTest
  @MethodSource("wrongUsages")
  void wrongUsageIsOneLineAndCode64AndLeavesNothingBehind(String command, String complaint)
      throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "dragonfly/reference\n");
    Path directory = temp.resolve("directory");
    List<String> args = new ArrayList<>();
    for (String word : command.split(" ")) {
      if (!word.isEmpty()) {
        args.add(word.replace("FILE", file.toString()).replace("DIR", directory.toString()));
      }
    }
    Ended ended = Ended.run(NONE, args.toArray(String[]::new));
    assertThat(ended.err()).contains(complaint).startsWith("ripsaw").endsWith("\n");
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(temp).isDirectoryNotContaining(left -> !left.equals(file));
  }

  @Test
  void helpAndVersionAreAnswersAndNotErrors() {
    assertThat(Ended.run(NONE, "--help").out())
        .contains("gate", "museum", "explore", "stat", "fragmentation", "replay", "Exit codes:");
    assertThat(Ended.run(NONE, "gate", "--help").out())
        .contains("--budget", "--full", "--report", "--markdown", "SUBJECT");
    assertThat(Ended.run(NONE, "--version").out()).matches("ripsaw [0-9]+[.][^$]*\\R");
    assertThat(Ended.run(NONE, "--help").exitCode()).isZero();
    assertThat(Ended.run(NONE, "gate", "--help").exitCode()).isZero();
    assertThat(Ended.run(NONE, "bridge", "--help").out())
        .contains("RemoteFree.tla", "KmallocObj.tla");
    assertThat(Ended.run(NONE, "--version").exitCode()).isZero();
  }

  /** Only the one that is named is built. */
  @Test
  void eachCommandGoesByTheNameThatItIsListedUnder() {
    String[] names =
        Ended.run(NONE).err().replaceFirst(".*give one of ", "").split(", or ")[0].split(", ");
    assertThat(names).hasSizeGreaterThan(10).contains("gate", "explore", "accept");
    for (String name : names) {
      assertThat(Ended.run(NONE, name, "--help").out()).startsWith("Usage: ripsaw " + name + " ");
      assertThat(Ended.run(NONE, "--help").out()).containsPattern("\\R  " + name + " ");
    }
  }

  @Test
  void subjectsAreListedWithTheirSourceAndWhatTheyViolate() throws IOException {
    Ended ended = Ended.run(NONE, "subjects");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .contains("dragonfly/df9daea\n", "df9daea899a8 of 2010-09-29", "violates no-stranding")
        .doesNotContain("museum/");
    JsonNode json = Ended.run(NONE, "subjects", "--json", "--all").json();
    assertThat(json).hasSize(Catalogue.load().ids().size());
    assertThat(json.get(0).fieldNames())
        .toIterable()
        .contains("id", "kind", "summary", "violates", "notPromised", "commit", "date");
  }

  @Test
  void everyPropertyIsListedAndWhatNobodyChecksIsSaidToBeUnchecked() throws IOException {
    Ended ended = Ended.run(NONE, "properties");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out().lines()).hasSize(Property.all().size());
    assertThat(ended.out().lines().filter(line -> line.startsWith("caches-bounded")))
        .singleElement()
        .asString()
        .contains("not checked by this build");
    JsonNode json = Ended.run(NONE, "properties", "--json").json();
    assertThat(json).hasSize(Property.all().size());
    assertThat(json.get(0).get("checked").asBoolean()).isTrue();
    assertThat(json.get(0).get("seenBy")).hasSize(Checker.values().length);
    assertThat(ended.out().lines().filter(line -> line.startsWith("senders-progress")))
        .singleElement()
        .asString()
        .containsPattern("behavior +tlc +A sender");
  }

  @Test
  void aMuseumThatIsKilledAsDeclaredEndsWithZero() throws IOException {
    Ended ended = Ended.run(FakeWorkers.Believing.class, "museum", "--json", "--seed", "5");
    assertThat(ended.json().get("museum")).hasSize(Catalogue.load().mutants().size());
    assertThat(ended.json().get("seed").asLong()).isEqualTo(5);
    assertThat(ended.json().get("tier").asText()).isEqualTo("full");
    assertThat(ended.json().get("museum"))
        .allSatisfy(fault -> assertThat(fault.get("notAsked")).isEmpty());
    assertThat(ended.json().get("reasons")).isEmpty();
    assertThat(ended.exitCode()).isZero();
  }

  /** A corpus that is soon replayed. */
  private String oneRepro() throws IOException {
    Path corpus = Files.createDirectory(temp.resolve("corpus"));
    String name = "dragonfly-df9daea-no-stranding.repro";
    Files.copy(Corpus.home().orElseThrow().resolve(name), corpus.resolve(name));
    return corpus.toString();
  }

  @Test
  void aGateIsQuickUnlessItIsAskedForInFullAndSaysSoInItsLastLine() throws IOException {
    String[] quick = {"gate", "--mutants", "0", "--corpus", oneRepro(), "blackbox/bitmap"};
    Ended ended = Ended.run(FakeWorkers.Believing.class, quick);
    assertThat(ended.out().lines())
        .last()
        .asString()
        .containsPattern(", quick: .*jqwik .* left to --full, seed 1$");
    assertThat(ended.err()).containsPattern("\nripsaw gate: [0-9]+ s\n$");
    assertThat(Ended.run(FakeWorkers.Believing.class, quick).out())
        .as("the same seed, however long it took")
        .isEqualTo(ended.out());
    String[] full = Arrays.copyOf(quick, quick.length + 1);
    full[quick.length] = "--full";
    assertThat(Ended.run(FakeWorkers.Believing.class, full).out().lines())
        .last()
        .asString()
        .containsPattern(", full, seed 1$");
  }

  @Test
  void theReportIsWhatIsPrintedAsJson() throws IOException {
    Path report = temp.resolve("report");
    Ended ended =
        Ended.run(
            FakeWorkers.Believing.class,
            "gate",
            "--json",
            "--mutants",
            "2",
            "--corpus",
            oneRepro(),
            "--report",
            report.toString(),
            "dragonfly/reference",
            "blackbox/bitmap");
    assertThat(report.resolve("gate.json")).hasContent(ended.out());
    assertThat(report.resolve("junit.xml")).content().contains("<testsuite name=\"museum\"");
    assertThat(report.resolve("index.html"))
        .content()
        .contains("<a href=\"pictures/dragonfly-df9daea-no-stranding.html\">Picture</a>")
        .contains("<title>Ripsaw gate: " + ended.json().get("verdict").asText() + "</title>");
    assertThat(ended.exitCode()).isEqualTo(ended.json().get("exitCode").asInt());
    assertThat(ended.json().get("subjects")).hasSize(2);
    assertThat(ended.json().get("mutants"))
        .extracting(hunted -> hunted.get("subject").asText())
        .as("those that are named")
        .containsExactly("dragonfly/reference", "blackbox/bitmap");
    assertThat(ended.json().get("mutants"))
        .allSatisfy(hunted -> assertThat(hunted.get("asked").asInt()).isEqualTo(2));
    assertThat(report.resolve("pictures/dragonfly-df9daea-no-stranding.html"))
        .content()
        .contains("links slab0.c0");
  }

  @Tag("nightly")
  @Test
  void theTablesAreTheSameBytesEachTimeAndReplaceThoseOfAnEarlierRun() throws IOException {
    Path versions = temp.resolve("versions-object-allocator.md");
    Path museum = temp.resolve("museum.md");
    String corpus = oneRepro();
    tables("--corpus", corpus);
    String first = Files.readString(museum) + Files.readString(versions);
    assertThat(first).contains("| dragonfly/df9daea | no-stranding | TLEJ |", "| cache-cap |");
    tables("--corpus", corpus);
    assertThat(Files.readString(museum) + Files.readString(versions)).isEqualTo(first);
    tables("--corpus", corpus, "dragonfly/reference");
    assertThat(versions).doesNotExist();
    assertThat(temp.resolve("versions-slab-allocator.md")).exists();
  }

  private void tables(String... more) {
    List<String> words = new ArrayList<>(List.of("gate", "--full", "--mutants", "0"));
    words.addAll(List.of("--markdown", temp.toString()));
    words.addAll(List.of(more));
    Ended ended = Ended.run(FakeWorkers.Believing.class, words.toArray(String[]::new));
    assertThat(ended.err()).contains("no mutants were asked about (--mutants 0)\n");
  }

  @Test
  void whatIsInTheWayOfATableIsSaidBeforeAnythingIsChecked() throws IOException {
    Files.createDirectories(temp.resolve("museum.md/in-the-way"));
    Ended ended = Ended.run(NONE, "gate", "--full", "--markdown", temp.toString());
    assertThat(ended.err()).contains("has a 'museum.md' that no run of ours wrote").hasLineCount(1);
    assertThat(ended.exitCode()).isEqualTo(64);
  }

  @Test
  void everyRunOfTheGateReplaysTheCorpus() throws IOException {
    Ended ended = Ended.run(FakeWorkers.Crashing.class, "gate", "--json", "dragonfly/reference");
    assertThat(ended.json().get("repros"))
        .hasSizeGreaterThan(10)
        .allSatisfy(repro -> assertThat(repro.get("outcome").asText()).isEqualTo("AS_EXPECTED"))
        .anySatisfy(
            repro -> {
              assertThat(repro.get("name").asText()).isEqualTo("dragonfly-df9daea-no-stranding");
              assertThat(repro.get("subject").asText()).isEqualTo("dragonfly/df9daea");
              assertThat(repro.get("property").asText()).isEqualTo("no-stranding");
            });
  }

  @Test
  void onGitHubTheReasonsAreAnnotationsAndTheLastLineStaysTheLast() throws IOException {
    String[] gate = {"gate", "--corpus", oneRepro(), "dragonfly/reference"};
    Ended ended = Ended.run(GITHUB, FakeWorkers.Crashing.class, gate);
    assertThat(ended.out().lines())
        .anyMatch(line -> line.startsWith("::warning title=ripsaw gate%3A INCONCLUSIVE::"))
        .last()
        .asString()
        .startsWith("gate: INCONCLUSIVE");
    assertThat(ended.err()).doesNotContain("::warning");
  }

  @Test
  void theSummaryOfAJobIsAddedToAndNeverReplaced() throws IOException {
    Path summary = Files.writeString(temp.resolve("summary.md"), "of a step before\n");
    Map<String, String> environment = Map.of("GITHUB_STEP_SUMMARY", summary.toString());
    String[] gate = {"gate", "--corpus", oneRepro(), "dragonfly/reference"};
    Ended.run(environment, FakeWorkers.Crashing.class, gate);
    assertThat(summary)
        .content()
        .startsWith("of a step before\n## Ripsaw gate: INCONCLUSIVE\n")
        .contains("\n- **doubt**: ", "<summary>Verdicts on dragonfly/reference</summary>")
        .doesNotContain("**failure**");
    String before = Files.readString(summary);
    Ended.run(environment, FakeWorkers.Believing.class, "museum");
    assertThat(summary).hasContent(before);
  }

  @Test
  void aPassWhoseSummaryCannotBeWrittenIsNone() throws IOException {
    String[] pass = {"gate", "--mutants", "0", "--corpus", oneRepro(), "blackbox/bitmap"};
    assertThat(Ended.run(FakeWorkers.Believing.class, pass).exitCode()).isZero();
    Map<String, String> unset = Map.of("GITHUB_STEP_SUMMARY", "");
    assertThat(Ended.run(unset, FakeWorkers.Believing.class, pass).exitCode()).isZero();
    Map<String, String> directory = Map.of("GITHUB_STEP_SUMMARY", temp.toString());
    Ended ended = Ended.run(directory, FakeWorkers.Believing.class, pass);
    assertThat(ended.err()).contains("the job summary could not be written to '" + temp + "': ");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void onGitHubTheJsonIsStillNothingButJson() throws IOException {
    String[] gate = {"gate", "--json", "--corpus", oneRepro(), "dragonfly/reference"};
    Ended ended = Ended.run(GITHUB, FakeWorkers.Crashing.class, gate);
    assertThat(ended.json().get("verdict").asText()).isEqualTo("INCONCLUSIVE");
    assertThat(ended.out()).startsWith("{").endsWith("}\n").doesNotContain("::warning");
    assertThat(ended.err().lines()).filteredOn(line -> line.startsWith("::warning ")).isNotEmpty();
  }

  @Test
  void workersThatDieEndTheGateWithTwoAndTheReportSaysSo() throws IOException {
    Ended ended =
        Ended.run(
            FakeWorkers.Crashing.class, "gate", "dragonfly/reference", "--report", temp.toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).contains("gate: INCONCLUSIVE", "the worker ended with exit code 0");
    assertThat(ended.err()).contains("jqwik worker: out of ideas");
    assertThat(temp.resolve("gate.json")).content().contains("\"verdict\" : \"INCONCLUSIVE\"");
    assertThat(temp.resolve("junit.xml")).content().contains("<error ").doesNotContain("<failure");
  }
}
