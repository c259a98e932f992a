package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.EXPLORER;
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

/** Bugs that landed in later generations, and what they are in this one. */
final class LandedMutants {
  private LandedMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("node-without-structure")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(EXPLORER)
            .because("memory of a node comes, and no cache has made its kmem_cache_node of it")
            .mendedBy(
                new Origin(
                    "b9049e234401",
                    "2007-10-22",
                    "memory hotplug: make kmem_cache_node for SLUB on memory online avoid panic"))
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void goingOnline(Cpu cpu) {}
                    }),
        mutant("one-empty-slab-too-many")
            .breaks(SlubProperty.EMPTY_SLABS)
            .foundBy(NOT_LINCHECK)
            .because("a node that has enough keeps one empty slab more")
            .mendedBy(
                new Origin(
                    "8a5b20aebaa3", "2014-06-24", "slub: fix off by one in number of slab tests"))
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean keepsEmpty(long partials) {
                        return partials <= minPartial();
                      }
                    }),
        mutant("empty-slabs-kept-when-many")
            .breaks(SlubProperty.EMPTY_SLABS)
            .foundBy(NOT_LINCHECK)
            .because("a node keeps empty slabs when it has enough, and else none")
            .mendedBy(
                new Origin(
                    "81107188f123", "2011-10-18", "slub: Fix partial count comparison confusion"))
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean keepsEmpty(long partials) {
                        return partials >= minPartial();
                      }
                    }),
        mutant("shown-in-two-looks")
            .breaks(CommonProperty.NO_CRASH)
            .foundBy(RUNNING)
            .because(
                "sysfs asks whether a cpu has a slab, and reads which again, when it may have none")
            .mendedBy(
                new Origin(
                    "bc6697d8a506",
                    "2011-11-22",
                    "slub: avoid potential NULL dereference or corruption"))
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected long objectsOf(Cpu cpu, Cpu owner, int cache) {
                        return cpuPage(cpu, owner, cache) == 0
                            ? 0
                            : inuse(cpu, cpuPage(cpu, owner, cache));
                      }
                    }),
        mutant("slab-left-for-nothing")
            .breaks(SlubProperty.RECYCLING)
            .foundBy(ALL)
            .because(
                "a stale mark on the slab makes its cpu leave it for another at each allocation")
            .mendedBy(
                new Origin(
                    "b121186ab1b1",
                    "2012-09-17",
                    "correct page->pfmemalloc to fix deactivate_slab regression"))
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean nodeMatches(Cpu cpu, int cache, long page, int node) {
                        return page == 0;
                      }
                    }),
        mutant("listed-at-the-head")
            .breaks(SlubProperty.OLDEST_FIRST)
            .foundBy(RUNNING)
            .because(
                "a slab to which its first object came back is taken next, has one object to give,"
                    + " and is full again: a storm on the list's lock")
            .mendedBy(
                new Origin(
                    "130655ef0979",
                    "2011-08-23",
                    "slub: add slab with one free object to partial list tail"))
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void becamePartial(Cpu cpu, int cache, long page) {
                        addPartialHead(cpu, cache, page);
                      }
                    }),
        mutant("debug-node-forgotten")
            .breaks(SlubProperty.CPU_NODE)
            .foundBy(NOT_LINCHECK)
            .because(
                "a cpu takes its debug slab to be of the node of the one before: so did the seed,"
                    + " until the fourth patch of its series")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void noteDebug(Cpu cpu, int cache) {}
                    }),
        mutant("taken-over-unlocked")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(EXPLORER)
            .because(
                "the slab's list is emptied by a store after its lock was let go, so that what"
                    + " another cpu frees in between is lost: get_partial_node did that, by a store"
                    + " after a compare-and-set")
            .mendedBy(
                new Origin(
                    "02d7633fa567", "2012-05-16", "slub: fix a memory leak in get_partial_node()"))
            .as(TakenOverUnlocked::new));
  }

  private static final class TakenOverUnlocked extends Slub {
    TakenOverUnlocked(Machine machine) {
      super(machine);
    }

    @Override
    protected void takeOver(Cpu cpu, int cache, long page, long object) {
      setCpuFreelist(cpu, cpu, cache, page, next(cpu, object, geometry(cache).offset()));
      countTaken(cpu, cache, page);
      unlockSlab(cpu, page);
      setFreelist(cpu, page, 0);
      lockSlab(cpu, page);
    }
  }
}
