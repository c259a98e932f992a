package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.census.PoolCensus;

/**
 * {@code sys/kern/subr_pool.c} 1.220 of 29 December 2017. The depot is behind {@code pc_lock},
 * which is tried first, a put keeps the group that it got to itself, and an invalidation has all
 * cpus give up their groups: so does the reference. Otherwise
 *
 * <ul>
 *   <li>the depot gives full groups while an invalidation is under way, which may be stale ({@code
 *       invalidation});
 *   <li>one caller at a time grows a pool: see {@link SerialGrowth}.
 * </ul>
 */
public class PoolCache2017 extends PoolCache {
  private final SerialGrowth growth;

  public PoolCache2017(Machine machine) {
    super(machine);
    this.growth = new SerialGrowth(machine);
  }

  @Override
  protected Grown grow(Cpu cpu, int cache, boolean wait) {
    return growth.grow(this, cpu, cache, wait);
  }

  @Override
  protected boolean hasPassive() {
    return false;
  }

  @Override
  protected boolean mayTakeGroup(Cpu cpu, int cache) {
    return true;
  }

  @Override
  protected void invalidateCache(Cpu cpu, int cache) {
    transferAll(cpu, cache);
    invalidateDepot(cpu, cache, 0);
  }

  @Override
  public PoolCensus census() {
    return super.census().with(growth.sleepers());
  }
}
