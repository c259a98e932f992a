package ripsaw.linearizability.bridge.kmallocobj;

import java.util.ArrayList;
import java.util.List;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Shape;
import ripsaw.subject.Family;

/** {@code KmallocObj.tla} and the object allocator. */
public final class KmallocObjBridge implements FamilyBridge {
  private static final Shape THREE_SLABS = Shape.small(2, 2, 3);

  @Override
  public Family family() {
    return new KmallocObjFamily();
  }

  @Override
  public String module() {
    return KmallocObjConfig.MODULE;
  }

  @Override
  public Mapping mapping() {
    return KmallocObjMapping.REFERENCE;
  }

  @Override
  public String reference() {
    return "dragonfly/kmalloc_obj-reference";
  }

  @Override
  public String canary() {
    return "setlive-forgotten";
  }

  @Override
  public List<EveryEdge> everyEdge() {
    return List.of(ring(), poller());
  }

  /** Slabs of two objects, and no poller. */
  static EveryEdge ring() {
    return EveryEdge.of("KmallocObjBridgeRing", KmallocObjMapping.REFERENCE, THREE_SLABS);
  }

  /** With the poller, the clock and a cache; the Java is {@link OneObjectSlabs}. */
  static EveryEdge poller() {
    return EveryEdge.of(
        "KmallocObjBridge",
        KmallocObjMapping.REFERENCE,
        THREE_SLABS.withCachedSlabs(1),
        OneObjectSlabs.reference());
  }

  @Override
  public ModuleConfig small(String fault) {
    return KmallocObjConfig.ring(THREE_SLABS, fault);
  }

  @Override
  public ModuleConfig whole(Program program, String fault) {
    return KmallocObjConfig.of(program.shape(), KmallocObjConfig.REFERENCE, fault);
  }

  /**
   * Those of the explorer's suite that the module has words for, with the other zone out of the
   * poller's way.
   */
  @Override
  public List<Program> programs() {
    return Suite.of(new KmallocObjFamily()).stream()
        .map(Suite::program)
        .filter(KmallocObjMapping.REFERENCE::canFollow)
        .map(KmallocObjBridge::inOneZone)
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
      return Program.of(program.shape(), before, program.cpus(), program.tasks());
    } catch (Program.Malformed impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
