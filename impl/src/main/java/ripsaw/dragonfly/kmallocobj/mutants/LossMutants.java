package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.ObjectSlab;
import ripsaw.dragonfly.kmallocobj.Ring;
import ripsaw.dragonfly.kmallocobj.mutants.OneEdge.Reference;
import ripsaw.machine.Cpu;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Memory that is lost, requests that are answered wrongly, and a panic: in the reference. */
final class LossMutants {
  private LossMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("unmap-forgotten")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(JAVA)
            .because("a slab that no cache has room for is not given back")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      protected void unmap(Cpu cpu, long slab) {}
                    }),
        mutant("empty-slabs-unseen")
            .breaks(CommonProperty.REUSE)
            .foundBy(RUNNING)
            .because(
                "an allocation does not look whether slabs that were empty have got objects back")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected boolean scan(Cpu cpu, boolean allocating) {
                            return !allocating && super.scan(cpu, false);
                          }
                        })),
        mutant("zone-limit-forgotten")
            .breaks(CommonProperty.GRANT)
            .foundBy(RUNNING)
            .because("nobody looks whether the limit is reached")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          public boolean isOverLimit(Cpu cpu, int type) {
                            return false;
                          }
                        })),
        mutant("waiting-refused-when-ticked")
            .breaks(CommonProperty.REFUSED_ONLY_WHEN_OUT)
            .foundBy(JAVA)
            .because(
                "an allocation is refused while the clock's signal is pending, and asks for no"
                    + " pages")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public long allocate(Cpu cpu, int zone, long bytes, Flag... flags) {
                        return cpu.hasSignals()
                            ? NO_MEMORY
                            : super.allocate(cpu, zone, bytes, flags);
                      }
                    }),
        mutant("overlapping-frees-panic")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(JAVA)
            .because("a free that begins while another is under way is taken for a bug")
            .as(
                OneEdge.ring(
                    memory ->
                        new Ring(memory) {
                          @Override
                          protected long reserve(Cpu cpu, long slab) {
                            long free = super.reserve(cpu, slab);
                            if (memory.getVolatile(cpu, slab + ObjectSlab.XINDEX) != free) {
                              throw new IllegalStateException("panic: xindex is behind");
                            }
                            return free;
                          }
                        })));
  }
}
