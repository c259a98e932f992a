package ripsaw.linearizability.bridge.pool;

import java.util.List;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.ModuleConfig;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Shape;
import ripsaw.netbsd.pool.PoolFamily;
import ripsaw.subject.Family;

/** {@code PoolCache.tla} and NetBSD's pool caches. */
public final class PoolCacheBridge implements FamilyBridge {
  private static final Shape ONE_PAGE = Shape.small(2, 3, 1).withCachedSlabs(0);
  private static final Shape ONE_CPU = Shape.small(1, 2, 2).withCachedSlabs(1);

  @Override
  public Family family() {
    return new PoolFamily();
  }

  @Override
  public String module() {
    return PoolCacheConfig.MODULE;
  }

  @Override
  public Mapping mapping() {
    return PoolCacheMapping.INSTANCE;
  }

  @Override
  public String reference() {
    return "netbsd/pool-reference";
  }

  @Override
  public String canary() {
    return "pool-first-in-first-out";
  }

  /** The Java is {@link SmallGroups}. */
  @Override
  public List<EveryEdge> everyEdge() {
    return List.of(onePage(), invalidations());
  }

  /** Three objects of a page. */
  static EveryEdge onePage() {
    return EveryEdge.of(
        "PoolCacheBridge", PoolCacheMapping.INSTANCE, ONE_PAGE, SmallGroups.reference());
  }

  /** One cpu, which invalidates as well, and pages that come and go. */
  static EveryEdge invalidations() {
    return EveryEdge.of(
        "PoolCacheBridgeInvalidate", PoolCacheMapping.INSTANCE, ONE_CPU, SmallGroups.reference());
  }

  @Override
  public ModuleConfig small(String fault) {
    return PoolCacheConfig.small(ONE_PAGE, PoolCacheConfig.REFERENCE, fault);
  }

  @Override
  public ModuleConfig whole(Program program, String fault) {
    return PoolCacheConfig.of(program, PoolCacheConfig.REFERENCE, fault);
  }

  /** Those of the explorer's suite that the module has words for. */
  @Override
  public List<Program> programs() {
    return Suite.of(new PoolFamily()).stream()
        .map(Suite::program)
        .filter(PoolCacheMapping.INSTANCE::canFollow)
        .toList();
  }
}
