package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import ripsaw.gate.shard.Given;
import ripsaw.gate.text.Inconclusive;
import ripsaw.gate.text.InputError;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.Expectation;
import ripsaw.spec.tla.Formula;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tla.TlcResult.Kind;
import ripsaw.spec.tlc.MissingTlc;
import ripsaw.spec.tlc.ModelRunner;
import ripsaw.spec.tlc.TlcProgress;

/** Most with a TLC that believes the manifest. */
class SpecCommandTest {
  private static final Manifest MANIFEST = Manifest.load();

  private static final TlcResult CUT =
      new TlcResult(Kind.CUT, "cut after 1 s", 10, 10, 0, Optional.empty());

  private static final int ALL = MANIFEST.all().size();

  @TempDir private Path temp;

  private static TlcResult holds(long states, int depth) {
    return new TlcResult(Kind.HOLDS, "", 2 * states, states, depth, Optional.empty());
  }

  private static TlcResult violated(String formula, int length) {
    List<Behavior.State> states = Collections.nCopies(length, new Behavior.State("Act", Map.of()));
    Behavior behavior = new Behavior(states, Behavior.ENDS);
    return new TlcResult(Kind.VIOLATED, formula, 5, 5, 0, Optional.of(behavior));
  }

  private static TlcResult asExpected(Model model) {
    if (model.expected() instanceof Expectation.Violates violates) {
      return violated(Formula.of(violates.property()).orElseThrow(), violates.length());
    }
    return model.expected() instanceof Expectation.Breaks breaks
        ? violated(breaks.formula(), breaks.length())
        : holds(model.size(), ((Expectation.Holds) model.expected()).depth());
  }

  /** Finds what is expected, but for one model; an unknown configuration holds. */
  private static SpecCommand.Runners believing(String name, TlcResult found) {
    return (distributed, workers, budget, pool) ->
        (module, config, listener) -> {
          for (int i = 0; i < 10; i++) {
            listener.accept(new TlcProgress(2_000, 1_000, 7, 500));
          }
          return MANIFEST.all().stream()
              .filter(model -> model.configText().equals(config))
              .findFirst()
              .map(model -> model.name().equals(name) ? found : asExpected(model))
              .orElse(found);
        };
  }

  private static final SpecCommand.Runners BELIEVING = believing("none", holds(3, 3));

  private static SpecCommand command(
      SpecCommand.Runners runners, OutputStream out, OutputStream err, Optional<Given> given) {
    return new SpecCommand(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        () -> MANIFEST,
        runners,
        (subject, behavior, violated) -> Optional.empty(),
        given);
  }

  private static Ended spec(SpecCommand.Runners runners, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    SpecCommand command = command(runners, out, err, Optional.empty());
    new CommandLine(command).parseArgs(args);
    try {
      return new Ended(
          command.call(),
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8));
    } catch (InterruptedException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path config(String name) throws IOException {
    return Files.writeString(temp.resolve(name), "SPECIFICATION Spec INVARIANT Listing");
  }

  @Test
  void allModelsAreCheckedAndEachHasALineAndTheVerdictIsTheLast() throws Exception {
    Ended ended = spec(BELIEVING);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .startsWith("MODEL ")
        .containsPattern("\nRemoteFree +HOLDS 202,294 states depth 65 +HOLDS 202,294 states dep")
        .containsPattern("\nRemoteFree_df9daea_no-stranding +VIOLATED no-stranding in 10 states  ")
        .containsPattern("\n\nspec: PASS  " + ALL + " models as expected, [0-9]+ violated\n$");
    assertThat(ended.out().lines()).hasSize(MANIFEST.all().size() + 3);
    assertThat(ended.err())
        .contains(
            "[" + ALL + "/" + ALL + "] ",
            ": 1,000 distinct states, 7 in the queue, 500 states/s\n");
  }

  @Test
  void theLongestModelsAreBegunFirst() throws Exception {
    Ended ended = spec(BELIEVING, "--jobs", "1");
    assertThat(ended.err().lines().filter(line -> line.startsWith("[1/")))
        .containsExactly("[1/" + ALL + "] PinLinkRead: HOLDS 667,960 states depth 87");
  }

  @Test
  void aModelThatDeviatesFailsAndSaysHow() throws Exception {
    Ended ended = spec(believing("RemoteFree", holds(5, 65)), "RemoteFree");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out())
        .contains("\nRemoteFree: it has 5 distinct states instead of 202,294\n")
        .contains("\nspec: FAIL  1 model not as expected, ");
  }

