package ripsaw.linearizability.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.Machine;
import ripsaw.machine.order.MemoryModel;
import ripsaw.netbsd.pool.PoolCache2025;
import ripsaw.netbsd.pool.PoolFamily;
import ripsaw.netbsd.pool.SerialGrowth;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** N12: a grow that fails wakes nobody, and what mends that. */
class FailedGrowTest {
  private static final String TWO_THAT_MAY_SLEEP =
      """
      machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
      before: cpu0: a = alloc 64; b = alloc 64
      cpu0: c = alloc 64
      cpu1: d = alloc 64
      """;

  /** A broadcast where {@code pool_grow} of 1.294 has none. */
  private static final class Telling extends PoolCache2025 {
    Telling(Machine machine) {
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

  private static Exploration explore(Function<Machine, Allocator> start) throws Malformed {
    Subject subject =
        new Subject(
            "made/up",
            "a pool that one caller at a time grows",
            Optional.empty(),
            new PoolFamily(),
            Subject.Kind.REFERENCE,
            Set.of(),
            Set.of(),
            start);
    return Explorer.explore(
        new Question(
            subject,
            Program.parse(TWO_THAT_MAY_SLEEP),
            MemoryModel.SC,
            Set.of(PoolProperty.GROW_WAKEUP),
            Method.EXHAUSTIVE,
            0,
            20_000,
            Long.MAX_VALUE));
  }

  @Test
  void whoWaitsForAGrowThatFailsIsWokenByNobody() throws Malformed {
    assertThat(explore(PoolCache2025::new).violation())
        .map(Violation::property)
        .contains(PoolProperty.GROW_WAKEUP);
  }

  @Test
  void withABroadcastThereNobodyIsLeftAsleep() throws Malformed {
    Exploration exploration = explore(Telling::new);
    assertThat(exploration.violation()).isEmpty();
    assertThat(exploration.isExhausted()).isTrue();
  }
}
