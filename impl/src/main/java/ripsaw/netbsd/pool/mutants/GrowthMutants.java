package ripsaw.netbsd.pool.mutants;

import static ripsaw.netbsd.pool.mutants.PoolMutants.mutant;
import static ripsaw.subject.Killers.NOBODY;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PoolCache2025;
import ripsaw.netbsd.pool.SerialGrowth;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.subject.Mutant;

/** One grower at a time, otherwise than in 2025. */
final class GrowthMutants {
  private GrowthMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("grower-lets-go")
            .breaks(PoolProperty.GROWING_NOWAIT)
            .foundBy(RUNNING)
            .because(
                "who may not wait lets the pool's lock go, too, while it asks for a page: only then"
                    + " does PR_GROWINGNOWAIT mean anything, and others wait busily (N15)")
            .as(GrowerLetsGo::new),
        mutant("failed-grow-tells")
            .breaks(PoolProperty.GROW_WAKEUP)
            .foundBy(NOBODY)
            .because(
                "equivalent to what 2025 was to be: a grow that gets no page wakes those who wait"
                    + " for its end, which mends N12")
            .as(FailedGrowTells::new));
  }

  private static final class GrowerLetsGo extends PoolCache2025 {
    GrowerLetsGo(Machine machine) {
      super(
          machine,
          new SerialGrowth(machine) {
            @Override
            protected boolean letsGo() {
              return true;
            }
          });
    }
  }

  private static final class FailedGrowTells extends PoolCache2025 {
    FailedGrowTells(Machine machine) {
      super(
          machine,
          new SerialGrowth(machine) {
            @Override
            protected boolean tellsOfFailure() {
              return true;
            }
          });
    }
  }
}
