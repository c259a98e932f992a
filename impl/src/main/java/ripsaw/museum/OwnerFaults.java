package ripsaw.museum;

import static ripsaw.museum.RemoteFreeMuseum.ALL;
import static ripsaw.museum.RemoteFreeMuseum.BY_TLC;
import static ripsaw.museum.RemoteFreeMuseum.JAVA;
import static ripsaw.museum.RemoteFreeMuseum.seeded;

import java.util.EnumSet;
import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.ParkedWord;
import ripsaw.dragonfly.SlabAllocator;
import ripsaw.dragonfly.Zone;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Mailbox;
import ripsaw.machine.Memory;
import ripsaw.machine.Watch;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;

/** One edge wrong on the owner's side of the reference, in its accounting, or in the carrier. */
final class OwnerFaults {
  private OwnerFaults() {}

  /** The reference, with the owner's side open to one change. */
  private abstract static class Reference extends SlabAllocator {
    Reference(Machine machine) {
      super(machine, new ParkedWord(machine));
    }
  }

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "no-relist",
            Property.LISTING,
            ALL,
            "chunks that come home to an off-list slab do not put it back on the list",
            NoRelist::new),
        seeded(
            "miscount",
            Property.FREE_COUNT,
            ALL,
            "of the chunks that come home together, one is not counted",
            Miscount::new),
        seeded(
            "rip-too-early",
            Property.RIP_ONLY_WHEN_EMPTY,
            ALL,
            "a slab is ripped with one chunk still out",
            machine ->
                new Reference(machine) {
                  @Override
                  protected boolean isWhole(Cpu cpu, long zone) {
                    return get(cpu, zone, Zone.FREE) >= get(cpu, zone, Zone.CAPACITY) - 1;
                  }
                }),
        seeded(
            "no-critical-section",
            Property.NO_DOUBLE_GRANT,
            EnumSet.of(Checker.EXPLORER, Checker.JQWIK),
            "the owner's steps are not kept from its own signal handler",
            machine ->
                new Reference(machine) {
                  @Override
                  protected void enterOwner(Cpu cpu) {}

                  @Override
                  protected void leaveOwner(Cpu cpu) {}
                }),
        seeded(
            "mark-kept",
            Property.NO_USE_AFTER_RIP,
            ALL,
            "the page table still names a slab that was ripped",
            machine -> new SlabAllocator(machine, new MarkKept(machine))),
        seeded(
            "mark-cleared-late",
            Property.PAGE_TABLE,
            ALL,
            "the page table is cleared after the pages are given back: another cpu's mark goes",
            MarkClearedLate::new),
        seeded(
            "unaligned",
            Property.ALIGNMENT,
            JAVA,
            "power-of-two sizes are not aligned to themselves",
            machine ->
                new Reference(machine) {
                  @Override
                  protected int grain(int chunkBytes) {
                    return 8;
                  }
                }),
        seeded(
            "argument-after-index",
            Property.SIGNAL_DELIVERY,
            JAVA,
            "a mailbox announces a message before it has written it",
            machine -> {
              machine.useMailboxes(ArgumentAfterIndex::new);
              return new SlabAllocator(machine, new ParkedWord(machine));
            }),
        seeded(
            "send-masked",
            Property.SENDERS_PROGRESS,
            BY_TLC,
            "a sender waits for room in a full mailbox inside a critical section, and takes no"
                + " signals meanwhile: two full rings wait for each other",
            machine -> new SlabAllocator(machine, new SendMasked(machine))),
        seeded(
            "refuses-when-signalled",
            Property.LINEARIZABLE,
            JAVA,
            "an allocation is refused while a signal is pending, though memory is there",
            machine ->
                new Reference(machine) {
                  @Override
                  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                    return cpu.hasSignals() ? NO_MEMORY : super.allocate(cpu, type, bytes, flags);
                  }
                }),
        seeded(
            "loose-total-believed",
            Property.LIMIT,
            JAVA,
            "the loose total, which only grows, is taken for what is outstanding",
            machine ->
                new SlabAllocator(
                    machine,
                    new ParkedWord(machine),
                    new Accounting(machine) {
                      @Override
                      public boolean isOverLimit(Cpu cpu, int type) {
                        return memory.getOpaque(cpu, loose(type)) >= limits[type];
                      }
                    })));
  }

  private static final class NoRelist extends Reference {
    NoRelist(Machine machine) {
      super(machine);
    }

    @Override
    public void refill(Cpu cpu, long zone, int count) {
      set(cpu, zone, Zone.FREE, get(cpu, zone, Zone.FREE) + count);
      ripIfWhole(cpu, zone);
    }
  }

  private static final class Miscount extends Reference {
    Miscount(Machine machine) {
      super(machine);
    }

    @Override
    public void refill(Cpu cpu, long zone, int count) {
      super.refill(cpu, zone, count > 1 ? count - 1 : count);
    }
  }

  private static final class MarkKept extends ParkedWord {
    MarkKept(Machine machine) {
      super(machine);
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

  private static final class MarkClearedLate extends SlabAllocator {
    MarkClearedLate(Machine machine) {
      super(machine, new MarkKept(machine));
    }

    @Override
    protected void release(Cpu cpu, long zone) {
      super.release(cpu, zone);
      machine.pageTable().clear(cpu, zone);
    }
  }

  private static final class ArgumentAfterIndex extends Mailbox {
    ArgumentAfterIndex(Memory memory, Watch watch, long ring) {
      super(memory, watch, ring);
    }

    @Override
    protected void publish(Cpu sender, long written, long argument) {
      advance(sender, written);
      write(sender, written, argument);
    }
  }
}
