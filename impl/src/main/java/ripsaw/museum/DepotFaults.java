package ripsaw.museum;

import static ripsaw.museum.KmallocObjMuseum.ALL;
import static ripsaw.museum.KmallocObjMuseum.NOT_LINCHECK;
import static ripsaw.museum.KmallocObjMuseum.SYSTEMATIC;
import static ripsaw.museum.KmallocObjMuseum.seeded;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.Ring;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;

/** One edge wrong in a zone's lists, or in the poller's pass over them. */
final class DepotFaults {
  private DepotFaults() {}

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "tail-kept",
            Property.ONE_PLACE,
            NOT_LINCHECK,
            "when the last slab leaves the empty list, the next one is still hung on to it",
            OneEdge.depots(
                (machine, zone, ring, exis) ->
                    new Depot(machine, zone, ring, exis) {
                      @Override
                      protected void moveTail(Cpu cpu, long slab) {}
                    })),
        seeded(
            "count-forgotten",
            Property.LIST_COUNTS,
            ALL,
            "a slab that goes on the empty list is not counted",
            OneEdge.depots(
                (machine, zone, ring, exis) ->
                    new Depot(machine, zone, ring, exis) {
                      @Override
                      protected void countEmpty(Cpu cpu, int by) {}
                    })),
        seeded(
            "depot-unlocked",
            Property.ONE_PLACE,
            NOT_LINCHECK,
            "slabs change places without the zone's lock: two cpus append to one end of a list",
            OneEdge.depots(Unlocked::new)),
        seeded(
            "alternate-dropped",
            Property.ONE_PLACE,
            ALL,
            "the slab that makes room for the next alternate goes on no list",
            OneEdge.depots(
                (machine, zone, ring, exis) ->
                    new Depot(machine, zone, ring, exis) {
                      @Override
                      protected void rotateOut(Cpu cpu, long slab) {}
                    })),
        seeded(
            "retire-one-too-many",
            Property.POLL_BOUNDED,
            NOT_LINCHECK,
            "the poller leaves one slab less than the zone is to keep",
            OneEdge.depots(
                (machine, zone, ring, exis) ->
                    new Depot(machine, zone, ring, exis) {
                      @Override
                      protected long surplus(long fulls) {
                        return super.surplus(fulls + 1);
                      }
                    })),
        seeded(
            "retire-unbounded",
            Property.POLL_BOUNDED,
            NOT_LINCHECK,
            "a pass of the poller retires all that it comes across, as before e21a70fe33 (21 Mar"
                + " 2021)",
            OneEdge.depots(
                (machine, zone, ring, exis) ->
                    new Depot(machine, zone, ring, exis) {
                      @Override
                      protected int mostRetired() {
                        return bounds.scanned();
                      }
                    })),
        seeded(
            "pick-unlocked",
            Property.ONE_PLACE,
            SYSTEMATIC,
            "the poller lets go of the lock between the choice of a slab and its unlinking: the"
                + " purge loop of the object cache before aa1f2da3b0 (2010), in a new place",
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
        seeded(
            "no-grace",
            Property.TYPE_STABILITY,
            SYSTEMATIC,
            "the poller retires whole slabs, whoever may still look at one",
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
