package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tla.TlcResult.Kind;

/** Runs the real server, with two workers. */
class DistributedTlcTest {
  private static final Duration ENOUGH = Duration.ofMinutes(5);

  private static Model model(String name) {
    return Manifest.load().find(name).orElseThrow();
  }

  private static TlcResult run(String config) throws Exception {
    return new DistributedTlc(2, ENOUGH).run("Tiny", config, TlcTest.TINY, progress -> {});
  }

  @Test
  void twoWorkersSeeTheSameStatesAsOneProcess() throws Exception {
    Model model = model("RemoteFreeThreeChunks");
    TlcResult result = new DistributedTlc(2, ENOUGH).run(model, progress -> {});
    assertThat(result.kind()).isEqualTo(Kind.HOLDS);
    assertThat(model.expected().deviation(result, false)).isEmpty();
  }

  @Test
  void aViolationIsSeenByAllAndShownByOne() throws Exception {
    Model model = model("RemoteFree_signal-dropped");
    TlcResult result = new DistributedTlc(2, ENOUGH).run(model, progress -> {});
    assertThat(model.expected().deviation(result, true)).isEmpty();
  }

  @Tag("nightly")
  @Test
  void noStateHasToHaveASuccessorWhereTheConfigurationSaysSo() throws Exception {
    TlcResult ends = wide("SPECIFICATION Spec INVARIANT Any CHECK_DEADLOCK FALSE");
    assertThat(ends.kind()).isEqualTo(Kind.HOLDS);
    assertThat(ends.distinct()).isEqualTo(71 * 71);
    assertThat(wide("SPECIFICATION Spec INVARIANT Any"))
        .hasToString("VIOLATED Deadlock in 141 states");
  }

  /** Large enough: a server that is done before its workers have come falls over. */
  private static TlcResult wide(String config) throws Exception {
    String module =
        """
        ---- MODULE Wide ----
        EXTENDS Integers
        VARIABLES x, y
        Init == x = 0 /\\ y = 0
        Next == \\/ x < 70 /\\ x' = x + 1 /\\ y' = y
                \\/ y < 70 /\\ y' = y + 1 /\\ x' = x
        Spec == Init /\\ [][Next]_<<x, y>>
        Any == x >= 0
        ====
        """;
    return new DistributedTlc(2, ENOUGH).run("Wide", config, module, progress -> {});
  }

  @Test
  void aConfigurationWithAnErrorFails() throws Exception {
    assertThat(run("SPECIFICATION Spec INVARIANT Nope").kind()).isEqualTo(Kind.FAILED);
  }

  @Test
  void aBudgetThatIsTooShortCutsTheRun() throws Exception {
    assertThat(
            new DistributedTlc(1, Duration.ofSeconds(6))
                .run("Tiny", "SPECIFICATION Endless INVARIANT Any", TlcTest.TINY, progress -> {}))
        .extracting(TlcResult::kind)
        .isEqualTo(Kind.CUT);
  }

  @Test
  void temporalFormulasAreRefusedBecauseTheServerWouldPassThem() {
    Model model = model("RemoteFree_df9daea_remote-frees-return");
    assertThat(DistributedTlc.refusal(model.config()))
        .contains(
            "distributed TLC passes over temporal formulas without a word, so it cannot check"
                + " RemoteFreesReturn");
    assertThat(DistributedTlc.refusal(model("RemoteFree").config())).isEmpty();
    assertThatThrownBy(() -> new DistributedTlc(2, ENOUGH).run(model, progress -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
