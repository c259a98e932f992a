package ripsaw.linearizability.bridge.vmem;

import java.util.List;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Shape;
import ripsaw.netbsd.vmem.VmemFamily;
import ripsaw.subject.Family;

/** {@code Vmem.tla} and NetBSD's arenas. */
public final class VmemBridge implements FamilyBridge {
  static final Shape ONE_PAGE = Shape.small(2, 2, 1);
  private static final Shape ONE_CPU = Shape.small(1, 2, 1);
  private static final Shape TWO_PAGES = Shape.small(1, 2, 2);

  @Override
  public Family family() {
    return new VmemFamily();
  }

  @Override
  public String module() {
    return VmemConfig.MODULE;
  }

  @Override
  public Mapping mapping() {
    return VmemMapping.SAME;
  }

  @Override
  public String reference() {
    return "netbsd/vmem-reference";
  }

  /** It violates {@code reuse}, and where callers sleep {@code wakeup} too. */
  @Override
  public String canary() {
    return "vmem-instant-fit-only";
  }

  @Override
  public List<EveryEdge> everyEdge() {
    return List.of(
        EveryEdge.of("VmemBridge", cut(ONE_PAGE, 2), ONE_PAGE),
        EveryEdge.of("VmemBridgeTags", cut(ONE_CPU, 4), ONE_CPU),
        EveryEdge.of("VmemBridgePages", cut(TWO_PAGES, 4), TWO_PAGES));
  }

  /** Pages of so many quanta. */
  private static VmemMapping cut(Shape shape, int quanta) {
    return new VmemMapping(shape.pageBytes() / quanta);
  }

  @Override
  public ModuleConfig small(String fault) {
    return VmemConfig.small(ONE_PAGE, VmemConfig.REFERENCE, fault);
  }

  @Override
  public ModuleConfig whole(Program program, String fault) {
    return VmemConfig.of(program, VmemConfig.REFERENCE, fault);
  }

  /** Those of the explorer's suite that the module has words for. */
  @Override
  public List<Program> programs() {
    return Suite.of(new VmemFamily()).stream()
        .map(Suite::program)
        .filter(VmemMapping.SAME::canFollow)
        .toList();
  }
}
