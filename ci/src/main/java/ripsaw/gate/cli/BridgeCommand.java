package ripsaw.gate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.text.ExitCode;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.CodeFollowsSpec;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.Followed;
import ripsaw.linearizability.bridge.KmallocObjConfig;
import ripsaw.linearizability.bridge.RemoteFreeConfig;
import ripsaw.linearizability.program.Program;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/** Ties the Java to the TLA+ modules and the modules to the Java, and says how far. */
@Command(
    name = "bridge",
    description =
        "Drive the Java along every step of RemoteFree.tla and KmallocObj.tla, and look for its"
            + " steps there.")
final class BridgeCommand implements Callable<Integer> {
  /** Two ways, a mutant on either side, of each module. */
  private static final int CANARIES = 8;

  /** What the command does with a module. */
  private interface Module {
    /** No property tells it from the reference, so nobody but the bridge can. */
    String canary();

    String reference();

    /** Drives a Java along the edges of a small configuration. */
    CodeFollowsSpec drive(Subject java, String fault) throws IOException;

    /** Follows a Java through programs on so many cpus. */
    Followed follow(Subject java, int cpus, String fault) throws IOException;
  }

  private static final String NO_FAULT = RemoteFreeConfig.NO_FAULT;

  private final PrintStream out;
  private final List<String> failures = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();
  private int canaries;

  BridgeCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    canaries(new RemoteFree());
    canaries(new KmallocObj());
    codeFollowsSpec(EveryEdge.REMOTE_FREE);
    specFollowsCode(new RemoteFree(), "RemoteFree.tla");
    codeFollowsSpec(EveryEdge.RING);
    codeFollowsSpec(EveryEdge.POLLER);
    specFollowsCode(new KmallocObj(), "KmallocObj.tla");
    out.println();
    out.println("bridge: " + verdict());
    return exitCode();
  }

  private static final class RemoteFree implements Module {
    @Override
    public String canary() {
      return "unpark-forgotten";
    }

    @Override
    public String reference() {
      return "dragonfly/reference";
    }

    @Override
    public CodeFollowsSpec drive(Subject java, String fault) throws IOException {
      return Bridge.codeFollowsSpec(
          java, RemoteFreeConfig.small(Bridge.oneSlab(), RemoteFreeConfig.REFERENCE, fault));
    }

    @Override
    public Followed follow(Subject java, int cpus, String fault) throws IOException {
      return Bridge.remoteFreeFollows(java, cpus, fault);
    }
  }

  private static final class KmallocObj implements Module {
    @Override
    public String canary() {
      return "setlive-forgotten";
    }

    @Override
    public String reference() {
      return "dragonfly/kmalloc_obj-reference";
    }

    @Override
    public CodeFollowsSpec drive(Subject java, String fault) throws IOException {
      return Bridge.codeFollowsSpec(java, KmallocObjConfig.ring(Bridge.threeSlabs(), fault));
    }

    @Override
    public Followed follow(Subject java, int cpus, String fault) throws IOException {
      List<Program> programs =
          Bridge.kmallocObjPrograms().stream()
              .filter(program -> program.shape().cpus() == cpus)
              .toList();
      return Bridge.kmallocObjFollows(java, programs, KmallocObjConfig.REFERENCE, fault);
    }
  }

  private void canaries(Module module) throws IOException {
    Catalogue catalogue = Catalogue.load();
    Subject java = Agenda.subject(catalogue, module.reference());
    String fault = module.canary();
    Subject mutant = Agenda.subject(catalogue, "museum/" + fault);
    canary(fault, "code follows spec, mutant in the Java", !module.drive(mutant, NO_FAULT).holds());
    canary(fault, "code follows spec, mutant in the module", !module.drive(java, fault).holds());
    canary(
        fault,
        "spec follows code, mutant in the Java",
        module.follow(mutant, 2, NO_FAULT).difference().isPresent());
    canary(
        fault,
        "spec follows code, mutant in the module",
        module.follow(java, 2, fault).difference().isPresent());
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

  private void specFollowsCode(Module module, String name) throws IOException {
    Subject java = Agenda.subject(Catalogue.load(), module.reference());
    for (int cpus = 2; cpus <= 3; cpus++) {
      Followed found = module.follow(java, cpus, NO_FAULT);
      out.printf(
          Locale.ROOT,
          "spec follows code: %d programs on %d cpus, %,d executions of the explorer, %,d actions"
              + " through %,d states%n",
          found.programs(),
          cpus,
          found.executions(),
          found.points(),
          found.states());
      found.difference().ifPresent(out::println);
      if (found.difference().isPresent()) {
        failures.add("the Java does what " + name + " does not");
      } else if (found.executions() == 0) {
        doubts.add("nothing of the Java was followed through " + name);
      } else if (!found.bound().isEmpty()) {
        doubts.add("not every execution was followed, " + found.bound());
      }
    }
  }

  private String verdict() {
    if (!failures.isEmpty()) {
      return "FAIL  " + String.join(", ", failures);
    }
    if (!doubts.isEmpty()) {
      return "INCONCLUSIVE  " + String.join(", ", doubts);
    }
    return canaries == CANARIES
        ? "PASS  both ways, and each way was seen to break by a mutant on either side"
        : "VACUOUS  a mutant was not noticed";
  }

  private int exitCode() {
    if (!failures.isEmpty()) {
      return ExitCode.FAIL;
    }
    return canaries == CANARIES && doubts.isEmpty() ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
  }
}
