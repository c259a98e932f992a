package ripsaw.museum;

import static ripsaw.museum.KmallocObjMuseum.ALL;
import static ripsaw.museum.KmallocObjMuseum.BY_EXPLORER;
import static ripsaw.museum.KmallocObjMuseum.JAVA;
import static ripsaw.museum.KmallocObjMuseum.NOBODY;
import static ripsaw.museum.KmallocObjMuseum.SYSTEMATIC;
import static ripsaw.museum.KmallocObjMuseum.seeded;

import java.util.List;
import java.util.function.Function;
import ripsaw.dragonfly.kmallocobj.ObjectSlab;
import ripsaw.dragonfly.kmallocobj.Ring;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;

/** One edge wrong in the ring of free objects that each slab has. */
final class RingFaults {
  private RingFaults() {}

  static List<Mutant> faults() {
    Function<Machine, Allocator> xindexIgnored = OneEdge.ring(XindexIgnored::new);
    Function<Machine, Allocator> slotKept = OneEdge.ring(SlotKept::new);
    return List.of(
        seeded(
            "xindex-ignored",
            Property.RETIRE_ONLY_WHEN_FINISHED,
            SYSTEMATIC,
            "a slab is retired once all its slots are reserved, though a free has yet to fill one",
            xindexIgnored),
        seeded(
            "xindex-unread",
            Property.NO_USE_AFTER_RIP,
            BY_EXPLORER,
            "the same, found at the free that fills its slot in a slab that is gone",
            xindexIgnored),
        seeded(
            "xindex-before-store",
            Property.RETIRE_ONLY_WHEN_FINISHED,
            SYSTEMATIC,
            "a free says that it has ended before it has filled its slot",
            OneEdge.ring(XindexBeforeStore::new)),
        seeded(
            "findex-not-atomic",
            Property.RING,
            ALL,
            "a slot is reserved by a read and a write: two frees get the same one",
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
        seeded(
            "slot-kept",
            Property.RING,
            ALL,
            "the slot of an object that was taken still names it",
            slotKept),
        seeded(
            "slot-stale",
            Property.NO_DOUBLE_GRANT,
            JAVA,
            "the same, found at the grant: a free has reserved the slot, and what it still names is"
                + " taken again",
            slotKept),
        seeded(
            "slot-opaque",
            Property.NO_DATA_RACE,
            NOBODY,
            "equivalent: the slot is filled without release. Whoever takes the object has read"
                + " findex before, and the add that reserved the slot has published as much",
            OneEdge.ring(
                memory ->
                    new Ring(memory) {
                      @Override
                      protected void fill(Cpu cpu, long slot, long object) {
                        memory.setOpaque(cpu, slot, object);
                      }
                    })),
        seeded(
            "store-forgotten",
            Property.CONSERVATION,
            JAVA,
            "a free reserves its slot, and never fills it",
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
