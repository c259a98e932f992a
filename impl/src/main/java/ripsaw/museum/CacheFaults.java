package ripsaw.museum;

import static ripsaw.museum.KmallocObjMuseum.BY_TLC;
import static ripsaw.museum.KmallocObjMuseum.NOT_LINCHECK;
import static ripsaw.museum.KmallocObjMuseum.SYSTEMATIC;
import static ripsaw.museum.KmallocObjMuseum.seeded;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.SlabCache;
import ripsaw.machine.Cpu;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;

/** One edge wrong in the caches of free slabs. */
final class CacheFaults {
  private CacheFaults() {}

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "cache-overshoot",
            Property.CACHE_CAP,
            NOT_LINCHECK,
            "a cache that is full takes one more",
            OneEdge.cache(
                machine ->
                    new SlabCache(machine) {
                      @Override
                      protected boolean isFull(long count) {
                        return count > bounds.cap();
                      }
                    })),
        seeded(
            "cache-test-not-equal",
            Property.CACHE_CAP,
            BY_TLC,
            "a cache is full when its count equals the cap, and not beyond (the quota of the object"
                + " cache, e98a16b645, 2015). Counted by compare-and-set it never goes beyond of"
                + " itself, so it takes a cap that is lowered, which the model has and no program",
            OneEdge.cache(
                machine ->
                    new SlabCache(machine) {
                      @Override
                      protected boolean isFull(long count) {
                        return count == bounds.cap();
                      }
                    })),
        seeded(
            "wrong-origin",
            Property.ORIGIN,
            NOT_LINCHECK,
            "a free slab goes to the cpu that retired it, and not to the one that made it",
            OneEdge.cache(
                machine ->
                    new SlabCache(machine) {
                      @Override
                      protected Cpu receiver(Cpu cpu, long slab) {
                        return cpu;
                      }
                    })),
        seeded(
            "cache-push-plain",
            Property.ONE_PLACE,
            SYSTEMATIC,
            "a free slab is linked by a store instead of a compare-and-set",
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
