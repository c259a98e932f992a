package ripsaw.netbsd.pool.mutants;

import static ripsaw.netbsd.pool.mutants.PoolMutants.mutant;
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
            .as(GrowerLetsGo::new));
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
}
