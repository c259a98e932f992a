package ripsaw.gate.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ripsaw.gate.shard.Work;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.Machine;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Verdict;
import ripsaw.subject.Allocator;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class CampaignTest {
  /** Wrong in every program. */
  private static final Subject WRONG = Catalogue.load().find("museum/unaligned").orElseThrow();

  /** Programs are told apart by how many pages their machines have. */
  private static final int FIRST = 4;

  private static final int LAST = 6;

  private static List<Program> programs() throws Malformed {
    List<Program> programs = new ArrayList<>();
    for (int pages = FIRST; pages <= LAST; pages++) {
      programs.add(
          Program.parse(
              "machine: {cpus: 2, chunks-per-slab: 2, pages: %d} | cpu0: a = alloc 64"
                  .formatted(pages)));
    }
    return programs;
  }

  private static Campaign explore(Function<Machine, Allocator> start, long deadline, int threads)
      throws Malformed {
    Subject subject =
        new Subject(
            WRONG.id(),
            WRONG.summary(),
            WRONG.origin(),
            WRONG.family(),
            WRONG.kind(),
            WRONG.violates(),
            WRONG.unpromised(),
            start);
    return Campaign.of(
        subject,
        programs(),
        subject.promised(),
        new Search(MemoryModel.SC, Method.EXHAUSTIVE, 1, 1_000, deadline, threads),
        Work.WHOLE);
  }

  @Test
  @Timeout(60)
  void theFirstProgramThatFailsIsTheFailureThoughALaterOneFailedBeforeIt() throws Malformed {
    CountDownLatch lastBegins = new CountDownLatch(1);
    Campaign campaign =
        explore(
            machine -> {
              if (machine.shape().pages() == FIRST) {
                // Of two threads the other has done the second program by then.
                await(lastBegins);
              } else if (machine.shape().pages() == LAST) {
                lastBegins.countDown();
              }
              return WRONG.start().apply(machine);
            },
            Long.MAX_VALUE,
            2);
    assertThat(campaign.failure().orElseThrow().program()).isEqualTo(programs().get(0));
    assertThat(campaign.explored()).isEqualTo(1);
    assertThat(campaign.executions()).isEqualTo(1);
    assertThat(campaign.largest()).isEqualTo(programs().get(0));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whenTheTimeIsUpTheFirstProgramIsExploredAllTheSameAndNoOther() throws Malformed {
    Subject reference = Catalogue.load().find("dragonfly/reference").orElseThrow();
    Campaign campaign = explore(reference.start(), System.nanoTime(), 2);
    assertThat(campaign.explored()).isEqualTo(1);
    assertThat(campaign.verdict(""))
        .isEqualTo(new Verdict.Bounded(1, "time: 1 of 3 programs explored", false));
  }
}