  @Test
  void aFaultThatIsNotFoundFails() throws Exception {
    Ended ended = spec(believing("RemoteFree_no-validation", holds(5, 5)));
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out())
        .contains("RemoteFree_no-validation: it is to violate no-use-after-rip, but is HOLDS");
  }

  @Test
  void whatIsCutOrFailedIsInconclusive() throws Exception {
    TlcResult failed = new TlcResult(Kind.FAILED, "died", 0, 0, 0, Optional.empty());
    Map<TlcResult, String> words =
        Map.of(CUT, "time: the budget ran out for 1 model", failed, "1 model failed");
    words.forEach(
        (result, word) -> {
          Ended ended = spec(believing("RemoteFree_no-validation", result));
          assertThat(ended.exitCode()).isEqualTo(2);
          assertThat(ended.out())
              .contains("\nspec: INCONCLUSIVE  %s, %d models as".formatted(word, ALL - 1));
        });
  }

  @Test
  void aRunInWhichNoFaultIsFoundIsVacuous() throws Exception {
    Manifest harmless =
        Manifest.parse(
            """
            [{"model": "RemoteFreeLiveness", "module": "RemoteFree", "subject": "s",
              "states": 703, "depth": 35, "runtime": "seconds", "why": "it holds",
              "specification": "FairSpec", "properties": ["Termination"]}]\
            """);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SpecCommand command =
        new SpecCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            () -> harmless,
            (distributed, workers, budget, pool) -> (module, config, listener) -> holds(703, 35),
            (subject, behavior, violated) -> Optional.empty(),
            Optional.empty());
    new CommandLine(command).parseArgs();
    assertThat(command.call()).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "\nspec: VACUOUS  no fault of RemoteFree was found, so a pass is none, 1 model as");
  }

  @Test
  void whereTlcIsMissingNothingIsShown() {
    SpecCommand.Runners missing =
        (distributed, workers, budget, pool) ->
            new ModelRunner() {
              @Override
              public TlcResult run(String module, String config, Consumer<TlcProgress> listener)
                  throws MissingTlc {
                throw new MissingTlc();
              }
            };
    assertThatThrownBy(() -> spec(missing))
        .isInstanceOf(Inconclusive.class)
        .hasMessageStartingWith("TLC is missing: ");
  }

  @Test
  void aModelOfItsOwnShowsItsStepsAndNoCanaryIsNeededIfItFails() throws Exception {
    Ended ended = spec(BELIEVING, "RemoteFree_df9daea_no-stranding");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .contains("\n  STATE  ACTION", "\n  10     Act\n")
        .contains("\nspec: PASS  1 model as expected, 1 violated\n");
  }

  @Test
  void aModelOfItsOwnThatHoldsIsBelievedAfterACanary() throws Exception {
    Ended ended = spec(BELIEVING, "RemoteFreeBridge");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .containsPattern("\nRemoteFreeBridge +HOLDS")
        .contains("\nRemoteFree_never-marked ", "PASS  2 models as expected, 1 violated");
    assertThat(spec(believing("RemoteFree_never-marked", CUT), "RemoteFreeBridge").exitCode())
        .isEqualTo(2);
  }

  @Test
  void theCanaryOfATemporalFormulaIsTemporal() throws Exception {
    assertThat(spec(BELIEVING, "RemoteFreeLiveness").out())
        .contains("\nRemoteFree_link-waits-for-owner ");
  }

  @Test
  void aConfigurationOfTheUsersIsCheckedAndItsStepsAreShown() throws Exception {
    Path file = config("PinLinkRead_mine.cfg");
    Ended ended = spec(believing("", violated("Listing", 4)), "--cfg", file.toString());
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out())
        .containsPattern("\nPinLinkRead_mine +- +VIOLATED listing in 4 states\n")
        .contains("\nPinLinkRead_mine: it is VIOLATED listing in 4 states\n", "\n  4      Act\n")
        .contains("\nspec: FAIL  1 model not as expected, ");
  }

  @Test
  void aConfigurationThatHoldsPassesIfTheCanaryWasFound() throws Exception {
    Path file = config("anything.cfg");
    Ended ended = spec(believing("", holds(9, 3)), "RemoteFree", "--cfg", file.toString());
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .containsPattern("\nanything +- +HOLDS 9 states depth 3\n")
        .contains("PASS  2 models as expected, 1 violated");
    assertThat(spec(believing("", CUT), "RemoteFree", "--cfg", file.toString()).exitCode())
        .isEqualTo(2);
  }

  private void refused(String text, String why) throws IOException {
    Path file = Files.writeString(temp.resolve("RemoteFree_mine.cfg"), text);
    assertThatThrownBy(() -> spec(BELIEVING, "--cfg", file.toString()))
        .isInstanceOf(InputError.class)
        .hasMessage("--cfg " + file + ": " + why);
  }

  @Test
  void aConfigurationThatAsksForNothingIsRefused() throws Exception {
    String why =
        "has no INVARIANT and no PROPERTY, so nothing would be checked: add one, as 'INVARIANT"
            + " AccountingCancels'";
    refused("", why);
    refused("SPECIFICATION Spec \\* INVARIANT Listing", why);
  }

  @Test
  void aConfigurationThatNamesWhatTheModuleHasNotIsRefused() throws Exception {
    refused(
        "SPECIFICATION Spec INVARIANT NoStrandin",
        "'NoStrandin' is no definition of RemoteFree: did you mean 'NoStranding'?");
    refused(
        "SPECIFICATION Spec CONSTRAINT Nxt PROPERTY Listing",
        "'Nxt' is no definition of RemoteFree: did you mean 'Next'?");
    refused(
        "SPECIFICATION Spec CONSTANT Fualt = \"none\" INVARIANT Listing",
        "'Fualt' is no constant of RemoteFree: did you mean 'Fault'?");
  }

  @Test
  void aStringThatNoConstantIsComparedWithIsRefused() throws Exception {
    refused(
        "SPECIFICATION Spec CONSTANTS Cpus = {0} Fault = \"no-relists\" INVARIANT Listing",
        "Fault = \"no-relists\": RemoteFree knows no Fault of this name: did you mean"
            + " \"no-relist\"?");
    refused(
        "SPECIFICATION Spec CONSTANTS Version=\"V9\" Fault=\"none\" INVARIANT Listing",
        "Version = \"V9\": RemoteFree knows no Version of this name: did you mean \"V0\"?");
  }

  @Test
  void aConfigurationThatTlcRefusesIsAnError() throws Exception {
    Path file = config("RemoteFree_mine.cfg");
    TlcResult refused = new TlcResult(Kind.REFUSED, "no Cpus", 0, 0, 0, Optional.empty());
    assertThatThrownBy(() -> spec(believing("", refused), "--cfg", file.toString()))
        .isInstanceOf(InputError.class)
        .hasMessage("--cfg " + file + ": TLC refuses it: no Cpus");
  }

  @Test
  void aSpecificationInWhichNothingHappensShowsNothing() throws Exception {
    Path file = config("RemoteFree_mine.cfg");
    Ended ended = spec(believing("", holds(1, 1)), "--cfg", file.toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out())
        .contains("\nspec: VACUOUS  nothing happens: there is no second state, 2 models as");
  }

  @Test
  void distributedTlcIsNotAskedAboutTemporalFormulas() throws Exception {
    Ended ended = spec(BELIEVING, "--distributed");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).contains("ripsaw spec: RemoteFreeLiveness is left out: distributed");
    assertThat(ended.out()).doesNotContain("RemoteFreeLiveness");
  }

  @Test
  void theOptionsReachTheRunner() throws Exception {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    SpecCommand.Runners noting =
        (distributed, workers, budget, pool) -> {
          asked.add(distributed + " " + workers + " " + (budget.toSeconds() + 1));
          return BELIEVING.of(distributed, workers, budget, pool);
        };
    spec(noting, "RemoteFree_no-validation", "--workers", "3", "--budget", "90s");
    spec(noting, "RemoteFree_no-validation", "--distributed", "--budget", "1h");
    assertThat(asked).containsExactly("false 3 90", "true 2 3600");
  }

  @Test
  void theJsonHasTheSameAndNoTime() throws Exception {
    Ended ended = spec(believing("RemoteFree", holds(5, 65)), "RemoteFree", "--json");
    JsonNode json = new ObjectMapper().readTree(ended.out());
    assertThat(json.at("/verdict").asText()).isEqualTo("FAIL");
    assertThat(json.at("/models")).hasSize(MANIFEST.ofModule("RemoteFree").size());
    assertThat(json.at("/models/0/deviation").asText()).startsWith("it has 5 distinct states");
    assertThat(json.at("/models/0/states").asLong()).isEqualTo(5);
    assertThat(json.at("/models"))
        .filteredOn(model -> model.at("/model").asText().equals("RemoteFree_df9daea_no-stranding"))
        .singleElement()
        .satisfies(model -> assertThat(model.at("/counterexample")).hasSize(10));
    assertThat(spec(believing("RemoteFree", holds(5, 65)), "RemoteFree", "--json").out())
        .isEqualTo(ended.out());
  }

  @Test
  void theModelsAreWrittenForAStockTlcAndNothingIsRun() throws Exception {
    SpecCommand.Runners none =
        (distributed, workers, budget, pool) -> {
          throw new AssertionError("it is to be written");
        };
    Path directory = temp.resolve("not").resolve("yet");
    Ended ended = spec(none, "--write", directory.toString());
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            "written to %s: %d modules, %d models\n"
                .formatted(directory, MANIFEST.modules().size(), ALL));
    assertThat(written(directory)).isEqualTo(new TreeMap<>(MANIFEST.files()));
    assertThat(spec(none, "--write", directory.toString())).isEqualTo(ended);
  }

  private static Map<String, String> written(Path directory) throws IOException {
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        written.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return written;
  }

  @Test
  void aFileThatWasEditedStaysAndNoneIsWrittenBesideIt() throws Exception {
    Path mine = Files.writeString(temp.resolve("RemoteFree.cfg"), "mine");
    notWritten(
        temp.toString(), "'" + mine + "' is there and would be another: name another directory");
    assertThat(written(temp)).isEqualTo(Map.of("RemoteFree.cfg", "mine"));
    Files.delete(mine);
    Files.createDirectory(mine);
    notWritten(
        temp.toString(), "'" + mine + "' is there and would be another: name another directory");
  }

  @Test
  void whereNoDirectoryCanBeIsNothingWritten() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");
    notWritten("", "'' is empty: name a directory");
    notWritten(file.toString(), "'" + file + "' is a file: name a directory");
    String beneath = file.resolve("beneath").toString();
    assertThatThrownBy(() -> spec(BELIEVING, "--write", beneath))
        .isInstanceOf(InputError.class)
        .hasMessageStartingWith("--write '" + beneath + "' cannot be written to (")
        .hasMessageEndingWith("): name another directory")
        .message()
        .hasLineCount(1);
  }

  private static void notWritten(String directory, String why) {
    assertThatThrownBy(() -> spec(BELIEVING, "--write", directory))
        .isInstanceOf(InputError.class)
        .hasMessage("--write " + why);
  }

  @Test
  void nothingElseIsAskedOfAWrite() {
    String directory = temp.resolve("models").toString();
    for (String other : List.of("RemoteFree", "--json", "--distributed")) {
      assertThatThrownBy(() -> spec(BELIEVING, other, "--write", directory))
          .isInstanceOf(InputError.class)
          .hasMessage("--write writes all models and checks none: leave out the rest");
    }
    assertThat(temp.resolve("models")).doesNotExist();
  }

  @Test
  void aConfigurationThatWasWrittenCanBeEditedAndChecked() throws Exception {
    Path directory = temp.resolve("models");
    assertThat(Ended.run("spec", "--write", directory.toString()).exitCode()).isZero();
    Path written = directory.resolve("MessagePerFreeLiveness.cfg");
    Path mine =
        Files.writeString(
            temp.resolve("MessagePerFreeLiveness_mine.cfg"),
            Files.readString(written).replace("Ring = 1", "Ring = 2"));
    Ended ended = Ended.run("spec", "--cfg", mine.toString());
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).containsPattern("\nMessagePerFreeLiveness_mine +- +HOLDS ");
  }

  @Test
  void theRealTlcShowsHowTheLastSignalIsLost() {
    Ended ended = Ended.run("spec", "RemoteFree_df9daea_no-stranding");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("  10 +Link +cpu[01] program +.*remote: <<>> -> <<<<slab[01], [01]>>>>")
        .contains("\nspec: PASS  1 model as expected, 1 violated\n");
  }

  /** Of shards, by a command that cannot run a model. */
  private Ended merge(String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    SpecCommand.Runners nobody =
        (distributed, workers, budget, pool) -> {
          throw new AssertionError("a model is run");
        };
    List<String> words = new ArrayList<>(List.of(temp.toString()));
    words.addAll(List.of(more));
    int exitCode =
        new CommandLine(
                new MergeCommand(
                    given ->
                        new CommandLine(CommandLine.Model.CommandSpec.create())
                            .addSubcommand(command(nobody, out, err, Optional.of(given)))))
            .execute(words.toArray(String[]::new));
    return new Ended(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static String timeless(Ended ended) {
    return ended.out().replaceAll(", [0-9]+ s\n$", "");
  }

  @Test
  void threeShardsMergeIntoTheBytesOfTheWholeWhateverTheModelsComeTo() {
    Map<SpecCommand.Runners, Integer> exitCodes =
        Map.of(
            BELIEVING,
            0,
            believing("RemoteFree", holds(5, 65)),
            1,
            believing("RemoteFree", CUT),
            2);
    exitCodes.forEach(
        (runners, exitCode) -> {
          int worst = 0;
          for (String number : List.of("1", "2", "3")) {
            String into = temp.resolve(number).toString();
            Ended ended = spec(runners, "--shard", number + "/3", "--into", into);
            worst = Math.max(worst, ended.exitCode());
            assertThat(ended.out()).startsWith("shard " + number + "/3: ").hasLineCount(1);
          }
          assertThat(worst).isEqualTo(exitCode == 2 ? 2 : 0);
          Ended expected = spec(runners);
          assertThat(expected.exitCode()).isEqualTo(exitCode);
          assertThat(merge().exitCode()).isEqualTo(exitCode);
          assertThat(timeless(merge())).isEqualTo(timeless(expected));
          assertThat(merge("--json").out()).isEqualTo(spec(runners, "--json").out());
        });
  }
}
