package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kmallocobj.SlabCache;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.dragonfly.kmallocobj.mutants.OneEdge.Reference;
import ripsaw.machine.Cpu;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** One too many, one too few, or the wrong one counted: in the reference. */
final class AmountMutants {
  private AmountMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("cache-one-too-few")
            .breaks(KmallocObjProperty.CACHE_FIRST)
            .foundBy(JAVA)
            .because("a cache that has room for one more slab takes none")
            .as(
                OneEdge.cache(
                    machine ->
                        new SlabCache(machine) {
                          @Override
                          protected boolean isFull(long count) {
                            return super.isFull(count + 1);
                          }
                        })),
        mutant("cache-of-the-next-cpu")
            .breaks(KmallocObjProperty.ORIGIN)
            .foundBy(RUNNING)
            .because("a free slab goes to the cpu next to the one that made it")
            .as(
                OneEdge.cache(
                    machine ->
                        new SlabCache(machine) {
                          @Override
                          protected Cpu receiver(Cpu cpu, long slab) {
                            Cpu maker = super.receiver(cpu, slab);
                            return machine.cpu((maker.id() + 1) % machine.cpus().size());
                          }
                        })),
        mutant("cached-still-counted")
            .breaks(KmallocObjProperty.LIST_COUNTS)
            .foundBy(JAVA)
            .because("a slab that is taken out of a cache is counted there for ever")
            .as(
                OneEdge.cache(
                    machine ->
                        new SlabCache(machine) {
                          @Override
                          protected void uncount(Cpu cpu) {}
                        })),
        mutant("cache-push-unchecked")
            .breaks(KmallocObjProperty.ONE_PLACE)
            .foundBy(EXPLORER)
            .because("a slab that meets another on its way into a cache is lost")
            .as(
                OneEdge.cache(
                    machine ->
                        new SlabCache(machine) {
                          @Override
                          protected boolean publish(Cpu cpu, long list, long head, long slab) {
                            super.publish(cpu, list, head, slab);
                            return true;
                          }
                        })),
        mutant("room-without-header")
            .breaks(KmallocObjProperty.GEOMETRY)
            .foundBy(EXPLORER)
            .because("room is counted as if a slab had no header")
            .as(OneEdge.geometry((slabBytes, objectBytes) -> slabBytes / (objectBytes + 8))),
        mutant("limit-let-through")
            .breaks(CommonProperty.GRANT)
            .foundBy(RUNNING)
            .because("at its limit a type is allowed one more object")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          protected long outstanding(Cpu cpu, int type) {
                            return Math.max(super.outstanding(cpu, type) - 1, 0);
                          }
                        })),
        mutant("asked-is-charged")
            .breaks(CommonProperty.ACCOUNTING_CANCELS)
            .foundBy(RUNNING)
            .because(
                "an allocation is charged what was asked for, and a free takes off what was given")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public long allocate(Cpu cpu, int zone, long bytes, Flag... flags) {
                        long object = super.allocate(cpu, zone, bytes, flags);
                        if (bytes > 0 && object != NO_MEMORY && object != OVER_LIMIT) {
                          accounting.add(cpu, zone, 0, bytes - usable(object));
                        }
                        return object;
                      }
                    }),
        mutant("account-not-destroyed")
            .breaks(KmallocObjProperty.ZONE_DESTRUCTION)
            .foundBy(RUNNING)
            .because(
                "a zone that is destroyed leaves its account behind, and there are soon no more")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          public void destroy(int type) {}
                        })));
  }
}
