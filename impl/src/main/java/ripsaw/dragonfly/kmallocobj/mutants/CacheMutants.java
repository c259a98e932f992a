package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.SYSTEMATIC;
import static ripsaw.subject.Killers.TLC;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.SlabCache;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.subject.Mutant;

/** One edge wrong in the caches of free slabs. */
final class CacheMutants {
  private CacheMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("cache-overshoot")
            .breaks(KmallocObjProperty.CACHE_CAP)
            .foundBy(NOT_LINCHECK)
            .because("a cache that is full takes one more")
            .as(
                OneEdge.cache(
                    machine ->
                        new SlabCache(machine) {
                          @Override
                          protected boolean isFull(long count) {
                            return count > bounds.cap();
                          }
                        })),
        mutant("cache-test-not-equal")
            .breaks(KmallocObjProperty.CACHE_CAP)
            .foundBy(TLC)
            .because(
                "a cache is full when its count equals the cap, and not beyond (the quota of the"
                    + " object"
                    + " cache, e98a16b645, 2015). Counted by compare-and-set it never goes"
                    + " beyond of"
                    + " itself, so it takes a cap that is lowered, which the model has and no"
                    + " program")
            .as(
                OneEdge.cache(
                    machine ->
                        new SlabCache(machine) {
                          @Override
                          protected boolean isFull(long count) {
                            return count == bounds.cap();
                          }
                        })),
        mutant("wrong-origin")
            .breaks(KmallocObjProperty.ORIGIN)
            .foundBy(NOT_LINCHECK)
            .because("a free slab goes to the cpu that retired it, and not to the one that made it")
            .as(
                OneEdge.cache(
                    machine ->
                        new SlabCache(machine) {
                          @Override
                          protected Cpu receiver(Cpu cpu, long slab) {
                            return cpu;
                          }
                        })),
        mutant("cache-push-plain")
            .breaks(KmallocObjProperty.ONE_PLACE)
            .foundBy(SYSTEMATIC)
            .because("a free slab is linked by a store instead of a compare-and-set")
            .as(
                OneEdge.cache(
                    machine ->
                        new SlabCache(machine) {
                          @Override
                          protected boolean publish(Cpu cpu, long list, long head, long slab) {
                            memory.setVolatile(cpu, list, slab);
                            return true;
                          }
                        })));
  }
}
