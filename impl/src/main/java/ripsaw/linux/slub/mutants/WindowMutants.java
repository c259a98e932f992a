package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.linux.slub.Slub;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.Origin;

/** What others did to the cpu while interrupts were on, and is not looked at. */
final class WindowMutants {
  private WindowMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("reuses-cpu-slab")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(NOT_LINCHECK)
            .because(
                "who finds that the cpu was given a slab meanwhile takes over that slab's list, and"
                    + " forgets what the cpu has to itself")
            .mendedBy(
                new Origin(
                    "05aa34503a9a", "2007-11-05", "SLUB: Fix memory leak by not reusing cpu_slab"))
            .as(ReusesCpuSlab::new),
        mutant("own-list-looked-at-once")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(NOT_LINCHECK)
            .because(
                "an allocation finds its cpu's list empty with interrupts on, and takes over the"
                    + " slab's, whatever came back meanwhile")
            .mendedBy(
                new Origin(
                    "73736e0387ba", "2011-12-13", "slub: fix a possible memleak in __slab_alloc()"))
            .as(OwnListLookedAtOnce::new),
        mutant("cpu-slab-overwritten")
            .breaks(SlubProperty.FROZEN)
            .foundBy(NOT_LINCHECK)
            .because("a new slab is given to a cpu that was given another meanwhile")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected long installSlab(Cpu cpu, int cache, int node, long page) {
                        return freezeNew(cpu, cache, page);
                      }
                    }),
        mutant("cpu-not-looked-at-again")
            .breaks(CommonProperty.CPU_LOCAL)
            .foundBy(RUNNING)
            .because("who wakes up on another cpu gives the new slab to the one that he was on")
            .as(NotLookedAtAgain::new));
  }

  private static final class ReusesCpuSlab extends Slub {
    ReusesCpuSlab(Machine machine) {
      super(machine);
    }

    @Override
    protected long installSlab(Cpu cpu, int cache, int node, long page) {
      long other = cpuPage(cpu, cpu, cache);
      if (other == 0) {
        return super.installSlab(cpu, cache, node, page);
      }
      discardSlab(cpu, cache, page);
      lockSlab(cpu, other);
      return other;
    }
  }

  private static final class OwnListLookedAtOnce extends Slub {
    OwnListLookedAtOnce(Machine machine) {
      super(machine);
    }

    @Override
    protected Got slabAlloc(Cpu cpu, int cache, int node, boolean wait) {
      if (cpuFreelist(cpu, cpu, cache, 0) != 0) {
        return super.slabAlloc(cpu, cache, node, wait);
      }
      boolean on = cpu.saveInterrupts();
      Got got = slowAlloc(cpu, cache, node, wait);
      got.cpu().restoreInterrupts(on);
      return got;
    }
  }

  private static final class NotLookedAtAgain extends Slub {
    NotLookedAtAgain(Machine machine) {
      super(machine);
    }

    @Override
    protected Cpu waitForPages(Cpu cpu) {
      Cpu next = super.waitForPages(cpu);
      if (next != cpu) {
        setCpuPage(next, cpu, 0, cpuPage(next, cpu, 0));
      }
      return next;
    }
  }
}
