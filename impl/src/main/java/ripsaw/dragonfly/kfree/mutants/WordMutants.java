package ripsaw.dragonfly.kfree.mutants;

import static ripsaw.dragonfly.kfree.mutants.KfreeMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.RemoteWord;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** One edge wrong in the reference's remote free: in the word, in its use, in the handler. */
final class WordMutants {
  private WordMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("no-validation")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(ALL)
            .because("the handler believes its argument and does not ask the page table")
            .as(
                OneEdge.remote(
                    machine ->
                        new ParkedWord(machine) {
                          @Override
                          protected boolean isMine(Cpu cpu, long zone) {
                            return true;
                          }
                        })),
        mutant("validation-by-existence")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(ALL)
            .because("the handler asks whether there is a slab at the address, not whose")
            .as(
                OneEdge.remote(
                    machine ->
                        new ParkedWord(machine) {
                          @Override
                          protected boolean isMine(Cpu cpu, long zone) {
                            return machine.pageTable().get(cpu, zone) != 0;
                          }
                        })),
        mutant("signal-dropped")
            .breaks(KfreeProperty.NO_STRANDING)
            .foundBy(ALL)
            .because("the signal that is owed is not sent")
            .as(
                OneEdge.remote(
                    machine ->
                        new ParkedWord(machine) {
                          @Override
                          protected void signal(Cpu cpu, Cpu owner, long zone) {}
                        })),
        mutant("owner-read-after-link")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(ALL)
            .because("whom to signal is read from the slab after the link, when it may be gone")
            .as(OneEdge.remote(OwnerReadAfterLink::new)),
        mutant("owner-slot")
            .breaks(CommonProperty.ACCOUNTING_CANCELS)
            .foundBy(ALL)
            .because("the free is accounted in the owner's slot, without atomics")
            .as(OneEdge.remote(OwnerSlot::new)),
        mutant("foreign-slot")
            .breaks(CommonProperty.CPU_LOCAL)
            .foundBy(JAVA)
            .because("the same, found at the access instead of by the sum")
            .as(OneEdge.remote(OwnerSlot::new)),
        mutant("two-step-drain")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(ALL)
            .because(
                "the drain reads the list and then clears it: what is linked in between is lost")
            .as(
                OneEdge.word(
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
        mutant("blind-link")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(ALL)
            .because("the chunk is linked by a store instead of a compare-and-set")
            .as(
                OneEdge.word(
                    machine ->
                        new RemoteWord(machine) {
                          @Override
                          protected boolean publish(Cpu cpu, long word, long head, long chunk) {
                            memory.setVolatile(cpu, word, chunk);
                            return true;
                          }
                        })),
        mutant("blind-park")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(ALL)
            .because("the parked mark is stored over whatever was linked since the drain")
            .as(
                OneEdge.word(
                    machine ->
                        new RemoteWord(machine) {
                          @Override
                          public boolean park(Cpu cpu, long word) {
                            memory.setVolatile(cpu, word, PARKED);
                            return true;
                          }
                        })),
        mutant("blind-unpark")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(ALL)
            .because("a local free that lists the slab again clears the word without looking")
            .as(
                OneEdge.word(
                    machine ->
                        new RemoteWord(machine) {
                          @Override
                          public void unpark(Cpu cpu, long word) {
                            memory.setVolatile(cpu, word, 0);
                          }
                        })),
        mutant("never-marked")
            .breaks(KfreeProperty.PARKED_MARK)
            .foundBy(ALL)
            .because("the slab leaves the list without asking for a signal")
            .as(
                OneEdge.word(
                    machine ->
                        new RemoteWord(machine) {
                          @Override
                          public boolean park(Cpu cpu, long word) {
                            return true;
                          }
                        })),
        mutant("signal-always")
            .breaks(KfreeProperty.ONE_SIGNAL_PER_SPELL)
            .foundBy(ALL)
            .because("every remote free signals: right, and all that 5fee07e was written to avoid")
            .as(
                OneEdge.word(
                    machine ->
                        new RemoteWord(machine) {
                          @Override
                          protected boolean owesSignal(long head) {
                            return true;
                          }
                        })),
        mutant("link-waits-for-owner")
            .breaks(CommonProperty.TERMINATION)
            .foundBy(ALL)
            .because(
                "whoever finds the slab parked waits until it is not, instead of linking its chunk")
            .as(
                OneEdge.word(
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
        mutant("unpark-forgotten")
            .breaks(KfreeProperty.MARK_ONLY_WHEN_OFF_LIST)
            .foundBy(RUNNING)
            .because(
                "a slab that a local free lists again keeps the mark. The next remote free sends a"
                    + " signal that finds it listed, and takes the mark away; nothing strands")
            .as(
                OneEdge.word(
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
      long size = memory.getPlain(cpu, zone + SlabHeader.CHUNK);
      accounting.addTo(cpu, ownerOf(cpu, zone), type, -1, -size);
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
      if (word.link(cpu, zone + SlabHeader.REMOTE, chunk)) {
        signal(cpu, ownerOf(cpu, zone), zone);
      }
    }

    /** A slab that is gone may name any cpu. */
    @Override
    protected Cpu ownerOf(Cpu cpu, long zone) {
      long owner = memory.getOpaque(cpu, zone + SlabHeader.OWNER);
      return machine.cpu((int) Math.floorMod(owner, (long) machine.cpus().size()));
    }
  }
}
