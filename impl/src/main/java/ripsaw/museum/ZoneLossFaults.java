package ripsaw.museum;

import static ripsaw.museum.KmallocObjMuseum.JAVA;
import static ripsaw.museum.KmallocObjMuseum.RUNNING;
import static ripsaw.museum.KmallocObjMuseum.seeded;

import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.KmallocObj;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.dragonfly.kmallocobj.ObjectSlab;
import ripsaw.dragonfly.kmallocobj.Ring;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;

/** As {@link LossFaults}, in the object allocator. */
final class ZoneLossFaults {
  private ZoneLossFaults() {}

  /** The reference, with its calls open to one change. */
  private abstract static class Reference extends KmallocObj {
    Reference(Machine machine) {
      super(machine, KmallocObjSubjects.reference(machine));
    }
  }

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "unmap-forgotten",
            Property.EVERY_PAGE,
            JAVA,
            "a slab that no cache has room for is not given back",
            machine ->
                new Reference(machine) {
                  @Override
                  protected void unmap(Cpu cpu, long slab) {}
                }),
        seeded(
            "empty-slabs-unseen",
            Property.REUSE,
            RUNNING,
            "an allocation does not look whether slabs that were empty have got objects back",
            OneEdge.depots(
                (machine, zone, ring, exis) ->
                    new Depot(machine, zone, ring, exis) {
                      @Override
                      protected boolean scan(Cpu cpu, boolean allocating) {
                        return !allocating && super.scan(cpu, false);
                      }
                    })),
        seeded(
            "zone-limit-forgotten",
            Property.GRANT,
            RUNNING,
            "nobody looks whether the limit is reached",
            OneEdge.accounting(
                machine ->
                    new Accounting(machine) {
                      @Override
                      public boolean isOverLimit(Cpu cpu, int type) {
                        return false;
                      }
                    })),
        seeded(
            "waiting-refused-when-ticked",
            Property.REFUSED_ONLY_WHEN_OUT,
            JAVA,
            "an allocation is refused while the clock's signal is pending, and asks for no pages",
            machine ->
                new Reference(machine) {
                  @Override
                  public long allocate(Cpu cpu, int zone, long bytes, Flag... flags) {
                    return cpu.hasSignals() ? NO_MEMORY : super.allocate(cpu, zone, bytes, flags);
                  }
                }),
        seeded(
            "overlapping-frees-panic",
            Property.NO_CRASH,
            JAVA,
            "a free that begins while another is under way is taken for a bug",
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
