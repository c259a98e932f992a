package ripsaw.netbsd.pool;

import java.util.ArrayList;
import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.census.PoolEvent;

/**
 * {@code sys/kern/subr_pool.c} 1.50.2.3 of 26 September 2001, when a cache was one list of groups
 * for all cpus, under {@code pc_slock}: a get takes from {@code pc_allocfrom}, a put gives to
 * {@code pc_freeto}, and either looks for another group if there is none.
 *
 * <ul>
 *   <li>Who destroys a cache invalidates it, which leaves its groups where they are: they are
 *       nobody's then ({@code groups}, N9).
 *   <li>An invalidation runs destructors under the cache's lock ({@code callbacks-unlocked}, N10),
 *       and gives items back to the pool under it. The page daemon has the pool's lock first, and
 *       then waits for the cache's ({@code lock-order}).
 *   <li>A pool has several growers at a time ({@code needed-pages}).
 * </ul>
 *
 * <p>A cpu has no groups of its own, so there is nothing that {@code magazine-bound} could bound.
 *
 * <p>The pool below is the reference's otherwise: one list of pages is three here, who may wait is
 * refused when there is no page, pages go without the lock, and there is the drain hook, which came
 * later. Lists of groups are linked one way.
 */
public class PoolCache2001 extends PoolCache {
  public PoolCache2001(Machine machine) {
    super(machine);
  }

  // --------------------------------------------------------------- get and put

  /** {@code pool_cache_get}. */
  @Override
  protected Outcome cacheGet(Cpu cpu, int cache, boolean wait) {
    lockDepot(cpu, cache);
    long group = ofCache(cpu, cache, PoolWords.ALLOC_FROM);
    if (group == 0) {
      group = groupThatHas(cpu, cache, true);
      if (group == 0) {
        unlockDepot(cpu, cache);
        return Outcome.done(makeObject(cpu, cache, wait));
      }
      setOfCache(cpu, cache, PoolWords.ALLOC_FROM, group);
    }
    long object = pop(cpu, group);
    if (isEmpty(cpu, group)) {
      setOfCache(cpu, cache, PoolWords.ALLOC_FROM, 0);
    }
    unlockDepot(cpu, cache);
    return Outcome.done(cpu, object);
  }

  /** {@code pool_cache_put}. */
  @Override
  protected void cachePut(Cpu cpu, int cache, long object) {
    lockDepot(cpu, cache);
    long group = ofCache(cpu, cache, PoolWords.FREE_TO);
    if (group == 0) {
      group = groupThatHas(cpu, cache, false);
      if (group == 0) {
        unlockDepot(cpu, cache);
        group = newGroup(cpu, object);
        if (group == 0) {
          destructObject(cpu, cache, object, 0);
          return;
        }
        lockDepot(cpu, cache);
        append(cpu, cache, group);
      }
      if (ofCache(cpu, cache, PoolWords.FREE_TO) == 0) {
        setOfCache(cpu, cache, PoolWords.FREE_TO, group);
      }
    }
    put(cpu, group, object);
    if (isFull(cpu, group)) {
      setOfCache(cpu, cache, PoolWords.FREE_TO, 0);
      tell(cpu, PoolEvent.EXCHANGED, group, cache);
    }
    unlockDepot(cpu, cache);
  }

  /** The first group of the list with an object, or with room for one; 0 if there is none. */
  private long groupThatHas(Cpu cpu, int cache, boolean object) {
    long group = ofCache(cpu, cache, PoolWords.GROUP_LIST);
    while (group != 0 && (object ? isEmpty(cpu, group) : isFull(cpu, group))) {
      group = ofGroup(cpu, group, PoolWords.GROUP_NEXT);
    }
    return group;
  }

  private void append(Cpu cpu, int cache, long group) {
    setOfGroup(cpu, group, PoolWords.GROUP_NEXT, 0);
    long last = ofCache(cpu, cache, PoolWords.GROUP_LIST);
    if (last == 0) {
      setOfCache(cpu, cache, PoolWords.GROUP_LIST, group);
      return;
    }
    long next = ofGroup(cpu, last, PoolWords.GROUP_NEXT);
    while (next != 0) {
      last = next;
      next = ofGroup(cpu, last, PoolWords.GROUP_NEXT);
    }
    setOfGroup(cpu, last, PoolWords.GROUP_NEXT, group);
  }

  // ---------------------------------------------------------- invalidate and drain

  /** {@code pool_cache_invalidate}. */
  @Override
  protected void invalidateCache(Cpu cpu, int cache) {
    lockDepot(cpu, cache);
    long group = ofCache(cpu, cache, PoolWords.GROUP_LIST);
    while (group != 0) {
      while (!isEmpty(cpu, group)) {
        long object = takeForDestruction(cpu, cache, group);
        destruct(cpu, object);
        poolPut(cpu, cache, object, 0);
      }
      group = ofGroup(cpu, group, PoolWords.GROUP_NEXT);
    }
    unlockDepot(cpu, cache);
  }

  private long takeForDestruction(Cpu cpu, int cache, long group) {
    long left = ofGroup(cpu, group, PoolWords.AVAIL) - 1;
    setOfGroup(cpu, group, PoolWords.AVAIL, left);
    if (left == 0 && ofCache(cpu, cache, PoolWords.ALLOC_FROM) == group) {
      setOfCache(cpu, cache, PoolWords.ALLOC_FROM, 0);
    }
    return object(cpu, group, left);
  }

  /** {@code pool_reclaim}: its caches first, {@code pool_cache_reclaim}, with the pool's lock. */
  @Override
  protected void drainPool(Cpu cpu, int cache) {
    if (tryLockPool(cpu, cache)) {
      List<Long> pages = new ArrayList<>();
      lockDepot(cpu, cache);
      long group = ofCache(cpu, cache, PoolWords.GROUP_LIST);
      while (group != 0) {
        long next = ofGroup(cpu, group, PoolWords.GROUP_NEXT);
        while (!isEmpty(cpu, group)) {
          long object = takeForDestruction(cpu, cache, group);
          destruct(cpu, object);
          long idle = putItem(cpu, cache, object);
          if (idle != 0) {
            pages.add(idle);
          }
        }
        setOfCache(cpu, cache, PoolWords.GROUP_LIST, next);
        if (ofCache(cpu, cache, PoolWords.FREE_TO) == group) {
          setOfCache(cpu, cache, PoolWords.FREE_TO, 0);
        }
        freeGroup(cpu, group, 0);
        group = next;
      }
      unlockDepot(cpu, cache);
      removeIdlePages(cpu, cache, pages);
      unlockPool(cpu, cache);
      pages.forEach(page -> freePage(cpu, page));
    }
  }

  @Override
  protected boolean hasPassive() {
    return false;
  }

  @Override
  protected boolean isPageNeeded(Cpu cpu, int cache) {
    return true;
  }
}
