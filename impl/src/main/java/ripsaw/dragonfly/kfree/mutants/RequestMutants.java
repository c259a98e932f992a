package ripsaw.dragonfly.kfree.mutants;

import static ripsaw.dragonfly.kfree.mutants.KfreeMutants.mutant;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kfree.OwnerSlabs;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.RemoteWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.dragonfly.kfree.mutants.OneEdge.Reference;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.Origin;

/** How a request is served, resized, charged and refused, and what the tick and types are for. */
final class RequestMutants {
  private RequestMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("second-chunk-as-fresh")
            .breaks(CommonProperty.ZEROING)
            .foundBy(EXPLORER)
            .because("the first chunk of a recycled slab is zeroed, and the next taken for zero")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected long advanceUnused(Cpu cpu, long zone) {
                            set(cpu, zone, SlabHeader.DIRTY, 0);
                            return super.advanceUnused(cpu, zone);
                          }
                        })),
        mutant("fresh-taken-for-dirty")
            .breaks(KfreeProperty.LAZY_ZEROING)
            .foundBy(RUNNING)
            .because("pages that come zeroed are zeroed once more")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected boolean marksDirty(boolean recycled) {
                            return true;
                          }
                        })),
        mutant("coarse-from-128")
            .breaks(KfreeProperty.SIZE_CLASS)
            .foundBy(EXPLORER)
            .because("slabs for 128 bytes to 255 are cut in steps of 32 bytes, not of 16")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      protected int chunkBytes(long bytes) {
                        return bytes >= 128 && bytes < 256
                            ? (int) Math.ceilDiv(bytes, 32) * 32
                            : super.chunkBytes(bytes);
                      }
                    }),
        mutant("shrinks-where-it-is")
            .breaks(KfreeProperty.SIZE_CLASS)
            .foundBy(RUNNING)
            .because("a block that is resized to a smaller class stays where it is")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      protected boolean stays(long usable, long bytes) {
                        return usable >= bytes;
                      }
                    }),
        mutant("before-1ea6580da4")
            .mendedBy(new Origin("1ea6580da4", "2009-04-22", "Fix a bug in krealloc()"))
            .breaks(KfreeProperty.SIZE_CLASS)
            .foundBy(RUNNING)
            .because("a resize rounds to a class what is too large for any, and so moves what fits")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      protected boolean stays(long usable, long bytes) {
                        return usable == chunkBytes(bytes);
                      }
                    }),
        mutant("oldest-first")
            .breaks(KfreeProperty.NEWEST_FIRST)
            .foundBy(JAVA)
            .because("the slab that was listed first is used, as since 2015, and not the last")
            .as(
                OneEdge.remote(
                    machine ->
                        new ParkedWord(machine) {
                          @Override
                          public boolean takesOldest() {
                            return true;
                          }
                        })),
        mutant("limit-and-one-more")
            .breaks(CommonProperty.GRANT)
            .foundBy(RUNNING)
            .because("who has just reached the limit is granted one request more")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          public boolean isOverLimit(Cpu cpu, int type) {
                            return super.isOverLimit(cpu, type) && sum(cpu, type) > limits[type];
                          }
                        })),
        mutant("charged-as-asked")
            .breaks(CommonProperty.ACCOUNTING_CANCELS)
            .foundBy(JAVA)
            .because("a caller is charged what it asked for, and credited what it was given")
            .as(ChargedAsAsked::on),
        mutant("loose-total-kept")
            .breaks(KfreeProperty.FRESH_TYPES)
            .foundBy(JAVA)
            .because("a type begins with the loose total of the one that had its place before")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          public int create(long limit) {
                            long[] before = new long[TYPES];
                            for (int type = 0; type < TYPES; type++) {
                              before[type] = peekLoose(type);
                            }
                            int made = super.create(limit);
                            if (made >= 0) {
                              memory.poke(loose(made), before[made]);
                            }
                            return made;
                          }
                        })),
        mutant("type-kept")
            .breaks(KfreeProperty.FRESH_TYPES)
            .foundBy(JAVA)
            .because("a type that is destroyed keeps its place")
            .as(
                OneEdge.accounting(
                    machine ->
                        new Accounting(machine) {
                          @Override
                          public void destroy(int type) {}
                        })),
        mutant("tick-begins-at-the-second")
            .breaks(KfreeProperty.TICK_COLLECTS)
            .foundBy(RUNNING)
            .because(
                "the slow tick passes over the first slab of each list, as c2f95d8a21 (2013) did"
                    + " until c1b910532b (2015)")
            .as(
                OneEdge.remote(
                    machine ->
                        new ParkedWord(machine) {
                          @Override
                          public void tidy(Cpu cpu, long zone) {
                            if (memory.getPlain(cpu, zone + SlabHeader.PREVIOUS) != 0) {
                              super.tidy(cpu, zone);
                            }
                          }
                        })),
        mutant("marked-though-listed")
            .breaks(KfreeProperty.MARK_ONLY_WHEN_OFF_LIST)
            .foundBy(JAVA)
            .because(
                "a slab that need not park, for chunks came home, asks for a signal all the same")
            .as(OneEdge.remote(MarkedThoughListed::new)),
        mutant("section-left-open")
            .breaks(KfreeProperty.SECTIONS_END)
            .foundBy(RUNNING)
            .because("who is refused memory stays in the critical section")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                        long address = super.allocate(cpu, type, bytes, flags);
                        if (address == NO_MEMORY) {
                          cpu.enterCritical();
                        }
                        return address;
                      }
                    }));
  }

  private static final class MarkedThoughListed extends ParkedWord {
    private final RemoteWord word;

    MarkedThoughListed(Machine machine) {
      super(machine);
      this.word = new RemoteWord(machine);
    }

    @Override
    public boolean park(Cpu cpu, long zone) {
      boolean parks = super.park(cpu, zone);
      if (!parks) {
        word.park(cpu, zone + SlabHeader.REMOTE);
      }
      return parks;
    }
  }

  /** What each cpu asked for last. */
  private static final class ChargedAsAsked extends Accounting {
    private final CpuLocal[] asked;

    private ChargedAsAsked(Machine machine) {
      super(machine);
      this.asked =
          machine.cpus().stream().map(cpu -> machine.cpuLocal(cpu, 1)).toArray(CpuLocal[]::new);
    }

    static SlabAllocator on(Machine machine) {
      ChargedAsAsked accounting = new ChargedAsAsked(machine);
      return new SlabAllocator(machine, new ParkedWord(new OwnerSlabs(machine), accounting)) {
        @Override
        public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
          accounting.asked[cpu.id()].set(cpu, 0, bytes);
          return super.allocate(cpu, type, bytes, flags);
        }
      };
    }

    @Override
    public void add(Cpu cpu, int type, int count, long bytes) {
      super.add(cpu, type, count, count > 0 ? asked[cpu.id()].get(cpu, 0) : bytes);
    }
  }
}
