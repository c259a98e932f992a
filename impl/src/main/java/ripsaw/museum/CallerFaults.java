package ripsaw.museum;

import static ripsaw.museum.KmallocObjMuseum.JAVA;
import static ripsaw.museum.KmallocObjMuseum.RUNNING;
import static ripsaw.museum.KmallocObjMuseum.seeded;

import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.KmallocObj;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;

/** One edge wrong in what a caller gets, or in what is put to its account. */
final class CallerFaults {
  private CallerFaults() {}

  /** The reference, with its calls open to one change. */
  private abstract static class Reference extends KmallocObj {
    Reference(Machine machine) {
      super(machine, KmallocObjSubjects.reference(machine));
    }
  }

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "rotate-nonempty",
            Property.REUSE,
            RUNNING,
            "an allocation does not look at its alternate. That goes on the empty list with what it"
                + " holds, and a scan finds it there, but not when memory is out",
            machine ->
                new Reference(machine) {
                  @Override
                  protected long takeAlternate(Cpu cpu, Depot depot) {
                    return 0;
                  }
                }),
        seeded(
            "refuses-when-ticked",
            Property.LINEARIZABLE,
            JAVA,
            "an allocation is refused while the clock's signal is pending, though memory is there",
            machine ->
                new Reference(machine) {
                  @Override
                  public long allocate(Cpu cpu, int zone, long bytes, Flag... flags) {
                    return cpu.hasSignals() ? NO_MEMORY : super.allocate(cpu, zone, bytes, flags);
                  }
                }),
        seeded(
            "behind-its-size",
            Property.ALIGNMENT,
            JAVA,
            "a caller gets its object eight bytes on, as if its size stood in front",
            BehindItsSize::new),
        seeded(
            "zeroing-forgotten",
            Property.ZEROING,
            RUNNING,
            "an object that was used before is not zeroed",
            machine ->
                new Reference(machine) {
                  @Override
                  protected void zero(Cpu cpu, long object, long bytes) {}
                }),
        seeded(
            "quota-kept",
            Property.ACCOUNTING_CANCELS,
            RUNNING,
            "what is charged for an allocation is not given back when memory is out: the quota of"
                + " the object cache before 8d968f1d34 (2008), in a new place",
            machine ->
                new Reference(machine) {
                  @Override
                  public long allocate(Cpu cpu, int zone, long bytes, Flag... flags) {
                    long object = super.allocate(cpu, zone, bytes, flags);
                    if (object == NO_MEMORY) {
                      accounting.add(cpu, zone, 1, bytes);
                    }
                    return object;
                  }
                }),
        seeded(
            "captive-slabs",
            Property.LIMIT,
            JAVA,
            "a cpu is charged the whole slabs that its objects may lie in: what is free in one"
                + " cpu's counts against all, as in the object cache before a1f6a1fea8 (2007)",
            OneEdge.accounting(CaptiveSlabs::new)),
        seeded(
            "freed-from-cpu0",
            Property.CPU_LOCAL,
            JAVA,
            "all frees are counted in the slot of cpu0",
            OneEdge.accounting(
                machine ->
                    new Accounting(machine) {
                      @Override
                      public void add(Cpu cpu, int type, int count, long bytes) {
                        addTo(cpu, count < 0 ? machine.cpu(0) : cpu, type, count, bytes);
                      }
                    })),
        seeded(
            "statistics-plain",
            Property.NO_DATA_RACE,
            JAVA,
            "a cpu counts by plain stores, and another sums up the counts meanwhile",
            OneEdge.accounting(
                machine ->
                    new Accounting(machine) {
                      @Override
                      protected void write(Cpu cpu, long slot, long value) {
                        memory.setPlain(cpu, slot, value);
                      }
                    })),
        seeded(
            "every-slot-zero",
            Property.TYPE_DESTRUCTION,
            RUNNING,
            "every slot must be zero when a zone is destroyed, though only their sum is",
            OneEdge.accounting(EverySlotZero::new)));
  }

  private static final class BehindItsSize extends Reference {
    private static final int SIZE = 8;

    BehindItsSize(Machine machine) {
      super(machine);
    }

    @Override
    public long allocate(Cpu cpu, int zone, long bytes, Flag... flags) {
      long object = super.allocate(cpu, zone, bytes, flags);
      return object == NO_MEMORY || object == OVER_LIMIT ? object : object + SIZE;
    }

    @Override
    public void free(Cpu cpu, int zone, long object) {
      super.free(cpu, zone, object - SIZE);
    }
  }

  private static final class CaptiveSlabs extends Accounting {
    CaptiveSlabs(Machine machine) {
      super(machine);
    }

    private long slabs(long bytes) {
      long slab = machine.shape().slabBytes();
      return (bytes + slab - 1) / slab * slab;
    }

    @Override
    public void charge(Cpu cpu, int type, long bytes) {
      super.charge(cpu, type, slabs(bytes));
    }

    @Override
    protected long outstanding(Cpu cpu, int type) {
      long sum = 0;
      for (Cpu owner : machine.cpus()) {
        sum += slabs(read(cpu, slot(owner, type, BYTES)));
      }
      return Math.max(sum, 0);
    }
  }
}
