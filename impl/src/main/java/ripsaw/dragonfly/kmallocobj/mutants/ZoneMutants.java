package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.Depot;
import ripsaw.dragonfly.kmallocobj.KmallocObj.Geometry;
import ripsaw.dragonfly.kmallocobj.ObjectSlab;
import ripsaw.dragonfly.kmallocobj.Types;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** One edge wrong where zones come and go, and the poller goes round them. */
final class ZoneMutants {
  private ZoneMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("destroy-races-poller")
            .breaks(KmallocObjProperty.ZONE_DESTRUCTION)
            .foundBy(SYSTEMATIC)
            .because("a zone is destroyed though the poller is at work on it")
            .as(
                OneEdge.types(
                    machine ->
                        new Types(machine) {
                          @Override
                          protected void awaitPoller(Cpu cpu, int zone) {}
                        })),
        mutant("cursor-kept")
            .breaks(KmallocObjProperty.ZONE_DESTRUCTION)
            .foundBy(NOT_LINCHECK)
            .because(
                "a zone is destroyed with the poller's cursor on it: the saved iterator of"
                    + " 005cad8bb9"
                    + " (2020), in a new place")
            .as(
                OneEdge.types(
                    machine ->
                        new Types(machine) {
                          @Override
                          protected void stepOff(Cpu cpu, int zone) {}
                        })),
        mutant("alternate-not-destroyed")
            .breaks(KmallocObjProperty.ZONE_DESTRUCTION)
            .foundBy(NOT_LINCHECK)
            .because("a zone is destroyed and the cpus' alternate slabs are left behind")
            .as(
                OneEdge.depots(
                    (machine, zone, ring, exis) ->
                        new Depot(machine, zone, ring, exis) {
                          @Override
                          protected long takeAlternate(Cpu cpu, Cpu owner) {
                            return 0;
                          }
                        })),
        mutant("wakeup-forgotten")
            .breaks(CommonProperty.TERMINATION)
            .foundBy(SYSTEMATIC)
            .because(
                "the poller ends its pass and wakes nobody: a sleeper of the object cache before"
                    + " 77e294a104 (2005), in a new place")
            .as(
                OneEdge.types(
                    machine ->
                        new Types(machine) {
                          @Override
                          protected void wake(Cpu cpu, int zone) {}
                        })),
        mutant("sleep-unchecked")
            .breaks(CommonProperty.TERMINATION)
            .foundBy(SYSTEMATIC)
            .because(
                "who destroys a zone lets go of the lock after it saw the poller at work, takes it"
                    + " again, and sleeps without another look: as the object cache did before"
                    + " 208c0e5b1b (2006)")
            .as(
                OneEdge.types(
                    machine ->
                        new Types(machine) {
                          @Override
                          protected void awaitPoller(Cpu cpu, int zone) {
                            while (isPolling(cpu, zone)) {
                              relock(cpu);
                              sleep(cpu, zone);
                            }
                          }
                        })),
        mutant("offset-aligned-first")
            .breaks(KmallocObjProperty.GEOMETRY)
            .foundBy(RUNNING)
            .because(
                "room for the ring is counted behind a header that is aligned already, and so is"
                    + " not"
                    + " used: one object less than fits, as could be before ec445c86a5 (18 May"
                    + " 2021)")
            .as(OneEdge.geometry(ZoneMutants::alignedFirst)));
  }

  private static long alignedFirst(long slabBytes, long objectBytes) {
    long header = ObjectSlab.RING + KmallocObjCensus.CACHE_LINE - 1 & -KmallocObjCensus.CACHE_LINE;
    long count = (slabBytes - header) / (objectBytes + 8);
    while (Geometry.offset(count) + count * objectBytes > slabBytes) {
      count--;
    }
    return count;
  }
}
