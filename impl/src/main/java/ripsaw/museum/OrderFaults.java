package ripsaw.museum;

import static ripsaw.museum.RemoteFreeMuseum.JAVA;
import static ripsaw.museum.RemoteFreeMuseum.seeded;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.ParkedWord;
import ripsaw.dragonfly.RemoteWord;
import ripsaw.dragonfly.SlabAllocator;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Mailbox;
import ripsaw.machine.PageTable;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;

/**
 * The reference with the order of one access weakened by one step, for each access of its lockless
 * path: volatile to acquire or release, those to opaque, opaque to plain. An update is weakened in
 * both directions. What is equivalent says that the order is stronger than this protocol needs.
 */
final class OrderFaults {
  private static final Set<Checker> EXPLORER = EnumSet.of(Checker.EXPLORER);

  /** No scenario of Lincheck's has two cpus charge one type at a time. */
  private static final Set<Checker> BY_RACE = EnumSet.of(Checker.EXPLORER, Checker.JQWIK);

  private static final Set<Checker> NOBODY = Set.of();

  private OrderFaults() {}

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "head-read-acquire",
            Property.NO_STRANDING,
            NOBODY,
            "equivalent: a stale head makes the compare-and-set fail, and the loop reads again",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      protected long readHead(Cpu cpu, long word) {
                        return memory.getAcquire(cpu, word);
                      }
                    })),
        seeded(
            "link-release",
            Property.NO_STRANDING,
            NOBODY,
            "equivalent: the link must publish the chunk; that the head was parked it"
                + " learns from the word itself",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      protected boolean publish(Cpu cpu, long word, long head, long chunk) {
                        return memory.compareAndSetRelease(cpu, word, head, chunk);
                      }
                    })),
        seeded(
            "link-acquire",
            Property.NO_DATA_RACE,
            JAVA,
            "the link does not publish what the freeing cpu wrote into the chunk",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      protected boolean publish(Cpu cpu, long word, long head, long chunk) {
                        return memory.compareAndSetAcquire(cpu, word, head, chunk);
                      }
                    })),
        seeded(
            "park-acquire",
            Property.NO_STRANDING,
            NOBODY,
            "equivalent: whoever sees the mark needs nothing that was written before it",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      public boolean park(Cpu cpu, long word) {
                        return memory.compareAndSetAcquire(cpu, word, 0, PARKED);
                      }
                    })),
        seeded(
            "park-release",
            Property.NO_STRANDING,
            NOBODY,
            "equivalent: the park takes nothing from the word, it was empty",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      public boolean park(Cpu cpu, long word) {
                        return memory.compareAndSetRelease(cpu, word, 0, PARKED);
                      }
                    })),
        seeded(
            "unpark-acquire",
            Property.NO_STRANDING,
            NOBODY,
            "equivalent: whoever finds the mark gone needs nothing that was written before",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      public void unpark(Cpu cpu, long word) {
                        memory.compareAndSetAcquire(cpu, word, PARKED, 0);
                      }
                    })),
        seeded(
            "unpark-release",
            Property.NO_STRANDING,
            NOBODY,
            "equivalent: what was linked instead of the mark is taken later, by a swap",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      public void unpark(Cpu cpu, long word) {
                        memory.compareAndSetRelease(cpu, word, PARKED, 0);
                      }
                    })),
        seeded(
            "list-read-acquire",
            Property.NO_STRANDING,
            NOBODY,
            "equivalent: a list that is taken for empty makes the park fail, and is read"
                + " again by the drain that follows",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      protected long readList(Cpu cpu, long word) {
                        return memory.getAcquire(cpu, word);
                      }
                    })),
        seeded(
            "take-acquire",
            Property.NO_DATA_RACE,
            NOBODY,
            "equivalent: the owner publishes nothing by taking the list",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      protected long swapList(Cpu cpu, long word) {
                        return memory.getAndSetAcquire(cpu, word, 0);
                      }
                    })),
        seeded(
            "take-release",
            Property.NO_DATA_RACE,
            JAVA,
            "the owner walks a list without having been told what the freeing cpus wrote into it",
            word(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      protected long swapList(Cpu cpu, long word) {
                        return memory.getAndSetRelease(cpu, word, 0);
                      }
                    })),
        seeded(
            "page-table-read-opaque",
            Property.NO_USE_AFTER_RIP,
            NOBODY,
            "equivalent: a handler believes only its own cpu's mark, and a caller was"
                + " told of the block's",
            machine -> {
              machine.usePageTable(
                  new PageTable(machine) {
                    @Override
                    public long get(Cpu cpu, long address) {
                      return memory.getOpaque(cpu, word(address));
                    }
                  });
              return new SlabAllocator(machine, new ParkedWord(machine));
            }),
        seeded(
            "page-table-write-opaque",
            Property.NO_USE_AFTER_RIP,
            NOBODY,
            "equivalent: what a mark announces reaches other cpus with the block, not"
                + " with the mark",
            machine -> {
              machine.usePageTable(
                  new PageTable(machine) {
                    @Override
                    public void set(Cpu cpu, long address, long mark) {
                      memory.setOpaque(cpu, word(address), mark);
                    }
                  });
              return new SlabAllocator(machine, new ParkedWord(machine));
            }),
        seeded(
            "announce-opaque",
            Property.SIGNAL_DELIVERY,
            EXPLORER,
            "a mailbox announces a message without publishing it",
            mailbox(
                (memory, watch, ring) ->
                    new Mailbox(memory, watch, ring) {
                      @Override
                      protected void advance(Cpu sender, long written) {
                        memory.setOpaque(sender, written(), written + 1);
                      }
                    })),
        seeded(
            "announcement-read-opaque",
            Property.SIGNAL_DELIVERY,
            EXPLORER,
            "the receiver sees that there is a message, and not which",
            mailbox(
                (memory, watch, ring) ->
                    new Mailbox(memory, watch, ring) {
                      @Override
                      protected long writtenIndex(Cpu receiver) {
                        return memory.getOpaque(receiver, written());
                      }
                    })),
        seeded(
            "message-write-plain",
            Property.NO_DATA_RACE,
            NOBODY,
            "equivalent: the index publishes the slot, which nobody else touches",
            mailbox(
                (memory, watch, ring) ->
                    new Mailbox(memory, watch, ring) {
                      @Override
                      protected void write(Cpu sender, long written, long argument) {
                        memory.setPlain(sender, slot(written), argument);
                      }
                    })),
        seeded(
            "message-read-plain",
            Property.NO_DATA_RACE,
            NOBODY,
            "equivalent: the index has published the slot",
            mailbox(
                (memory, watch, ring) ->
                    new Mailbox(memory, watch, ring) {
                      @Override
                      protected long message(Cpu receiver, long read) {
                        return memory.getPlain(receiver, slot(read));
                      }
                    })),
        seeded(
            "consume-opaque",
            Property.SIGNAL_DELIVERY,
            NOBODY,
            "equivalent as far as the suite goes: it matters once a ring of 16 has gone round",
            mailbox(
                (memory, watch, ring) ->
                    new Mailbox(memory, watch, ring) {
                      @Override
                      protected void consume(Cpu receiver, long read) {
                        memory.setOpaque(receiver, read(), read + 1);
                      }
                    })),
        seeded(
            "room-read-opaque",
            Property.SIGNAL_DELIVERY,
            NOBODY,
            "equivalent as far as the suite goes: it matters once a ring of 16 has gone round",
            mailbox(
                (memory, watch, ring) ->
                    new Mailbox(memory, watch, ring) {
                      @Override
                      protected long readIndex(Cpu sender) {
                        return memory.getOpaque(sender, read());
                      }
                    })),
        seeded(
            "slot-read-plain",
            Property.NO_DATA_RACE,
            JAVA,
            "an accounting slot is read plainly, while its cpu may write it",
            accounting(
                machine ->
                    new Accounting(machine) {
                      @Override
                      protected long read(Cpu cpu, long slot) {
                        return memory.getPlain(cpu, slot);
                      }
                    })),
        seeded(
            "slot-write-plain",
            Property.NO_DATA_RACE,
            JAVA,
            "an accounting slot is written plainly, while a sum may read it",
            accounting(
                machine ->
                    new Accounting(machine) {
                      @Override
                      protected void write(Cpu cpu, long slot, long value) {
                        memory.setPlain(cpu, slot, value);
                      }
                    })),
        seeded(
            "loose-read-plain",
            Property.NO_DATA_RACE,
            BY_RACE,
            "the loose total is read plainly, while any cpu may write it",
            accounting(
                machine ->
                    new Accounting(machine) {
                      @Override
                      protected long readLoose(Cpu cpu, long total) {
                        return memory.getPlain(cpu, total);
                      }
                    })),
        seeded(
            "loose-write-plain",
            Property.NO_DATA_RACE,
            BY_RACE,
            "the loose total is written plainly, while any cpu may do so too",
            accounting(
                machine ->
                    new Accounting(machine) {
                      @Override
                      protected void writeLoose(Cpu cpu, long total, long value) {
                        memory.setPlain(cpu, total, value);
                      }
                    })));
  }

  private static Function<Machine, Allocator> word(Function<Machine, RemoteWord> word) {
    return machine -> new SlabAllocator(machine, new ParkedWord(machine, word.apply(machine)));
  }

  private static Function<Machine, Allocator> mailbox(Machine.MailboxMaker maker) {
    return machine -> {
      machine.useMailboxes(maker);
      return new SlabAllocator(machine, new ParkedWord(machine));
    };
  }

  private static Function<Machine, Allocator> accounting(Function<Machine, Accounting> accounting) {
    return machine ->
        new SlabAllocator(machine, new ParkedWord(machine), accounting.apply(machine));
  }
}
