package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Mutant;
import ripsaw.subject.Origin;

/** One edge wrong in the existential locks, or in their clock. */
final class ExisMutants {
  private ExisMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("exis-sign")
            .breaks(KmallocObjProperty.GRACE_PERIOD)
            .foundBy(NOT_LINCHECK)
            .because(
                "the time left is counted the wrong way round, so that it is over at once: the"
                    + " poll of"
                    + " 34399089e1 to f308bcdcf8 (Oct 2020), until fac0eb3cf4")
            .as(OneEdge.exis(Sign::new)),
        mutant("terminate-again")
            .mendedBy(new Origin("45270dd1e4", "2021-03-21", "Refactor exis_terminate()"))
            .breaks(KmallocObjProperty.FREE_SLABS_RETIRE)
            .foundBy(NOT_LINCHECK)
            .because(
                "each pass of the poller terminates the slab again, and its grace period never"
                    + " ends")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          public boolean isFreeable(Cpu cpu, long slab) {
                            terminate(cpu, slab);
                            return super.isFreeable(cpu, slab);
                          }
                        })),
        mutant("freeable-at-two")
            .breaks(KmallocObjProperty.GRACE_PERIOD)
            .foundBy(NOT_LINCHECK)
            .because(
                "the grace period is one tick short: a cpu that was armed before its hold lets the"
                    + " clock go on once")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected boolean isFreeable(long ticksLeft) {
                            return ticksLeft <= -2;
                          }
                        })),
        mutant("clear-first")
            .breaks(KmallocObjProperty.GRACE_PERIOD)
            .foundBy(SYSTEMATIC)
            .because(
                "the cpus are disarmed before the ticks go up: one that is armed again in"
                    + " between, and"
                    + " then holds, lets the clock go on twice")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected void advance(Cpu cpu) {
                            disarm(cpu);
                            increment(cpu);
                          }
                        })),
        mutant("tick-arms-held")
            .breaks(KmallocObjProperty.GRACE_PERIOD)
            .foundBy(NOT_LINCHECK)
            .because("the clock interrupt arms a cpu that holds")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected boolean mayArm(long holds) {
                            return true;
                          }
                        })),
        mutant("setlive-forgotten")
            .breaks(KmallocObjProperty.STAMP)
            .foundBy(RUNNING)
            .because(
                "a slab that is used again keeps the stamp of its termination. Nothing comes of it"
                    + " yet: only slabs of the full list are asked whether they may go, and on the"
                    + " way there each is terminated anew")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected void setLive(Cpu cpu, long slab) {}
                        })));
  }

  private static final class Sign extends Exis {
    Sign(Machine machine) {
      super(machine);
    }

    @Override
    protected void terminate(Cpu cpu, long slab) {
      setStamp(cpu, slab, ticks(cpu) + 4);
      machine.watch().happened(cpu, KmallocObjEvent.TERMINATED, slab, 0);
    }

    @Override
    protected boolean isFreeable(long ticksLeft) {
      return -ticksLeft <= 0;
    }
  }
}
