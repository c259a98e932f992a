package ripsaw.netbsd.pool.mutants;

import static ripsaw.netbsd.pool.mutants.PoolMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.JAVA;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PoolCache2020;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/**
 * The depot without a lock, whose mark is not heeded, or of which an order was left out, as in a
 * kernel that takes atomics for barriers where they are none (N18). The order of the store that
 * takes the mark away is not among these: to see that it matters takes two cpus that give a group
 * and two that take one, and a depot with a lock has too many schedules of that.
 */
final class DepotMutants {
  private DepotMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("marked-in-two-steps")
            .breaks(PoolProperty.GROUPS)
            .foundBy(ALL)
            .because("the mark is written over whatever is there: two cpus take one group")
            .as(
                machine ->
                    new PoolCache2020(machine) {
                      @Override
                      protected boolean mark(Cpu cpu, long head, long first) {
                        memory.setOpaque(cpu, head, 1);
                        return true;
                      }
                    }),
        mutant("link-not-released")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(JAVA)
            .because(
                "no membar_release before a group is linked: who takes it need not see what is in"
                    + " it (N18)")
            .as(
                machine ->
                    new PoolCache2020(machine) {
                      @Override
                      protected boolean link(Cpu cpu, long head, long first, long group) {
                        return memory.compareAndSetAcquire(cpu, head, first, group);
                      }
                    }),
        mutant("mark-not-acquired")
            .breaks(CommonProperty.NO_DATA_RACE)
            .foundBy(JAVA)
            .because(
                "nothing orders what is read of a group behind the mark by which it is taken (N18)")
            .as(
                machine ->
                    new PoolCache2020(machine) {
                      @Override
                      protected boolean mark(Cpu cpu, long head, long first) {
                        return memory.compareAndSetRelease(cpu, head, first, 1);
                      }
                    }),
        mutant("mark-taken-for-a-group")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(JAVA)
            .because("who finds the mark does not wait, and goes on with it as with a group")
            .as(MarkTakenForAGroup::new));
  }

  private static final class MarkTakenForAGroup extends PoolCache2020 {
    MarkTakenForAGroup(Machine machine) {
      super(machine);
    }

    @Override
    protected long awaitUnmarked(Cpu cpu, long head) {
      return memory.getOpaque(cpu, head);
    }
  }
}
