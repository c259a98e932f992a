package ripsaw.netbsd.pool.mutants;

import static ripsaw.netbsd.pool.mutants.PoolMutants.mutant;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.Origin;

/**
 * Bugs that landed in one generation or another. Where no log was to be had, the revision is the
 * first that is known to be without the bug.
 */
final class LandedMutants {
  private static final Origin BY_2007 =
      new Origin("subr_pool.c 1.142", "2007-12-20", "mended by this revision, and there in 2001");

  private LandedMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("invalidates-the-depot-only")
            .breaks(PoolProperty.INVALIDATION)
            .foundBy(NOT_LINCHECK)
            .because(
                "an invalidation leaves the cpus' groups alone: the cross-call was there by 1.193,"
                    + " between #if 0 and #endif (N7)")
            .mendedBy(
                new Origin(
                    "subr_pool.c 1.201",
                    "2014-02-17",
                    "mended by this revision, and there in 1.193 of 2012-01-29"))
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void transferAll(Cpu cpu, int cache) {}
                    }),
        mutant("groups-leaked")
            .breaks(PoolProperty.GROUPS)
            .foundBy(NOT_LINCHECK)
            .because("an invalidation destructs the objects of groups, and forgets the groups (N9)")
            .mendedBy(BY_2007)
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void freeInvalidated(Cpu cpu, long group, long hand) {}
                    }),
        mutant("destructs-under-the-lock")
            .breaks(PoolProperty.CALLBACKS_UNLOCKED)
            .foundBy(NOT_LINCHECK)
            .because("destructors run with the cache's lock held (N10)")
            .mendedBy(BY_2007)
            .as(DestructsUnderTheLock::new),
        mutant("hook-under-the-lock")
            .breaks(PoolProperty.CALLBACKS_UNLOCKED)
            .foundBy(RUNNING)
            .because(
                "who may not wait asks for pages with the pool's lock held, and so the drain hook"
                    + " runs with it: one that takes a lock under which others call deadlocks"
                    + " (N14)")
            .mendedBy(
                new Origin(
                    "subr_pool.c 1.295",
                    "2025-05-26",
                    "PR kern/59411: no drain hook from pool_allocator_alloc"))
            .as(HookUnderTheLock::new),
        mutant("pages-go-under-readers")
            .breaks(PoolProperty.PASSIVE_READERS)
            .foundBy(EXPLORER)
            .because(
                "objects are destructed, and their pages go, while somebody who found one before it"
                    + " was freed still looks at it: only lwps had a barrier, of their own (N17)")
            .mendedBy(
                new Origin(
                    "subr_pool.c 1.284",
                    "2022-05-29",
                    "mended by this revision: PR_PSERIALIZE, of December 2021"))
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void preDestruct(Cpu cpu, int cache) {}
                    }),
        mutant("high-water-ignored")
            .breaks(PoolProperty.WATER_MARKS)
            .foundBy(NOT_LINCHECK)
            .because(
                "the high water mark is written where nobody looks, so that no page is released:"
                    + " one pool kept the address space that another needed (N16)")
            .mendedBy(
                new Origin(
                    "subr_pool.c 1.292",
                    "2024-12-07",
                    "pool_sethiwat has an effect again, for the first time since April 2020"))
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void setHighWater(int cache, long pages) {
                        super.setHighWater(cache, Integer.MAX_VALUE);
                      }
                    }));
  }

  private static final class DestructsUnderTheLock extends PoolCache {
    DestructsUnderTheLock(Machine machine) {
      super(machine);
    }

    @Override
    protected void invalidateGroups(Cpu cpu, int cache, Detached groups) {
      lockDepot(cpu, cache);
      super.invalidateGroups(cpu, cache, groups);
      unlockDepot(cpu, cache);
    }
  }

  private static final class HookUnderTheLock extends PoolCache {
    HookUnderTheLock(Machine machine) {
      super(machine);
    }

    @Override
    protected Grown grow(Cpu cpu, int cache, boolean wait) {
      if (wait) {
        return super.grow(cpu, cache, true);
      }
      long page = newPage(cpu, cache, false);
      if (page != 0) {
        primePage(cpu, cache, page);
      }
      return new Grown(cpu, page != 0);
    }
  }
}
