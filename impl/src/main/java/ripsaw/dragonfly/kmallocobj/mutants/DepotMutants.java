package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.Ring;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Mutant;

/** One edge wrong in a zone's lists, or in the poller's pass over them. */
final class DepotMutants {
  private DepotMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("tail-kept")
            .breaks(KmallocObjProperty.ONE_PLACE)
            .foundBy(NOT_LINCHECK)
            .because(
                "when the last slab leaves the empty list, the next one is still hung on to it")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected void moveTail(Cpu cpu, long slab) {}
                        })),
        mutant("count-forgotten")
            .breaks(KmallocObjProperty.LIST_COUNTS)
            .foundBy(ALL)
            .because("a slab that goes on the empty list is not counted")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected void countEmpty(Cpu cpu, int by) {}
                        })),
        mutant("depot-unlocked")
            .breaks(KmallocObjProperty.ONE_PLACE)
            .foundBy(NOT_LINCHECK)
            .because(
                "slabs change places without the zone's lock: two cpus append to one end of a list")
            .as(OneEdge.depots(Unlocked::new)),
        mutant("alternate-dropped")
            .breaks(KmallocObjProperty.ONE_PLACE)
            .foundBy(ALL)
            .because("the slab that makes room for the next alternate goes on no list")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected void rotateOut(Cpu cpu, long slab) {}
                        })),
        mutant("retire-one-too-many")
            .breaks(KmallocObjProperty.POLL_BOUNDED)
            .foundBy(NOT_LINCHECK)
            .because("the poller leaves one slab less than the zone is to keep")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected long surplus(long fulls) {
                            return super.surplus(fulls + 1);
                          }
                        })),
        mutant("retire-unbounded")
            .breaks(KmallocObjProperty.POLL_BOUNDED)
            .foundBy(NOT_LINCHECK)
            .because(
                "a pass of the poller retires all that it comes across, as before e21a70fe33 (21"
                    + " Mar"
                    + " 2021)")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected int mostRetired() {
                            return bounds.scanned();
                          }
                        })),
        mutant("pick-unlocked")
            .breaks(KmallocObjProperty.ONE_PLACE)
            .foundBy(SYSTEMATIC)
            .because(
                "the poller lets go of the lock between the choice of a slab and its unlinking: the"
                    + " purge loop of the object cache before aa1f2da3b0 (2010), in a new place")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected boolean mayRetire(Cpu cpu, long slab) {
                            boolean chosen = super.mayRetire(cpu, slab);
                            if (chosen) {
                              unlock(cpu);
                              lock(cpu);
                            }
                            return chosen;
                          }
                        })),
        mutant("no-grace")
            .breaks(KmallocObjProperty.TYPE_STABILITY)
            .foundBy(SYSTEMATIC)
            .because("the poller retires whole slabs, whoever may still look at one")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected boolean mayRetire(Cpu cpu, long slab) {
                            return ring.isFinished(cpu, slab);
                          }
                        })));
  }

  private static final class Unlocked extends Depot {
    Unlocked(Machine machine, int zone, Ring ring, Exis exis) {
      super(machine, zone, ring, exis);
    }

    @Override
    protected void lock(Cpu cpu) {
      cpu.enterCritical();
    }

    @Override
    protected void unlock(Cpu cpu) {
      cpu.leaveCritical();
    }
  }
}
