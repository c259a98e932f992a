package ripsaw.dragonfly.kfree.mutants;

import static ripsaw.dragonfly.kfree.mutants.KfreeMutants.mutant;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.kfree.OwnerSlabs;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** What an owner does with whole slabs: how it makes, keeps and gives them back. */
final class KeepingMutants {
  private KeepingMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("cache-emptied")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(RUNNING)
            .because("who takes one of several free slabs that a cpu keeps loses the others")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected long popCache(Cpu cpu) {
                            long zone = super.popCache(cpu);
                            for (long lost = zone; lost != 0; lost = super.popCache(cpu)) {}
                            return zone;
                          }
                        })),
        mutant("cache-passed-over")
            .breaks(KfreeProperty.KEPT_PAGES)
            .foundBy(EXPLORER)
            .because("an interrupt that needs a slab asks for pages though a free one is kept")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected long popCache(Cpu cpu) {
                            return cpu.isInInterrupt() ? 0 : super.popCache(cpu);
                          }
                        })),
        mutant("gives-one-back")
            .breaks(KfreeProperty.KEPT_PAGES)
            .foundBy(RUNNING)
            .because("of the free slabs beyond the threshold only one is given back")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected void shrinkCache(Cpu cpu) {
                            if (keepsTooMany(cpu)) {
                              giveBackOne(cpu);
                            }
                          }
                        })),
        mutant("keeps-none")
            .breaks(KfreeProperty.KEPT_PAGES)
            .foundBy(RUNNING)
            .because(
                "who may wait gives back one free slab more than there are beyond the threshold")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected void shrinkCache(Cpu cpu) {
                            boolean tooMany = keepsTooMany(cpu);
                            super.shrinkCache(cpu);
                            if (tooMany && machine.shape().cachedSlabs() > 0) {
                              giveBackOne(cpu);
                            }
                          }
                        })),
        mutant("retired-and-lost")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(JAVA)
            .because("a slab that is ripped while a signal is due is put into no cache")
            .as(OneEdge.slabs(RetiredAndLost::new)),
        mutant("one-page-of-several")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(RUNNING)
            .because("of a slab of several pages the first is given back")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected void release(Cpu cpu, long zone) {
                            machine.pages().free(cpu, zone, 1);
                          }
                        })),
        mutant("slab-unaligned")
            .breaks(KfreeProperty.SIZE_CLASS)
            .foundBy(RUNNING)
            .because(
                "a slab of several pages begins at any page, so that the base of a chunk's slab is"
                    + " not where its address says")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected long newPages(Cpu cpu, boolean wait) {
                            return machine
                                .pages()
                                .allocate(cpu, machine.shape().slabPages(), 1, wait);
                          }
                        })),
        mutant("header-forgotten")
            .breaks(KfreeProperty.SLAB_LAYOUT)
            .foundBy(RUNNING)
            .because("the chunks of a slab are counted as if there were no header before them")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected long fitting(long zone, long first, int chunkBytes) {
                            return super.fitting(zone, zone, chunkBytes);
                          }
                        })),
        mutant("last-ripped")
            .breaks(KfreeProperty.RIP_ONLY_WHEN_EMPTY)
            .foundBy(JAVA)
            .because("a slab that is whole is ripped though it is the last of its class")
            .as(
                OneEdge.slabs(
                    machine ->
                        new OwnerSlabs(machine) {
                          @Override
                          protected boolean isSpare(Cpu cpu, long zone) {
                            return isWhole(cpu, zone);
                          }
                        })),
        mutant("last-pages-held-back")
            .breaks(CommonProperty.REFUSED_ONLY_WHEN_OUT)
            .foundBy(RUNNING)
            .because("a slab is refused if its pages are the last: memory is there")
            .as(OneEdge.slabs(LastPagesHeldBack::new)));
  }

  private static final class RetiredAndLost extends OwnerSlabs {
    RetiredAndLost(Machine machine) {
      super(machine);
    }

    @Override
    protected void retire(Cpu cpu, long zone) {
      if (cpu.hasSignals()) {
        memory.end(cpu, zone, machine.shape().slabBytes());
      } else {
        super.retire(cpu, zone);
      }
    }
  }

  private static final class LastPagesHeldBack extends OwnerSlabs {
    LastPagesHeldBack(Machine machine) {
      super(machine);
    }

    @Override
    protected long newPages(Cpu cpu, boolean wait) {
      long zone = super.newPages(cpu, wait);
      if (zone != 0 && !machine.pages().hasRun(cpu, 1, 1)) {
        release(cpu, zone);
        return 0;
      }
      return zone;
    }
  }
}
