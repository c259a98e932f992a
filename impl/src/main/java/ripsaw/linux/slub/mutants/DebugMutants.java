package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import java.util.function.Function;
import ripsaw.linux.slub.Slub;
import ripsaw.linux.slub.SlubConsistency;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;

/** Checks of debug slabs that see nothing, or do not keep what they see from happening. */
final class DebugMutants {
  private DebugMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("double-free-unseen")
            .breaks(SlubProperty.MISTAKES_REPORTED)
            .foundBy(NOT_LINCHECK)
            .because("nobody looks whether what is freed is free already")
            .as(
                checks(
                    new SlubConsistency() {
                      @Override
                      protected boolean isOnFreelist(
                          Slub slub, Cpu cpu, int cache, long page, long object) {
                        return false;
                      }
                    })),
        mutant("reported-and-freed")
            .breaks(SlubProperty.FREELISTS)
            .foundBy(NOT_LINCHECK)
            .because("a mistake is reported, and the object is freed all the same")
            .as(
                checks(
                    new SlubConsistency() {
                      @Override
                      protected boolean mayFree(
                          Slub slub, Cpu cpu, int cache, long page, long object) {
                        super.mayFree(slub, cpu, cache, page, object);
                        return true;
                      }
                    })),
        mutant("debug-slab-freed-fast")
            .breaks(SlubProperty.MISTAKES_REPORTED)
            .foundBy(RUNNING)
            .because("an object of the cpu's debug slab is freed on the fast path, unchecked")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean isOwn(Cpu cpu, int cache, long page) {
                        return page == cpuPage(cpu, cpu, cache);
                      }
                    }));
  }

  private static Function<Machine, Allocator> checks(SlubConsistency other) {
    return machine -> new Slub(machine, other) {};
  }
}
