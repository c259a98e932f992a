package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.spec.kept.KeptFiles;
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

  /** Even if somebody made the digest of the file anew. */
  @Test
  void aFindingThatIsNotTheExpectedOneIsNone() throws Exception {
    kept.keep(MODEL, HOLDS);
    String digest = files().get(0).getFileName().toString();
    KeptFiles files = new KeptFiles(directory);
    String lines = files.find(digest).orElseThrow();
    for (String wrong :
        List.of(lines.replace("5665 distinct", "5664 distinct"), lines + lines, "", "holds\n")) {
      files.keep(digest, wrong);
      assertThat(kept.find(MODEL)).as(wrong).isEmpty();
    }
    files.keep(digest, lines);
    assertThat(kept.find(MODEL)).contains(HOLDS);
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
  void aVerdictThatIsOfUseIsYoungAgain() throws Exception {
    kept.keep(MODEL, HOLDS);
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
    Files.setLastModifiedTime(files().get(0), old);
    assertThat(kept.find(MODEL)).contains(HOLDS);
    assertThat(Files.getLastModifiedTime(files().get(0))).isGreaterThan(old);
  }

  @Test
  void theToolsAreTheSameEachTime() {
    assertThat(TlcDigest.ofTools()).isNotEmpty().isEqualTo(TlcDigest.ofTools());
  }
}
