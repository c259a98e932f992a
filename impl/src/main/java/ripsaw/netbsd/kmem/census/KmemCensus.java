package ripsaw.netbsd.kmem.census;

import java.util.List;
import java.util.Optional;
import ripsaw.netbsd.pool.census.PoolCensus;
import ripsaw.netbsd.vmem.census.VmemCensus;
import ripsaw.spec.Census;
import ripsaw.spec.Invariant;
import ripsaw.spec.Violation;

/**
 * A census of kmem: that of its caches, and that of the arena below.
 *
 * @param pools whose pages are ranges of the arena
 * @param served what each cache is asked for
 */
public record KmemCensus(PoolCensus pools, VmemCensus arena, List<Served> served)
    implements Census {
  /** Requests of so many bytes. */
  public record Served(long least, long most) {}

  @Override
  public List<Account> accounts() {
    return List.of();
  }

  @Override
  public Optional<List<Extent>> extents() {
    return arena.extents();
  }

  @Override
  public boolean tellsOfPages() {
    return true;
  }

  /** The pages of the pools are cut into blocks, but callers get what lies behind a header. */
  @Override
  public List<Slab> liveSlabs() {
    return List.of();
  }

  @Override
  public List<Invariant<?>> invariants() {
    return KmemInvariants.ALL;
  }

  @Override
  public Optional<String> canServe(int cpu, int type, long bytes) {
    for (int cache = 0; cache < served.size(); cache++) {
      if (bytes >= served.get(cache).least && bytes <= served.get(cache).most) {
        return pools.canServe(cpu, cache, bytes);
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    return Optional.empty();
  }
}
