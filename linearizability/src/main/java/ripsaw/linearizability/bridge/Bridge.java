package ripsaw.linearizability.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.MemoryModel;
import ripsaw.machine.Shape;
import ripsaw.spec.tla.Specification;
import ripsaw.subject.Subject;

/** Both directions of the bridge, at the sizes that its command and its tests use. */
public final class Bridge {
  /** Pages enough for any program of the suite. */
  private static final int PAGES = 7;

  private Bridge() {}

  /** The machine of {@link EveryEdge#REMOTE_FREE} with one address: seconds, not a minute. */
  public static Shape oneSlab() {
    return Shape.small(2, 2, 1);
  }

  /** The machine of {@link EveryEdge#RING}. */
  public static Shape threeSlabs() {
    return Shape.small(2, 2, 3);
  }

  /** The same with an address less. */
  public static Shape twoSlabs() {
    return Shape.small(2, 2, 2);
  }

  /** Drives the Java along every edge of a configuration. */
  public static CodeFollowsSpec codeFollowsSpec(Subject java, ModuleConfig spec)
      throws IOException {
    return CodeFollowsSpec.check(
        new Specification(spec.module(), spec.text()), spec.mapping(), java, spec.shape());
  }

  /**
   * The programs of the explorer's suite that {@code KmallocObj.tla} has words for, with the other
   * zone out of the poller's way.
   */
  public static List<Program> kmallocObjPrograms() {
    return Suite.of(new KmallocObjFamily()).stream()
        .map(Suite::program)
        .filter(KmallocObjMapping.REFERENCE::canFollow)
        .map(Bridge::inOneZone)
        .toList();
  }

  private static Program inOneZone(Program program) {
    Operation end = Operation.parse("destroy-type");
    if (program.before().stream().anyMatch(step -> step.operation().equals(end))) {
      return program;
    }
    List<Program.Step> before = new ArrayList<>();
    before.add(new Program.Step(0, end));
    before.addAll(program.before());
    try {
      return Program.of(program.shape(), before, program.cpus());
    } catch (Program.Malformed impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The programs of the explorer's suite that the specification has words for. */
  public static List<Program> programs(int cpus) {
    return Suite.of(new KfreeFamily()).stream()
        .map(Suite::program)
        .filter(program -> program.shape().cpus() == cpus)
        .filter(RemoteFreeMapping.INSTANCE::canFollow)
        .toList();
  }

  /**
   * Explores these programs on the Java, every schedule of them, and looks whether all that happens
   * is in the specification.
   *
   * @param fault of the specification, or {@link RemoteFreeConfig#NO_FAULT}
   */
  public static SpecFollowsCode specFollowsCode(
      Subject java, List<Program> programs, String version, String fault) throws IOException {
    int cpus = programs.get(0).shape().cpus();
    SpecFollowsCode spec =
        new SpecFollowsCode(
            RemoteFreeConfig.of(Shape.small(cpus, 2, PAGES), version).withFault(fault));
    programs.forEach(program -> follow(java, program, spec));
    return spec;
  }

  /** The same with all programs of the suite on so many cpus. */
  public static Followed remoteFreeFollows(Subject java, int cpus, String fault)
      throws IOException {
    List<Program> programs = programs(cpus);
    SpecFollowsCode spec = specFollowsCode(java, programs, RemoteFreeConfig.REFERENCE, fault);
    return Followed.of(programs.size(), List.of(spec));
  }

  /**
   * The same for kmalloc_obj, each program with a configuration for its machine; ends with the
   * first program that has an execution which is not in the specification.
   */
  public static Followed kmallocObjFollows(
      Subject java, List<Program> programs, String version, String fault) throws IOException {
    Map<Shape, List<Program>> machines = new LinkedHashMap<>();
    for (Program program : programs) {
      machines.computeIfAbsent(program.shape(), any -> new ArrayList<>()).add(program);
    }
    List<SpecFollowsCode> specs = new ArrayList<>();
    int explored = 0;
    // TLC evaluates one specification after the other.
    for (Map.Entry<Shape, List<Program>> machine : machines.entrySet()) {
      SpecFollowsCode spec =
          new SpecFollowsCode(KmallocObjConfig.of(machine.getKey(), version, fault));
      specs.add(spec);
      for (Program program : machine.getValue()) {
        explored++;
        follow(java, program, spec);
        if (spec.difference().isPresent()) {
          return Followed.of(explored, specs);
        }
      }
    }
    return Followed.of(explored, specs);
  }

  private static void follow(Subject java, Program program, SpecFollowsCode spec) {
    Exploration explored =
        Explorer.explore(
            new Question(
                java,
                program,
                MemoryModel.SC,
                // Nothing that is violated ends an execution: what follows is compared, too.
                Set.of(),
                Method.EXHAUSTIVE,
                0,
                Long.MAX_VALUE,
                Long.MAX_VALUE),
            spec::follow);
    if (!explored.isExhausted()) {
      spec.leftOut("of %s: %s".formatted(program, explored.bound()));
    }
  }
}
