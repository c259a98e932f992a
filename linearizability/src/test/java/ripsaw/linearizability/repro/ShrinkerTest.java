package ripsaw.linearizability.repro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.explore.Df9daea;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.repro.Replay.Misfit;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Violation;

class ShrinkerTest {
  private static final String LARGE =
      "before: cpu0: a = alloc 64; cpu2: x = alloc 64"
          + " | cpu0: b = alloc 64; c = alloc 64 | cpu1: free a | cpu2: free x";

  /** As it is found at first, with whatever preemptions. */
  private static Repro found(Program program, Method method) {
    Explorer.Question question =
        new Explorer.Question(
            Df9daea.SUBJECT,
            program,
            MemoryModel.SC,
            Df9daea.STRANDING,
            method,
            1,
            100_000,
            Long.MAX_VALUE);
    return new Repro(
        Df9daea.SUBJECT.id(),
        program,
        MemoryModel.SC,
        Optional.of(KfreeProperty.NO_STRANDING),
        Optional.of(Explorer.explore(question).schedule().orElseThrow()));
  }

  private static Repro shrink(Repro repro, long deadline) throws Misfit {
    Replay given = Replay.of(Df9daea.SUBJECT, repro);
    return Shrinker.shrink(Df9daea.SUBJECT, repro, given, deadline);
  }

  @Test
  void whatDoesNotMatterIsLeftOut() throws Misfit {
    Repro small = shrink(found(Df9daea.program(LARGE), Method.EXHAUSTIVE), Long.MAX_VALUE);
    assertThat(small.program().lines())
        .endsWith("before:  cpu0: a = alloc 64", "cpu0:    b = alloc 64", "cpu1:    free a");
    assertThat(small.program().shape().cpus()).isEqualTo(2);
    assertThat(Replay.of(Df9daea.SUBJECT, small).violation().map(Violation::property))
        .contains(KfreeProperty.NO_STRANDING);
  }

  @Test
  void theMachineLosesCpusAndNothingElse() throws Misfit {
    String machine =
        "machine: {cpus: 3, chunks-per-slab: 2, pages: 8, cached-slabs: 1, slab-pages: 2,"
            + " signals: 1}";
    Program large = Df9daea.program(machine + " | " + LARGE);
    Repro small = shrink(found(large, Method.EXHAUSTIVE), Long.MAX_VALUE);
    assertThat(small.program().lines()).startsWith(machine.replace("cpus: 3", "cpus: 2"));
  }

  @Test
  void whatIsSmallStaysAsItIs() throws Misfit {
    assertThat(shrink(Df9daea.repro(), Long.MAX_VALUE)).isEqualTo(Df9daea.repro());
  }

  /** One execution is made whatever the time, and does not show it. */
  @Test
  void withoutTimeItStaysAsItWasGiven() throws Misfit {
    Repro large = found(Df9daea.program(LARGE), Method.RANDOM);
    assertThat(shrink(large, System.nanoTime())).isEqualTo(large);
  }

  @Test
  void aProgramThatNeedsAllItHasGetsTheScheduleWithTheFewestPreemptions() throws Misfit {
    Repro given = found(Df9daea.PROGRAM, Method.RANDOM);
    assertThat(given.schedule()).isNotEqualTo(Df9daea.repro().schedule());
    assertThat(shrink(given, Long.MAX_VALUE)).isEqualTo(Df9daea.repro());
  }
}
