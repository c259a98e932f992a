package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.ArgumentAfterIndex;
import ripsaw.dragonfly.EverySlotZero;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.KmallocObj;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;
import ripsaw.dragonfly.kmallocobj.mutants.OneEdge.Reference;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** One edge wrong in what a caller gets, or in what is put to its account. */
final class CallerMutants {
  private CallerMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("tick-announced-early")
            .breaks(CommonProperty.SIGNAL_DELIVERY)
            .foundBy(RUNNING)
            .because("a mailbox announces the clock's signal before it has written it")
            .as(
                machine -> {
                  machine.useMailboxes(ArgumentAfterIndex::new);
                  return new KmallocObj(machine, KmallocObjSubjects.reference(machine));
                }),
        mutant("free-may-block")
            .breaks(CommonProperty.NO_BLOCKING_IN_INTERRUPT)
            .foundBy(EXPLORER)
            .because("a free may sleep, as for a lock that is a mutex, in an interrupt too")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public void free(Cpu cpu, int type, long address) {
                        cpu.mayBlock();
                        super.free(cpu, type, address);
                      }
                    }),
        mutant("nothing-put")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(EXPLORER)
            .because("what a request for no bytes got is put into a ring as if it were an object")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public void free(Cpu cpu, int type, long address) {
                        super.free(cpu, type, address == ZERO_SIZE ? ZERO_SIZE - 1 : address);
                      }
                    }),
        mutant("object-rounded-down")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(EXPLORER)
            .because("an object of some lines and a byte gets the lines only")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public int createType(Cpu cpu, long limit, long bytes) {
                        long line = KmallocObjCensus.CACHE_LINE;
                        return super.createType(cpu, limit, Math.max(line, bytes & -line));
                      }
                    }),
        mutant("rotate-nonempty")
            .breaks(CommonProperty.REUSE)
            .foundBy(RUNNING)
            .because(
                "an allocation does not look at its alternate. That goes on the empty list with"
                    + " what it"
                    + " holds, and a scan finds it there, but not when memory is out")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      protected long takeAlternate(Cpu cpu, Depot depot) {
                        return 0;
                      }
                    }),
        mutant("refuses-when-ticked")
            .breaks(CommonProperty.LINEARIZABLE)
            .foundBy(JAVA)
            .because(
                "an allocation is refused while the clock's signal is pending, though memory is"
                    + " there")
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
        mutant("behind-its-size")
            .breaks(CommonProperty.ALIGNMENT)
            .foundBy(JAVA)
            .because("a caller gets its object eight bytes on, as if its size stood in front")
            .as(BehindItsSize::new),
        mutant("zeroing-forgotten")
            .breaks(CommonProperty.ZEROING)
            .foundBy(RUNNING)
            .because("an object that was used before is not zeroed")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      protected void zero(Cpu cpu, long object, long bytes) {}
                    }),
        mutant("quota-kept")
            .breaks(CommonProperty.ACCOUNTING_CANCELS)
            .foundBy(RUNNING)
            .because(
                "what is charged for an allocation is not given back when memory is out: the"
                    + " quota of"
                    + " the object cache before 8d968f1d34 (2008), in a new place")
            .as(
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
        mutant("captive-slabs")
            .breaks(CommonProperty.LIMIT)
            .foundBy(JAVA)
            .because(
                "a cpu is charged the whole slabs that its objects may lie in: what is free in one"
                    + " cpu's counts against all, as in the object cache before a1f6a1fea8 (2007)")
            .as(OneEdge.accounting(CaptiveSlabs::new)),
        mutant("freed-from-cpu0")
            .breaks(CommonProperty.CPU_LOCAL)
            .foundBy(JAVA)
            .because("all frees are counted in the slot of cpu0")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          public void add(Cpu cpu, int type, int count, long bytes) {
                            addTo(cpu, count < 0 ? machine.cpu(0) : cpu, type, count, bytes);
                          }
                        })),
        mutant("statistics-plain")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(JAVA)
            .because("a cpu counts by plain stores, and another sums up the counts meanwhile")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          protected void write(Cpu cpu, long slot, long value) {
                            memory.setPlain(cpu, slot, value);
                          }
                        })),
        mutant("every-slot-zero")
            .breaks(CommonProperty.TYPE_DESTRUCTION)
            .foundBy(RUNNING)
            .because("every slot must be zero when a zone is destroyed, though only their sum is")
            .as(OneEdge.accounting(EverySlotZero::new)));
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
