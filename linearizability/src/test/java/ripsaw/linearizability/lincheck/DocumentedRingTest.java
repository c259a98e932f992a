package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Slab;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/**
 * What the kernel's comments say of a slab's ring since 737b020b54 (28 May 2021), against the Java:
 * aindex &lt;= xindex &lt;= findex, and the slots from aindex to xindex - 1 hold objects. Both are
 * false in executions in which nothing else is wrong. {@code KmallocObj_documented-order} and
 * {@code KmallocObj_documented-slots} say the same of the specification.
 */
class DocumentedRingTest {
  private static final Predicate<Slab> ORDER =
      slab -> slab.aindex() <= slab.xindex() && slab.xindex() <= slab.findex();

  private static final Predicate<Slab> SLOTS =
      slab -> {
        for (long index = slab.aindex(); index < slab.xindex(); index++) {
          if (slab.slots().get((int) (index % slab.capacity())) == 0) {
            return false;
          }
        }
        return true;
      };

  /** What is true: when no free is under way, each slot between the indices holds an object. */
  private static final Predicate<Slab> WHEN_ALL_FREES_HAVE_ENDED =
      slab -> slab.xindex() != slab.findex() || SLOTS.test(slab);

  private static ProgramRun run(String subject, String program) throws Program.Malformed {
    Subject found = Catalogue.load().find(subject).orElseThrow();
    return new ProgramRun(found, Program.parse(program), MemoryModel.SC, found.promised(), null);
  }

  private static Slab slab(ProgramRun run) {
    return ((KmallocObjCensus) run.session().takeCensus()).slabs().get(0);
  }

  /** The free has filled its slot and stands still; the owner takes the object out again. */
  @ParameterizedTest
  @ValueSource(strings = {"dragonfly/kmalloc_obj-2026", "dragonfly/kmalloc_obj-reference"})
  void anObjectMayBeTakenAgainBeforeItsFreeHasEndedSoThatXindexIsBehindAindex(String subject)
      throws Exception {
    ProgramRun run =
        run(
            subject,
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 | cpu1: free a");
    while (!run.nextLabel(1).startsWith("add slab0.xindex")) {
      run.step(1, 0);
    }
    while (!run.isDone(0)) {
      run.step(0, 0);
    }
    assertThat(slab(run).aindex()).isEqualTo(3);
    assertThat(slab(run).xindex()).isEqualTo(2);
    assertThat(ORDER.test(slab(run))).isFalse();
    assertThat(WHEN_ALL_FREES_HAVE_ENDED.test(slab(run))).isTrue();
    run.step(1, 0);
    assertThat(ORDER.test(slab(run))).as("until it has ended").isTrue();
    assertThat(run.session().found()).isEmpty();
  }

  /** Two freeing cpus: one has reserved slot 0 and stands still, the other ends in slot 1. */
  @Test
  void xindexMayCountAFreeThatEndedBehindAnEmptySlot() throws Exception {
    ProgramRun run =
        run(
            "dragonfly/kmalloc_obj-2026",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu1: free a | cpu2: free b");
    while (!run.nextLabel(1).startsWith("set-release slab0.ring")) {
      run.step(1, 0);
    }
    while (!run.isDone(2)) {
      run.step(2, 0);
    }
    Slab slab = slab(run);
    assertThat(slab.slots().get(0)).isZero();
    assertThat(slab.xindex()).isEqualTo(3);
    assertThat(ORDER.test(slab)).isTrue();
    assertThat(SLOTS.test(slab)).isFalse();
    assertThat(WHEN_ALL_FREES_HAVE_ENDED.test(slab)).isTrue();
    assertThat(run.session().found()).isEmpty();
  }
}
