package ripsaw.dragonfly.kmallocobj.mutants;

import static ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants.mutant;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.SharedWords;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.dragonfly.kmallocobj.mutants.OneEdge.Reference;
import ripsaw.machine.Cpu;
import ripsaw.subject.Mutant;

/** One edge wrong in the clock of pseudo ticks, in stamps, or in holds: in the reference. */
final class ClockMutants {
  private ClockMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("stamp-of-this-tick")
            .breaks(KmallocObjProperty.STAMP)
            .foundBy(RUNNING)
            .because("a slab is stamped with this tick, and its grace period is one too long")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected void terminate(Cpu cpu, long slab) {
                            setStamp(cpu, slab, ticks(cpu));
                            machine.watch().happened(cpu, KmallocObjEvent.TERMINATED, slab, 0);
                          }
                        })),
        mutant("stamp-too-early")
            .breaks(KmallocObjProperty.GRACE_PERIOD)
            .foundBy(RUNNING)
            .because(
                "a slab is stamped with the tick before the last, and its grace period is one too"
                    + " short")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected void terminate(Cpu cpu, long slab) {
                            setStamp(cpu, slab, ticks(cpu) - 2);
                            machine.watch().happened(cpu, KmallocObjEvent.TERMINATED, slab, 0);
                          }
                        })),
        mutant("clock-waits-for-holds")
            .breaks(KmallocObjProperty.CLOCK)
            .foundBy(RUNNING)
            .because(
                "the clock does not go on while a cpu holds, though it was seen without a hold")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected void advance(Cpu cpu) {
                            if (machine.cpus().stream()
                                .allMatch(
                                    which -> memory.getOpaque(cpu, holds(machine, which)) == 0)) {
                              super.advance(cpu);
                            }
                          }
                        })),
        mutant("clock-waits-for-poller")
            .breaks(KmallocObjProperty.CLOCK)
            .foundBy(RUNNING)
            .because("the clock does not go on while a poller is at work")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected void advance(Cpu cpu) {
                            for (int zone = 0; zone < Accounting.TYPES; zone++) {
                              if (memory.getOpaque(cpu, new SharedWords(machine).polling(zone))
                                  != 0) {
                                return;
                              }
                            }
                            super.advance(cpu);
                          }
                        })),
        mutant("clock-goes-on-by-two")
            .breaks(KmallocObjProperty.GRACE_PERIOD)
            .foundBy(RUNNING)
            .because("the clock goes on twice when every cpu was seen without a hold")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected void advance(Cpu cpu) {
                            increment(cpu);
                            super.advance(cpu);
                          }
                        })),
        mutant("inner-hold-ends-all")
            .breaks(KmallocObjProperty.GRACE_PERIOD)
            .foundBy(RUNNING)
            .because("a cpu that drops the inner of two holds is taken for one without a hold")
            .as(
                OneEdge.exis(
                    machine ->
                        new Exis(machine) {
                          @Override
                          protected boolean wasOutermost(long holdsLeft) {
                            return true;
                          }
                        })),
        mutant("tick-tells-those-above")
            .breaks(KmallocObjProperty.CLOCK)
            .foundBy(RUNNING)
            .because("the clock interrupts only the cpus above the one that it interrupts first")
            .as(
                machine ->
                    new Reference(machine) {
                      @Override
                      public void tick(Cpu cpu) {
                        tickHere(cpu);
                        for (Cpu other : machine.cpus()) {
                          if (other.id() > cpu.id()) {
                            cpu.signal(other, new SharedWords(machine).ticks());
                          }
                        }
                      }
                    }));
  }
}
