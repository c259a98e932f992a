package ripsaw.dragonfly.kfree.mutants;

import static ripsaw.dragonfly.kfree.mutants.KfreeMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;
import static ripsaw.subject.Killers.TLC;

import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.ArgumentAfterIndex;
import ripsaw.dragonfly.kfree.OwnerSlabs;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.dragonfly.kfree.mutants.OneEdge.Reference;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** One edge wrong on the owner's side of the reference, in its accounting, or in the carrier. */
final class OwnerMutants {
  private OwnerMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("no-relist")
            .breaks(KfreeProperty.LISTING)
            .foundBy(ALL)
            .because("chunks that come home to an off-list slab do not put it back on the list")
            .as(OneEdge.slabs(NoRelist::new)),
        mutant("miscount")
            .breaks(KfreeProperty.FREE_COUNT)
            .foundBy(ALL)
            .because("of the chunks that come home together, one is not counted")
            .as(OneEdge.slabs(Miscount::new)),
        mutant("rip-too-early")
            .breaks(KfreeProperty.RIP_ONLY_WHEN_EMPTY)
            .foundBy(ALL)
            .because("a slab is ripped with one chunk still out")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected boolean isWhole(Cpu cpu, long zone) {
                            return get(cpu, zone, SlabHeader.FREE)
                                >= get(cpu, zone, SlabHeader.CAPACITY) - 1;
                          }
                        })),
        mutant("no-critical-section")
            .breaks(CommonProperty.NO_DOUBLE_GRANT)
            .foundBy(RUNNING)
            .because("the owner's steps are not kept from its own signal handler")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected void enter(Cpu cpu) {}

                          @Override
                          protected void leave(Cpu cpu) {}
                        })),
        mutant("mark-kept")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(ALL)
            .because("the page table still names a slab that was ripped")
            .as(
                OneEdge.remote(
                    machine -> new MarkKept(new OwnerSlabs(machine), new Accounting(machine)))),
        mutant("mark-cleared-late")
            .breaks(KfreeProperty.PAGE_TABLE)
            .foundBy(ALL)
            .because(
                "the page table is cleared after the pages are given back: another cpu's mark goes")
            .as(
                OneEdge.remote(
                    machine ->
                        new MarkKept(new MarkClearedLate(machine), new Accounting(machine)))),
        mutant("unaligned")
            .breaks(CommonProperty.ALIGNMENT)
            .foundBy(JAVA)
            .because("power-of-two sizes are not aligned to themselves")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected int grain(int chunkBytes) {
                            return 8;
                          }
                        })),
        mutant("argument-after-index")
            .breaks(CommonProperty.SIGNAL_DELIVERY)
            .foundBy(JAVA)
            .because("a mailbox announces a message before it has written it")
            .as(
                machine -> {
                  machine.useMailboxes(ArgumentAfterIndex::new);
                  return new SlabAllocator(machine, new ParkedWord(machine));
                }),
        mutant("send-masked")
            .breaks(KfreeProperty.SENDERS_PROGRESS)
            .foundBy(TLC)
            .because(
                "a sender waits for room in a full mailbox inside a critical section, and takes no"
                    + " signals meanwhile: two full rings wait for each other")
            .as(OneEdge.remote(SendMasked::new)),
        mutant("refuses-when-signalled")
            .breaks(CommonProperty.LINEARIZABLE)
            .foundBy(JAVA)
            .because("an allocation is refused while a signal is pending, though memory is there")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                        return cpu.hasSignals()
                            ? NO_MEMORY
                            : super.allocate(cpu, type, bytes, flags);
                      }
                    }),
        mutant("loose-total-believed")
            .breaks(CommonProperty.LIMIT)
            .foundBy(JAVA)
            .because("the loose total, which only grows, is taken for what is outstanding")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          public boolean isOverLimit(Cpu cpu, int type) {
                            return memory.getOpaque(cpu, loose(type)) >= limits[type];
                          }
                        })));
  }

  private static final class NoRelist extends OwnerSlabs {
    NoRelist(Machine machine) {
      super(machine);
    }

    @Override
    protected void refill(Cpu cpu, long zone, int count) {
      set(cpu, zone, SlabHeader.FREE, get(cpu, zone, SlabHeader.FREE) + count);
    }
  }

  private static final class Miscount extends OwnerSlabs {
    Miscount(Machine machine) {
      super(machine);
    }

    @Override
    protected void refill(Cpu cpu, long zone, int count) {
      super.refill(cpu, zone, count > 1 ? count - 1 : count);
    }
  }

  private static final class MarkKept extends ParkedWord {
    MarkKept(OwnerSlabs slabs, Accounting accounting) {
      super(slabs, accounting);
    }

    @Override
    public void unmark(Cpu cpu, long zone) {}
  }

  /**
   * A ring of 16 is never full in the programs of the other checkers; that of the model holds 1.
   */
  private static final class SendMasked extends ParkedWord {
    SendMasked(Machine machine) {
      super(machine);
    }

    @Override
    protected void signal(Cpu cpu, Cpu owner, long zone) {
      cpu.enterCritical();
      super.signal(cpu, owner, zone);
      cpu.leaveCritical();
    }
  }

  private static final class MarkClearedLate extends OwnerSlabs {
    MarkClearedLate(Machine machine) {
      super(machine);
    }

    @Override
    protected void release(Cpu cpu, long zone) {
      super.release(cpu, zone);
      machine.pageTable().clear(cpu, zone);
    }
  }
}
