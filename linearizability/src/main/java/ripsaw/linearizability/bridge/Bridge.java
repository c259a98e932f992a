package ripsaw.linearizability.bridge;

import java.io.IOException;
import java.util.List;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.linearizability.Explorer;
import ripsaw.linearizability.Explorer.Question;
import ripsaw.linearizability.Method;
import ripsaw.linearizability.Program;
import ripsaw.linearizability.Suite;
import ripsaw.machine.MemoryModel;
import ripsaw.machine.Shape;
import ripsaw.spec.Family;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Specification;
import ripsaw.subject.Subject;

/** Both directions of the bridge, at the sizes that its command and its tests use. */
public final class Bridge {
  /** The configuration of the manifest whose every edge the Java is driven along. */
  public static final String MODEL = "RemoteFreeBridge";

  /** Pages enough for any program of the suite. */
  private static final int PAGES = 7;

  private Bridge() {}

  /** The machine of {@link #MODEL}. */
  public static Shape shape() {
    return Shape.small(2, 2, 2);
  }

  /** The same with one address: seconds instead of a minute. */
  public static Shape oneSlab() {
    return Shape.small(2, 2, 1);
  }

  /** Drives the Java along every edge of a configuration. */
  public static CodeFollowsSpec codeFollowsSpec(Subject java, ModuleConfig spec)
      throws IOException {
    return CodeFollowsSpec.check(
        new Specification(spec.module(), spec.text()), spec.mapping(), java, spec.shape());
  }

  /** Drives the Java along every edge of {@link #MODEL}. */
  public static CodeFollowsSpec everyEdge(Subject java) throws IOException {
    Specification model = Specification.of(Manifest.load().find(MODEL).orElseThrow());
    return CodeFollowsSpec.check(model, RemoteFreeMapping.INSTANCE, java, shape());
  }

  /** The reference of kmalloc_obj, as {@link OneObjectSlabs}. */
  static Subject oneObjectSlabs() {
    return OneObjectSlabs.of(
        "dragonfly/kmalloc_obj-reference",
        machine ->
            OneObjectSlabs.cut(
                KmallocObjSubjects.reference(machine), OneObjectSlabs.KeepsNone::new));
  }

  /** The machine of {@code KmallocObjBridgeRing}. */
  static Shape ring(int slabs) {
    return Shape.small(2, 2, slabs);
  }

  /** The machine of {@code KmallocObjBridge}. */
  static Shape poller(int slabs) {
    return Shape.small(2, 2, slabs).withCachedSlabs(1);
  }

  /** The programs of the explorer's suite that the specification has words for. */
  public static List<Program> programs(int cpus) {
    return Suite.of(Family.KFREE).stream()
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
    for (Program program : programs) {
      Explorer.explore(
          new Question(
              java,
              program,
              MemoryModel.SC,
              // What a version is known to violate does not end its executions.
              java.kept(),
              Method.EXHAUSTIVE,
              0,
              Long.MAX_VALUE,
              Long.MAX_VALUE),
          spec::follow);
    }
    return spec;
  }
}
