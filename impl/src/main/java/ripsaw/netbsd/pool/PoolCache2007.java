package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.census.PoolEvent;

/**
 * {@code sys/kern/subr_pool.c} 1.142 of December 2007, when {@code pool_cache} got its groups for
 * each cpu.
 *
 * <ul>
 *   <li>A put that needs an empty group puts a new one on the depot's list, and tries again:
 *       another cpu may take it ({@code own-group}).
 *   <li>No cpu ever gets a previous group: {@code cc_previous} is null from the start, is only
 *       swapped if it is not, and nothing else sets it. So a cpu has one magazine, and a get and a
 *       put in turn at its border go to the depot each time ({@code magazine-bound}).
 *   <li>An invalidation destructs what is in the depot, and leaves the cpus' groups alone ({@code
 *       invalidation}).
 *   <li>A pool has several growers at a time, each of which adds its page ({@code needed-pages}).
 * </ul>
 */
public class PoolCache2007 extends PoolCache {
  public PoolCache2007(Machine machine) {
    super(machine);
  }

  public PoolCache2007(Machine machine, PageSource source) {
    super(machine, source);
  }

  /** The previous group is taken only if it is empty. */
  @Override
  protected boolean hasRoom(Cpu cpu, long previous) {
    return previous != 0 && isEmpty(cpu, previous);
  }

  @Override
  protected Outcome putSlow(Cpu cpu, int cache, long object) {
    tell(cpu, PoolEvent.PUT_SLOW, words.cache(cache), cache);
    if (!tryLockDepot(cpu, cache)) {
      Cpu next = awaitDepot(cpu, cache);
      if (isViewStale(cpu, next)) {
        unlockDepot(next, cache);
        return Outcome.again(next);
      }
    }
    long empty = takeEmptyGroup(cpu, cache);
    if (empty != 0) {
      giveCurrent(cpu, cache);
      setCurrent(cpu, cache, empty);
      unlockDepot(cpu, cache);
      return Outcome.again(cpu);
    }
    unlockDepot(cpu, cache);
    cpu.leaveCritical();
    long made = newGroup(cpu, object);
    if (made == 0) {
      preDestruct(cpu, cache);
      destructObject(cpu, cache, object, 0);
      return Outcome.done(cpu, NO_MEMORY);
    }
    lockDepot(cpu, cache);
    pushGroup(cpu, cache, PoolWords.EMPTY_GROUPS, made);
    unlockDepot(cpu, cache);
    cpu.enterCritical();
    return Outcome.again(cpu);
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
    invalidateDepot(cpu, cache, 0);
  }

  /** {@code pool_drain_start} and {@code pool_drain_end}: here the cpus give up their groups. */
  @Override
  protected void drainPool(Cpu cpu, int cache) {
    transferAll(cpu, cache);
    super.drainPool(cpu, cache);
  }

  @Override
  protected boolean isPageNeeded(Cpu cpu, int cache) {
    return true;
  }
}
