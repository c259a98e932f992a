package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.Sources;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tla.TlcResult.Kind;

class KeptVerdictsTest {
  private static final Model MODEL = model("ExisThreeCpus");

  /** What is expected of it. */
  private static final TlcResult HOLDS = result(Kind.HOLDS, 5_665, 34);

  @TempDir private Path temp;

  private Path directory;
  private KeptVerdicts kept;

  @BeforeEach
  void begin() {
    directory = temp.resolve("not").resolve("yet");
    kept = verdicts("tools");
  }

  private KeptVerdicts verdicts(String tools) {
    return new KeptVerdicts(directory, tools, Sources::module);
  }

  private static Model model(String name) {
    return Manifest.load().find(name).orElseThrow();
  }

  private static TlcResult result(Kind kind, long states, int depth) {
    return new TlcResult(kind, "", 2 * states, states, depth, Optional.empty());
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void whatWasFoundIsFoundAgain() throws Exception {
    assertThat(kept.find(MODEL)).isEmpty();
    kept.keep(MODEL, HOLDS);
    assertThat(kept.find(MODEL)).contains(HOLDS);
    assertThat(verdicts("tools").find(MODEL)).contains(HOLDS);
    assertThat(kept.find(model("Exis"))).isEmpty();
    kept.keep(MODEL, HOLDS);
    assertThat(files()).hasSize(1);
  }

  @Test
  void aFaultIsAlwaysLookedForAnew() {
    List<Model> faults =
        Manifest.load().all().stream().filter(model -> model.fails() || model.hasFault()).toList();
    assertThat(faults).hasSizeGreaterThan(100).anyMatch(model -> !model.fails());
    for (Model fault : faults) {
      kept.keep(fault, result(Kind.HOLDS, fault.size(), 41));
      kept.keep(fault, result(Kind.HOLDS, fault.size(), 50));
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void onlyACompleteRunThatCameOutAsExpectedIsKept() {
    for (Kind kind : List.of(Kind.CUT, Kind.FAILED, Kind.REFUSED, Kind.VIOLATED)) {
      kept.keep(MODEL, result(kind, 5_665, 34));
    }
    kept.keep(MODEL, result(Kind.HOLDS, 5_664, 34));
    kept.keep(MODEL, result(Kind.HOLDS, 5_665, 33));
    assertThat(directory).doesNotExist();
  }

  @Test
  void aFileThatIsNotAsItWasWrittenIsNone() throws Exception {
    kept.keep(MODEL, HOLDS);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      Files.write(file, Arrays.copyOf(whole, i));
      assertThat(kept.find(MODEL)).as("%d bytes", i).isEmpty();
      byte[] garbled = whole.clone();
      garbled[i] ^= 1;
      Files.write(file, garbled);
      assertThat(kept.find(MODEL)).as("byte %d", i).isEmpty();
    }
    Files.write(file, new byte[] {(byte) 0xff});
    assertThat(kept.find(MODEL)).isEmpty();
    Files.write(file, whole);
    assertThat(kept.find(MODEL)).contains(HOLDS);
  }

  /** Even if somebody made the digest anew. */
  @Test
  void aFileOfAnotherModelOrWithAnotherFindingIsNone() throws Exception {
    kept.keep(MODEL, HOLDS);
    Path file = files().get(0);
    String lines = Files.readString(file).replaceFirst("end: .*\n", "");
    String less = lines.replace("5665 distinct", "5664 distinct");
    Files.writeString(file, less + "end: " + Digest.of(less) + "\n");
    assertThat(kept.find(MODEL)).isEmpty();
    Files.delete(file);
    kept.keep(model("Exis"), result(Kind.HOLDS, 687, 25));
    Files.move(files().get(0), file);
    assertThat(kept.find(MODEL)).isEmpty();
  }

  @Test
  void whateverAVerdictDependsOnMakesItAnother() {
    kept.keep(MODEL, HOLDS);
    assertThat(verdicts("other tools").find(MODEL)).isEmpty();
    for (String changed : Manifest.load().modules()) {
      KeptVerdicts other =
          new KeptVerdicts(
              directory,
              "tools",
              module -> Sources.module(module) + (module.equals(changed) ? " " : ""));
      assertThat(other.find(MODEL)).as(changed).isEmpty();
    }
    Model asked =
        new Model(
            MODEL.name(),
            MODEL.module(),
            MODEL.subject(),
            model("Exis").config(),
            MODEL.why(),
            MODEL.expected(),
            MODEL.runtime());
    assertThat(kept.find(asked)).isEmpty();
    assertThat(kept.find(MODEL)).contains(HOLDS);
  }

  @Test
  void whatWasOfNoUseForAMonthIsDeletedWhenOneMoreIsKept() throws Exception {
    kept.keep(MODEL, HOLDS);
    Path used = files().get(0);
    Path unused = age(directory.resolve("0".repeat(64)), 31);
    Path recent = age(directory.resolve("1".repeat(64)), 29);
    Path unfinished = age(directory.resolve(".unfinished-1"), 31);
    Path foreign = age(directory.resolve("notes"), 31);
    age(used, 31);
    assertThat(kept.find(MODEL)).contains(HOLDS);
    kept.keep(model("Exis"), result(Kind.HOLDS, 687, 25));
    assertThat(files()).hasSize(4).contains(used, recent, foreign);
    assertThat(unused).doesNotExist();
    assertThat(unfinished).doesNotExist();
  }

  /** One that is no good is of no use either. */
  @Test
  void askingForWhatIsGarbledMakesItNoYounger() throws Exception {
    kept.keep(MODEL, HOLDS);
    Path file = files().get(0);
    Files.writeString(file, "garbled");
    FileTime before = Files.getLastModifiedTime(age(file, 3));
    assertThat(kept.find(MODEL)).isEmpty();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
  }

  private static Path age(Path file, int days) throws Exception {
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    return Files.setLastModifiedTime(
        file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  @Test
  void theToolsAreTheSameEachTime() {
    assertThat(Digest.ofTools()).hasSize(64).isEqualTo(Digest.ofTools());
    assertThat(Digest.of("a", "bc")).isNotEqualTo(Digest.of("ab", "c"));
    assertThat(Digest.of("é").getBytes(StandardCharsets.US_ASCII)).hasSize(64);
  }
}
