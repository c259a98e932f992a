package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.Types;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.subject.Mutant;

/** One edge wrong in the way that pollers go, and in what a pass sees to: in the reference. */
final class PollerMutants {
  private PollerMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("poller-begins-anew")
            .breaks(KmallocObjProperty.POLL_ORDER)
            .foundBy(RUNNING)
            .because("each time it is done with a zone the poller begins at the first again")
            .as(
                OneEdge.types(
                    machine ->
                        new Types(machine) {
                          @Override
                          protected int after(int zone) {
                            return super.after(-1);
                          }
                        })),
        mutant("poller-skips-a-zone")
            .breaks(KmallocObjProperty.POLL_ORDER)
            .foundBy(RUNNING)
            .because("the poller passes over every other zone")
            .as(
                OneEdge.types(
                    machine ->
                        new Types(machine) {
                          @Override
                          protected int after(int zone) {
                            int next = super.after(zone);
                            return next == NONE ? NONE : super.after(next);
                          }
                        })),
        mutant("second-poller-enters")
            .breaks(KmallocObjProperty.ZONE_DESTRUCTION)
            .foundBy(EXPLORER)
            .because(
                "two pollers are at work on a zone, and it is destroyed when the first has done")
            .as(
                OneEdge.types(
                    machine ->
                        new Types(machine) {
                          @Override
                          protected boolean isTaken(Cpu cpu, int zone) {
                            return false;
                          }
                        })),
        mutant("poller-leaves-one-more")
            .breaks(KmallocObjProperty.POLL_COMPLETE)
            .foundBy(RUNNING)
            .because("the poller leaves one slab more than the zone is to keep")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected long surplus(long fulls) {
                            return super.surplus(fulls - 1);
                          }
                        })),
        mutant("poller-scans-if-none-is-full")
            .breaks(KmallocObjProperty.POLL_COMPLETE)
            .foundBy(RUNNING)
            .because(
                "a pass of the poller does not look at slabs that were empty, if it has others to"
                    + " retire")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected boolean scan(Cpu cpu, boolean allocating) {
                            return (allocating || fulls(cpu) == 0) && super.scan(cpu, allocating);
                          }
                        })),
        mutant("grace-too-long")
            .breaks(KmallocObjProperty.POLL_COMPLETE)
            .foundBy(RUNNING)
            .because("a slab waits a tick longer than it must")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected boolean isFreeable(long ticksLeft) {
                            return ticksLeft <= -4;
                          }
                        })));
  }
}
