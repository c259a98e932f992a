package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.census.PoolCensus;

/**
 * {@code sys/kern/subr_pool.c} 1.294 of 16 May 2025: the depot without a lock, over a pool that one
 * caller at a time grows. The drain hook of who may not wait runs with the pool's lock ({@code
 * callbacks-unlocked}): if it takes a lock under which others get items, each may wait for the
 * other ({@code lock-order}), as in PR kern/59411. See {@link SerialGrowth} for the rest.
 */
public class PoolCache2025 extends PoolCache2020 {
  private final SerialGrowth growth;

  public PoolCache2025(Machine machine) {
    this(machine, new SerialGrowth(machine));
  }

  /**
   * @param growth the way its pools grow
   */
  protected PoolCache2025(Machine machine, SerialGrowth growth) {
    super(machine);
    this.growth = growth;
  }

  @Override
  protected Grown grow(Cpu cpu, int cache, boolean wait) {
    return growth.grow(this, cpu, cache, wait);
  }

  @Override
  public PoolCensus census() {
    return super.census().with(growth.sleepers());
  }
}
