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
 * The depot without a lock, whose mark is not heeded. Orders that are too weak (N18) are not among
 * these: who stops at a race may leave a list marked, for which Lincheck's others wait for ever.
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
