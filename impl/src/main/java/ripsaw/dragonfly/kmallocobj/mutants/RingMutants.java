package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.NOBODY;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import java.util.function.Function;
import ripsaw.dragonfly.kmallocobj.ObjectSlab;
import ripsaw.dragonfly.kmallocobj.Ring;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;

/** One edge wrong in the ring of free objects that each slab has. */
final class RingMutants {
  private RingMutants() {}

  static List<Mutant> mutants() {
    Function<Machine, Allocator> xindexIgnored = OneEdge.ring(XindexIgnored::new);
    Function<Machine, Allocator> slotKept = OneEdge.ring(SlotKept::new);
    return List.of(
        mutant("xindex-ignored")
            .breaks(KmallocObjProperty.RETIRE_ONLY_WHEN_FINISHED)
            .foundBy(SYSTEMATIC)
            .because(
                "a slab is retired once all its slots are reserved, though a free has yet to"
                    + " fill one")
            .as(xindexIgnored),
        mutant("xindex-unread")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(EXPLORER)
            .because("the same, found at the free that fills its slot in a slab that is gone")
            .as(xindexIgnored),
        mutant("xindex-before-store")
            .breaks(KmallocObjProperty.RETIRE_ONLY_WHEN_FINISHED)
            .foundBy(SYSTEMATIC)
            .because("a free says that it has ended before it has filled its slot")
            .as(OneEdge.ring(XindexBeforeStore::new)),
        mutant("findex-not-atomic")
            .breaks(KmallocObjProperty.RING)
            .foundBy(ALL)
            .because("a slot is reserved by a read and a write: two frees get the same one")
            .as(
                OneEdge.ring(
                    memory ->
                        new Ring(memory) {
                          @Override
                          protected long reserve(Cpu cpu, long slab) {
                            long free = memory.getVolatile(cpu, slab + ObjectSlab.FINDEX);
                            memory.setVolatile(cpu, slab + ObjectSlab.FINDEX, free + 1);
                            return free;
                          }
                        })),
        mutant("slot-kept")
            .breaks(KmallocObjProperty.RING)
            .foundBy(ALL)
            .because("the slot of an object that was taken still names it")
            .as(slotKept),
        mutant("slot-stale")
            .breaks(CommonProperty.NO_DOUBLE_GRANT)
            .foundBy(JAVA)
            .because(
                "the same, found at the grant: a free has reserved the slot, and what it still"
                    + " names is"
                    + " taken again")
            .as(slotKept),
        mutant("slot-opaque")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(NOBODY)
            .because(
                "equivalent: the slot is filled without release. Whoever takes the object has read"
                    + " findex before, and the add that reserved the slot has published as much")
            .as(
                OneEdge.ring(
                    memory ->
                        new Ring(memory) {
                          @Override
                          protected void fill(Cpu cpu, long slot, long object) {
                            memory.setOpaque(cpu, slot, object);
                          }
                        })),
        mutant("store-forgotten")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(JAVA)
            .because("a free reserves its slot, and never fills it")
            .as(
                OneEdge.ring(
                    memory ->
                        new Ring(memory) {
                          @Override
                          protected void fill(Cpu cpu, long slot, long object) {}
                        })));
  }

  private static final class XindexIgnored extends Ring {
    XindexIgnored(Memory memory) {
      super(memory);
    }

    @Override
    public boolean isFinished(Cpu cpu, long slab) {
      return isWhole(cpu, slab);
    }
  }

  private static final class SlotKept extends Ring {
    SlotKept(Memory memory) {
      super(memory);
    }

    @Override
    protected void empty(Cpu cpu, long slot) {}
  }

  private static final class XindexBeforeStore extends Ring {
    XindexBeforeStore(Memory memory) {
      super(memory);
    }

    @Override
    public void put(Cpu cpu, long slab, long object) {
      long slot = slot(cpu, slab, reserve(cpu, slab));
      finish(cpu, slab);
      fill(cpu, slot, object);
    }
  }
}
