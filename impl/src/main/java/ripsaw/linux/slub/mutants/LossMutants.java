package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.NOT_LINCHECK;

import java.util.List;
import ripsaw.linux.slub.Slub;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Objects and slabs that are lost, or are in two places. */
final class LossMutants {
  private LossMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("own-objects-dropped")
            .breaks(CommonProperty.CONSERVATION)
            .foundBy(NOT_LINCHECK)
            .because("a cpu gives up its slab, and what it has to itself of it is forgotten")
            .as(OwnObjectsDropped::new),
        mutant("taken-and-left")
            .breaks(SlubProperty.FREELISTS)
            .foundBy(JAVA)
            .because("a cpu takes over the slab's list, which the slab keeps")
            .as(TakenAndLeft::new),
        mutant("own-list-kept")
            .breaks(SlubProperty.CPU_SLAB)
            .foundBy(NOT_LINCHECK)
            .because(
                "a cpu without a slab keeps the head of its list, on which the fast path of 2.6.24"
                    + " relies")
            .as(OwnListKept::new),
        mutant("thawed-late")
            .breaks(SlubProperty.FROZEN)
            .foundBy(ALL)
            .because("a slab that a cpu gives up stays frozen: nobody lists or discards it again")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void thaw(Cpu cpu, long page) {}
                    }),
        mutant("never-frozen")
            .breaks(SlubProperty.FROZEN)
            .foundBy(ALL)
            .because("a slab that a cpu takes is not frozen, so others list or discard it")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void freeze(Cpu cpu, long page) {}
                    }),
        mutant("pages-kept")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(JAVA)
            .because("a slab that is discarded keeps its pages")
            .as(PagesKept::new),
        mutant("granted-and-kept")
            .breaks(CommonProperty.NO_DOUBLE_GRANT)
            .foundBy(JAVA)
            .because("who takes over a list is given its first object, and keeps it on his own")
            .as(GrantedAndKept::new));
  }

  private static final class OwnObjectsDropped extends Slub {
    OwnObjectsDropped(Machine machine) {
      super(machine);
    }

    @Override
    protected void mergeCpuFreelist(Cpu cpu, Cpu owner, int cache, long page) {
      setCpuFreelist(cpu, owner, cache, page, 0);
    }
  }

  private static final class TakenAndLeft extends Slub {
    TakenAndLeft(Machine machine) {
      super(machine);
    }

    @Override
    protected void takeOver(Cpu cpu, int cache, long page, long object) {
      super.takeOver(cpu, cache, page, object);
      setFreelist(cpu, page, next(cpu, object, geometry(cache).offset()));
    }
  }

  private static final class OwnListKept extends Slub {
    OwnListKept(Machine machine) {
      super(machine);
    }

    @Override
    protected void mergeCpuFreelist(Cpu cpu, Cpu owner, int cache, long page) {
      long first = cpuFreelist(cpu, owner, cache, page);
      super.mergeCpuFreelist(cpu, owner, cache, page);
      setCpuFreelist(cpu, owner, cache, page, first);
    }
  }

  private static final class PagesKept extends Slub {
    PagesKept(Machine machine) {
      super(machine);
    }

    @Override
    protected void freePages(Cpu cpu, long page) {}
  }

  private static final class GrantedAndKept extends Slub {
    GrantedAndKept(Machine machine) {
      super(machine);
    }

    @Override
    protected void takeOver(Cpu cpu, int cache, long page, long object) {
      super.takeOver(cpu, cache, page, object);
      setCpuFreelist(cpu, cpu, cache, page, object);
    }
  }
}
