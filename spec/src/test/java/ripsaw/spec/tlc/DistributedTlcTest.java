package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

  /** Its port is in the command line of each of its processes. */
  @Test
  void twoWorkersSeeTheSameStatesAsOneProcessAndNobodyElseCanReachTheServer() throws Exception {
    Model model = model("RemoteFreeThreeChunks");
    Set<Integer> ports = new TreeSet<>();
    List<String> reached = new ArrayList<>();
    TlcResult result =
        new DistributedTlc(2, ENOUGH)
            .run(
                model,
                progress -> {
                  for (int port : ports()) {
                    ports.add(port);
                    for (InetAddress address : addresses()) {
                      reached(address, port).ifPresent(reached::add);
                    }
                  }
                });
    assertThat(result.kind()).isEqualTo(Kind.HOLDS);
    assertThat(model.expected().deviation(result, false)).isEmpty();
    assertThat(ports).isNotEmpty();
    assertThat(reached).isNotEmpty().allMatch(at -> at.startsWith("127.0.0.1:"));
  }

  private static Set<Integer> ports() {
    return ProcessHandle.current()
        .descendants()
        .flatMap(child -> child.info().arguments().stream().flatMap(Arrays::stream))
        .filter(word -> word.startsWith("-Dtlc2.tool.distributed.TLCServer.port="))
        .map(word -> Integer.valueOf(word.substring(word.indexOf('=') + 1)))
        .collect(Collectors.toSet());
  }

  /** Those of this machine that IPv4 has. */
  private static List<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .toList();
    } catch (SocketException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<String> reached(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return Optional.of(address.getHostAddress() + ":" + socket.getPort());
    } catch (IOException e) {
      return Optional.empty();
    }
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
