package ripsaw.linearizability.bridge.kfree;

import java.util.List;
import java.util.Optional;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.bridge.BehaviorReader;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Shape;
import ripsaw.subject.Family;

/** {@code RemoteFree.tla} and the slab allocator. */
public final class KfreeBridge implements FamilyBridge {
  /** Pages of a machine that small ones share: the module may refuse a page, whatever there is. */
  private static final int PAGES = 7;

  /** Chunks of a slab where every edge is driven. */
  private static final int CHUNKS = 2;

  @Override
  public Family family() {
    return new KfreeFamily();
  }

  @Override
  public String module() {
    return RemoteFreeConfig.MODULE;
  }

  @Override
  public Mapping mapping() {
    return RemoteFreeMapping.INSTANCE;
  }

  @Override
  public String reference() {
    return "dragonfly/reference";
  }

  @Override
  public String canary() {
    return "unpark-forgotten";
  }

  @Override
  public List<EveryEdge> everyEdge() {
    return List.of(twoSlabs());
  }

  static EveryEdge twoSlabs() {
    return EveryEdge.of("RemoteFreeBridge", RemoteFreeMapping.INSTANCE, Shape.small(2, CHUNKS, 2));
  }

  /** With an address less than the model: seconds, not a minute. */
  @Override
  public ModuleConfig small(String fault) {
    return small(RemoteFreeConfig.REFERENCE, fault);
  }

  static RemoteFreeConfig small(String version, String fault) {
    return RemoteFreeConfig.small(Shape.small(2, CHUNKS, 1), version, fault);
  }

  @Override
  public ModuleConfig whole(Program program, String fault) {
    return whole(program.shape(), RemoteFreeConfig.REFERENCE, fault);
  }

  static RemoteFreeConfig whole(Shape machine, String version, String fault) {
    Shape own =
        Shape.small(
                machine.cpus(),
                RemoteFreeMapping.capacity(machine),
                Math.max(PAGES, machine.pages()))
            .withCachedSlabs(machine.cachedSlabs())
            .withSignals(machine.signals());
    return RemoteFreeConfig.of(own, version).withFault(fault);
  }

  /** Those of the explorer's suite that the module has words for. */
  @Override
  public List<Program> programs() {
    return Suite.of(new KfreeFamily()).stream()
        .map(Suite::program)
        .filter(RemoteFreeMapping.INSTANCE::canFollow)
        .toList();
  }

  @Override
  public Optional<BehaviorReader> behaviors() {
    return Optional.of(new RemoteFreeBehaviors());
  }
}
