package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.text.ExitCode;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.CodeFollowsSpec;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.bridge.Followed;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.program.Program;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Ties the Java to the TLA+ modules and the modules to the Java, and says how far. */
@Command(name = "bridge")
final class BridgeCommand implements Callable<Integer> {
  /** Of each module: two ways, a mutant on either side. */
  private static final int CANARIES = 4;

  private static final String NO_FAULT = ModuleConfig.NO_FAULT;

  private final PrintStream out;
  private final List<FamilyBridge> bridges = FamilyBridge.all();
  private final List<String> failures = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();
  private int canaries;

  BridgeCommand(PrintStream out) {
    this.out = out;
  }

  @Spec
  private void describe(CommandSpec spec) {
    String modules = bridges.stream().map(BridgeCommand::file).collect(Collectors.joining(" and "));
    spec.usageMessage()
        .description(
            "Drive the Java along every step of " + modules + ", and look for its steps there.");
  }

  @Override
  public Integer call() throws IOException {
    for (FamilyBridge bridge : bridges) {
      canaries(bridge);
    }
    for (FamilyBridge bridge : bridges) {
      for (EveryEdge edges : bridge.everyEdge()) {
        codeFollowsSpec(edges);
      }
      specFollowsCode(bridge);
    }
    out.println();
    out.println("bridge: " + verdict());
    return exitCode();
  }

  private void canaries(FamilyBridge bridge) throws IOException {
    Catalogue catalogue = Catalogue.load();
    Subject java = Agenda.subject(catalogue, bridge.reference());
    String fault = bridge.canary();
    Subject mutant = Agenda.subject(catalogue, "museum/" + fault);
    canary(
        fault,
        "code follows spec, mutant in the Java",
        !Bridge.codeFollowsSpec(mutant, bridge.small(NO_FAULT)).holds());
    canary(
        fault,
        "code follows spec, mutant in the module",
        !Bridge.codeFollowsSpec(java, bridge.small(fault)).holds());
    List<Program> programs = bridge.programs();
    canary(
        fault,
        "spec follows code, mutant in the Java",
        follow(bridge, mutant, programs, NO_FAULT).difference().isPresent());
    canary(
        fault,
        "spec follows code, mutant in the module",
        follow(bridge, java, programs, fault).difference().isPresent());
  }

  private static Followed follow(
      FamilyBridge bridge, Subject java, List<Program> programs, String fault) throws IOException {
    return Bridge.specFollowsCode(java, programs, program -> bridge.whole(program, fault));
  }

  private void canary(String fault, String what, boolean caught) {
    out.printf("canary: %s: %s %s%n", what, fault, caught ? "caught" : "NOT CAUGHT");
    canaries += caught ? 1 : 0;
  }

  private void codeFollowsSpec(EveryEdge edges) throws IOException {
    CodeFollowsSpec found = edges.drive();
    String model = edges.model().name();
    out.println();
    out.printf(
        Locale.ROOT,
        "code follows spec: %s, %,d states, %,d of %,d edges (%.0f %%) in %,d walks of %,d steps%n",
        model,
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
      failures.add("the Java does not follow " + model);
    }
  }

  private void specFollowsCode(FamilyBridge bridge) throws IOException {
    String name = file(bridge);
    Subject java = Agenda.subject(Catalogue.load(), bridge.reference());
    long executions = 0;
    for (Map.Entry<Integer, List<Program>> programs : byCpus(bridge.programs()).entrySet()) {
      Followed found = follow(bridge, java, programs.getValue(), NO_FAULT);
      executions += found.executions();
      out.printf(
          Locale.ROOT,
          "spec follows code: %d programs on %d cpus, %,d executions of the explorer, %,d actions"
              + " through %,d states%n",
          found.programs(),
          programs.getKey(),
          found.executions(),
          found.points(),
          found.states());
      found.difference().ifPresent(out::println);
      if (found.difference().isPresent()) {
        failures.add("the Java does what " + name + " does not");
      } else if (!found.bound().isEmpty()) {
        doubts.add("not every execution was followed, " + found.bound());
      }
    }
    if (executions == 0) {
      doubts.add("nothing of the Java was followed through " + name);
    }
  }

  private static String file(FamilyBridge bridge) {
    return bridge.module() + ".tla";
  }

  private static Map<Integer, List<Program>> byCpus(List<Program> programs) {
    return programs.stream()
        .collect(
            Collectors.groupingBy(
                program -> program.shape().cpus(), TreeMap::new, Collectors.toList()));
  }

  private String verdict() {
    if (!failures.isEmpty()) {
      return "FAIL  " + String.join(", ", failures);
    }
    if (!doubts.isEmpty()) {
      return "INCONCLUSIVE  " + String.join(", ", doubts);
    }
    return everyCanaryWasCaught()
        ? "PASS  both ways, and each way was seen to break by a mutant on either side"
        : "VACUOUS  a mutant was not noticed";
  }

  private boolean everyCanaryWasCaught() {
    return canaries == CANARIES * bridges.size();
  }

  private int exitCode() {
    if (!failures.isEmpty()) {
      return ExitCode.FAIL;
    }
    return everyCanaryWasCaught() && doubts.isEmpty() ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
  }
}
