package ripsaw.netbsd.kmem.mutants;

import static ripsaw.netbsd.kmem.mutants.KmemMutants.mutant;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.kmem.Kmem;
import ripsaw.netbsd.kmem.Layers;
import ripsaw.netbsd.kmem.PageDaemon;
import ripsaw.netbsd.pool.PageSource;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;

/** What is wrong in the pool caches below. */
final class CacheMutants {
  private CacheMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("groups-leaked")
            .breaks(PoolProperty.GROUPS)
            .foundBy(RUNNING)
            .because("a drain destructs the objects of groups, and forgets the groups")
            .as(
                over(
                    (m, pages) ->
                        new PoolCache(m, pages) {
                          @Override
                          protected void freeInvalidated(Cpu cpu, long group, long hand) {}
                        })),
        mutant("partial-listed-as-full")
            .breaks(PoolProperty.GROUP_FILL)
            .foundBy(RUNNING)
            .because("a cpu that moves its groups to a depot lists all that have objects as full")
            .as(
                over(
                    (m, pages) ->
                        new PoolCache(m, pages) {
                          @Override
                          protected void giveGroup(Cpu cpu, int cache, long group) {
                            boolean has = !isEmpty(cpu, group);
                            int list = has ? PoolWords.FULL_GROUPS : listOf(cpu, group);
                            pushGroup(cpu, cache, list, group);
                          }
                        })),
        mutant("out-not-counted")
            .breaks(PoolProperty.POOL_COUNTS)
            .foundBy(RUNNING)
            .because("an item that is got from a pool is counted as free still")
            .as(
                over(
                    (m, pages) ->
                        new PoolCache(m, pages) {
                          @Override
                          protected void countTaken(Cpu cpu, int cache) {}
                        })),
        mutant("full-page-not-moved")
            .breaks(PoolProperty.PAGE_LISTS)
            .foundBy(RUNNING)
            .because("a page whose last item is got stays on the list of partial ones")
            .as(
                over(
                    (m, pages) ->
                        new PoolCache(m, pages) {
                          @Override
                          protected void becameFull(Cpu cpu, int cache, long page) {}
                        })));
  }

  private static Function<Machine, Allocator> over(
      BiFunction<Machine, PageSource, PoolCache> caches) {
    Layers layers = new Layers(Layers.REFERENCE.arena(), caches, PageDaemon::new);
    return machine -> new Kmem(machine, layers) {};
  }
}
