package ripsaw.museum;

import static ripsaw.museum.KmallocObjMuseum.BY_TLC;
import static ripsaw.museum.KmallocObjMuseum.NOBODY;
import static ripsaw.museum.KmallocObjMuseum.NOT_LINCHECK;
import static ripsaw.museum.KmallocObjMuseum.SYSTEMATIC;
import static ripsaw.museum.KmallocObjMuseum.historical;
import static ripsaw.museum.KmallocObjMuseum.seeded;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;
import ripsaw.subject.Origin;

/** One edge wrong in the existential locks, or in their clock. */
final class ExisFaults {
  private ExisFaults() {}

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "exis-sign",
            Property.GRACE_PERIOD,
            NOT_LINCHECK,
            "the time left is counted the wrong way round, so that it is over at once: the poll of"
                + " 34399089e1 to f308bcdcf8 (Oct 2020), until fac0eb3cf4",
            OneEdge.exis(Sign::new)),
        historical(
            new Origin("45270dd1e4", "2021-03-21", "Refactor exis_terminate()"),
            "terminate-again",
            Property.FREE_SLABS_RETIRE,
            BY_TLC,
            "each pass of the poller terminates the slab again, and its grace period never ends",
            OneEdge.exis(
                machine ->
                    new Exis(machine) {
                      @Override
                      public boolean isFreeable(Cpu cpu, long slab) {
                        terminate(cpu, slab);
                        return super.isFreeable(cpu, slab);
                      }
                    })),
        seeded(
            "freeable-at-two",
            Property.GRACE_PERIOD,
            NOT_LINCHECK,
            "the grace period is one tick short: a cpu that was armed before its hold lets the"
                + " clock go on once",
            OneEdge.exis(
                machine ->
                    new Exis(machine) {
                      @Override
                      protected boolean isFreeable(long ticksLeft) {
                        return ticksLeft <= -2;
                      }
                    })),
        seeded(
            "clear-first",
            Property.GRACE_PERIOD,
            SYSTEMATIC,
            "the cpus are disarmed before the ticks go up: one that is armed again in between, and"
                + " then holds, lets the clock go on twice",
            OneEdge.exis(
                machine ->
                    new Exis(machine) {
                      @Override
                      protected void advance(Cpu cpu) {
                        disarm(cpu);
                        increment(cpu);
                      }
                    })),
        seeded(
            "tick-arms-held",
            Property.GRACE_PERIOD,
            NOT_LINCHECK,
            "the clock interrupt arms a cpu that holds",
            OneEdge.exis(
                machine ->
                    new Exis(machine) {
                      @Override
                      protected boolean mayArm(long holds) {
                        return true;
                      }
                    })),
        seeded(
            "setlive-forgotten",
            Property.TYPE_STABILITY,
            NOBODY,
            "equivalent: a slab that is used again keeps the stamp of its termination. Only slabs"
                + " of the full list are asked whether they may go, and on the way there each is"
                + " terminated anew",
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
      machine.watch().happened(cpu, Event.TERMINATED, slab, 0);
    }

    @Override
    protected boolean isFreeable(long ticksLeft) {
      return -ticksLeft <= 0;
    }
  }
}
