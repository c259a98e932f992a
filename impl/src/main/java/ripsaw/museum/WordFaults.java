package ripsaw.museum;

import static ripsaw.museum.RemoteFreeMuseum.ALL;
import static ripsaw.museum.RemoteFreeMuseum.JAVA;
import static ripsaw.museum.RemoteFreeMuseum.seeded;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import ripsaw.dragonfly.ParkedWord;
import ripsaw.dragonfly.RemoteWord;
import ripsaw.dragonfly.SlabAllocator;
import ripsaw.dragonfly.Zone;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;

/** One edge wrong in the reference's remote free: in the word, in its use, in the handler. */
final class WordFaults {
  private WordFaults() {}

  private static Function<Machine, Allocator> with(Function<Machine, ParkedWord> remote) {
    return machine -> new SlabAllocator(machine, remote.apply(machine));
  }

  private static Function<Machine, Allocator> withWord(Function<Machine, RemoteWord> word) {
    return with(machine -> new ParkedWord(machine, word.apply(machine)));
  }

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "no-validation",
            Property.NO_USE_AFTER_RIP,
            ALL,
            "the handler believes its argument and does not ask the page table",
            with(
                machine ->
                    new ParkedWord(machine) {
                      @Override
                      protected boolean isMine(Cpu cpu, long zone) {
                        return true;
                      }
                    })),
        seeded(
            "validation-by-existence",
            Property.NO_USE_AFTER_RIP,
            ALL,
            "the handler asks whether there is a slab at the address, not whose",
            with(
                machine ->
                    new ParkedWord(machine) {
                      @Override
                      protected boolean isMine(Cpu cpu, long zone) {
                        return machine.pageTable().get(cpu, zone) != 0;
                      }
                    })),
        seeded(
            "signal-dropped",
            Property.NO_STRANDING,
            ALL,
            "the signal that is owed is not sent",
            with(
                machine ->
                    new ParkedWord(machine) {
                      @Override
                      protected void signal(Cpu cpu, Cpu owner, long zone) {}
                    })),
        seeded(
            "owner-read-after-link",
            Property.NO_USE_AFTER_RIP,
            ALL,
            "whom to signal is read from the slab after the link, when it may be gone",
            with(OwnerReadAfterLink::new)),
        seeded(
            "owner-slot",
            Property.ACCOUNTING_CANCELS,
            ALL,
            "the free is accounted in the owner's slot, without atomics",
            with(OwnerSlot::new)),
        seeded(
            "foreign-slot",
            Property.CPU_LOCAL,
            JAVA,
            "the same, found at the access instead of by the sum",
            with(OwnerSlot::new)),
        seeded(
            "two-step-drain",
            Property.CONSERVATION,
            ALL,
            "the drain reads the list and then clears it: what is linked in between is lost",
            withWord(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      public long takeAll(Cpu cpu, long word) {
                        long chunks = chain(memory.getVolatile(cpu, word));
                        if (chunks != 0) {
                          memory.setVolatile(cpu, word, 0);
                        }
                        return chunks;
                      }
                    })),
        seeded(
            "blind-link",
            Property.CONSERVATION,
            ALL,
            "the chunk is linked by a store instead of a compare-and-set",
            withWord(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      protected boolean publish(Cpu cpu, long word, long head, long chunk) {
                        memory.setVolatile(cpu, word, chunk);
                        return true;
                      }
                    })),
        seeded(
            "blind-park",
            Property.CONSERVATION,
            ALL,
            "the parked mark is stored over whatever was linked since the drain",
            withWord(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      public boolean park(Cpu cpu, long word) {
                        memory.setVolatile(cpu, word, PARKED);
                        return true;
                      }
                    })),
        seeded(
            "blind-unpark",
            Property.CONSERVATION,
            ALL,
            "a local free that lists the slab again clears the word without looking",
            withWord(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      public void unpark(Cpu cpu, long word) {
                        memory.setVolatile(cpu, word, 0);
                      }
                    })),
        seeded(
            "never-marked",
            Property.PARKED_MARK,
            ALL,
            "the slab leaves the list without asking for a signal",
            withWord(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      public boolean park(Cpu cpu, long word) {
                        return true;
                      }
                    })),
        seeded(
            "signal-always",
            Property.ONE_SIGNAL_PER_SPELL,
            ALL,
            "every remote free signals: right, and all that 5fee07e was written to avoid",
            withWord(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      protected boolean owesSignal(long head) {
                        return true;
                      }
                    })),
        seeded(
            "link-waits-for-owner",
            Property.TERMINATION,
            ALL,
            "whoever finds the slab parked waits until it is not, instead of linking its chunk",
            withWord(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      protected long readHead(Cpu cpu, long word) {
                        long head;
                        do {
                          head = super.readHead(cpu, word);
                        } while (head == PARKED);
                        return head;
                      }
                    })),
        seeded(
            "unpark-forgotten",
            Property.NO_STRANDING,
            Set.of(),
            "equivalent: a slab that a local free lists again keeps the mark. The next remote free"
                + " sends a signal that finds it listed, and takes the mark away; still one a spell",
            withWord(
                machine ->
                    new RemoteWord(machine) {
                      @Override
                      public void unpark(Cpu cpu, long word) {}
                    })));
  }

  private static final class OwnerSlot extends ParkedWord {
    OwnerSlot(Machine machine) {
      super(machine);
    }

    @Override
    protected void account(Cpu cpu, int type, long zone) {
      long size = memory.getPlain(cpu, zone + Zone.CHUNK);
      slabs().accounting().addTo(cpu, ownerOf(cpu, zone), type, -1, -size);
    }
  }

  private static final class OwnerReadAfterLink extends ParkedWord {
    private final RemoteWord word;

    OwnerReadAfterLink(Machine machine) {
      this(machine, new RemoteWord(machine));
    }

    private OwnerReadAfterLink(Machine machine, RemoteWord word) {
      super(machine, word);
      this.word = word;
    }

    @Override
    public void free(Cpu cpu, int type, long zone, long chunk) {
      account(cpu, type, zone);
      if (word.link(cpu, zone + Zone.REMOTE, chunk)) {
        signal(cpu, ownerOf(cpu, zone), zone);
      }
    }

    /** A slab that is gone may name any cpu. */
    @Override
    protected Cpu ownerOf(Cpu cpu, long zone) {
      long owner = memory.getOpaque(cpu, zone + Zone.OWNER);
      return machine.cpu((int) Math.floorMod(owner, (long) machine.cpus().size()));
    }
  }
}
