package ripsaw.gate;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.CodeFollowsSpec;
import ripsaw.linearizability.bridge.RemoteFreeConfig;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Ties the Java to the TLA+ module and the module to the Java, and says how far. */
@Command(
    name = "bridge",
    description =
        "Drive the Java along every step of RemoteFree.tla, and look for its steps there.")
final class BridgeCommand implements Callable<Integer> {
  /** No property tells it from the reference, so nobody but the bridge can. */
  private static final String CANARY = "unpark-forgotten";

  private static final String JAVA = "dragonfly/reference";
  private static final String SPEC = RemoteFreeConfig.REFERENCE;
  private static final String NO_FAULT = RemoteFreeConfig.NO_FAULT;

  private final PrintStream out;
  private final List<String> failures = new ArrayList<>();
  private int canaries;

  BridgeCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = Catalogue.load();
    Subject java = Agenda.subject(catalogue, JAVA);
    Subject mutant = Agenda.subject(catalogue, "museum/" + CANARY);
    canary("code follows spec, mutant in the Java", !oneSlab(mutant, NO_FAULT).holds());
    canary("code follows spec, mutant in the module", !oneSlab(java, CANARY).holds());
    canary(
        "spec follows code, mutant in the Java",
        suite(mutant, 2, NO_FAULT).difference().isPresent());
    canary(
        "spec follows code, mutant in the module", suite(java, 2, CANARY).difference().isPresent());
    codeFollowsSpec(java);
    specFollowsCode(java, 2);
    specFollowsCode(java, 3);
    out.println();
    out.println("bridge: " + verdict());
    return exitCode();
  }

  private static CodeFollowsSpec oneSlab(Subject java, String fault) throws IOException {
    return Bridge.codeFollowsSpec(java, RemoteFreeConfig.small(Bridge.oneSlab(), SPEC, fault));
  }

  private static SpecFollowsCode suite(Subject java, int cpus, String fault) throws IOException {
    return Bridge.specFollowsCode(java, Bridge.programs(cpus), SPEC, fault);
  }

  private void canary(String what, boolean caught) {
    out.printf("canary: %s: %s %s%n", what, CANARY, caught ? "caught" : "NOT CAUGHT");
    canaries += caught ? 1 : 0;
  }

  private void codeFollowsSpec(Subject java) throws IOException {
    CodeFollowsSpec found = Bridge.everyEdge(java);
    out.println();
    out.printf(
        Locale.ROOT,
        "code follows spec: %s, %,d states, %,d of %,d edges (%.0f %%) in %,d walks of %,d steps%n",
        Bridge.MODEL,
        found.states(),
        found.covered(),
        found.edges(),
        100.0 * found.covered() / found.edges(),
        found.walks(),
        found.steps());
    out.println("  accesses that belong to the action around them:");
    found.merged().forEach(access -> out.println("    " + access));
    out.println(
        "  accesses that belong to no action: " + (found.unmapped().isEmpty() ? "none" : ""));
    found.unmapped().forEach(access -> out.println("    " + access));
    found.difference().ifPresent(out::println);
    if (!found.holds()) {
      failures.add("the Java does not follow " + Bridge.MODEL);
    }
  }

  private void specFollowsCode(Subject java, int cpus) throws IOException {
    SpecFollowsCode found = suite(java, cpus, NO_FAULT);
    out.printf(
        Locale.ROOT,
        "spec follows code: %d programs on %d cpus, %,d executions of the explorer, %,d actions through"
            + " %,d states%n",
        Bridge.programs(cpus).size(),
        cpus,
        found.executions(),
        found.points(),
        found.states());
    found.difference().ifPresent(out::println);
    if (found.difference().isPresent()) {
      failures.add("the Java does what RemoteFree.tla does not");
    }
  }

  private String verdict() {
    if (!failures.isEmpty()) {
      return "FAIL  " + String.join(", ", failures);
    }
    return canaries == 4
        ? "PASS  both ways, and each way was seen to break by a mutant on either side"
        : "VACUOUS  a mutant was not noticed";
  }

  private int exitCode() {
    if (!failures.isEmpty()) {
      return ExitCode.FAIL;
    }
    return canaries == 4 ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
  }
}
