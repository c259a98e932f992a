package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.Types;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.subject.Mutant;

/**
 * What is owed in the end and never paid, though nothing is wrong at any time before: in the
 * reference.
 */
final class RestMutants {
  private RestMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("terminate-forgotten")
            .breaks(KmallocObjProperty.FREE_SLABS_RETIRE)
            .foundBy(RUNNING)
            .because("no grace period begins for a slab that has become whole, so none ends")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected void becameWhole(Cpu cpu, long slab, boolean allocating) {
                            pushFull(cpu, slab);
                          }
                        })),
        mutant("poller-does-not-scan")
            .breaks(KmallocObjProperty.FREE_SLABS_RETIRE)
            .foundBy(RUNNING)
            .because(
                "a pass of the poller does not look whether slabs that were empty have become"
                    + " whole: only an allocation does")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected boolean scan(Cpu cpu, boolean allocating) {
                            return allocating && super.scan(cpu, true);
                          }
                        })),
        mutant("poller-stops-behind-the-last")
            .breaks(KmallocObjProperty.FREE_SLABS_RETIRE)
            .foundBy(NOT_LINCHECK)
            .because("behind the last zone the poller's cursor does not go back to the first")
            .as(
                OneEdge.types(
                    machine ->
                        new Types(machine) {
                          @Override
                          protected int after(int zone) {
                            int next = super.after(zone);
                            return next > zone ? next : NONE;
                          }
                        })),
        mutant("clock-arms-nobody")
            .breaks(KmallocObjProperty.FREE_SLABS_RETIRE)
            .foundBy(RUNNING)
            .because(
                "the clock interrupt arms no cpu: the ticks go on only when every cpu has dropped a"
                    + " hold, and a cpu that never holds stops them")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected boolean mayArm(long holds) {
                            return false;
                          }
                        })));
  }
}
