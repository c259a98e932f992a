package ripsaw.machine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.machine.cache.Coherence.State.EXCLUSIVE;
import static ripsaw.machine.cache.Coherence.State.INVALID;
import static ripsaw.machine.cache.Coherence.State.MODIFIED;
import static ripsaw.machine.cache.Coherence.State.SHARED;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.machine.cache.Coherence.Cost;
import ripsaw.machine.cache.Coherence.State;

class CoherenceTest {
  private static final Line LINE = new Line("line", 0, 0);
  private static final Line OTHER = new Line("line", 0, 1);
  private static final Cost FETCHED = new Cost(0, 0, 1);

  private final Coherence caches = new Coherence(3);

  private void states(State... expected) {
    for (int cpu = 0; cpu < expected.length; cpu++) {
      assertThat(caches.state(cpu, LINE)).as("cpu%d", cpu).isEqualTo(expected[cpu]);
    }
  }

  @Test
  void whoReadsAloneHasTheLineExclusiveAndWritesItForNothing() {
    assertThat(caches.read(0, LINE)).isEqualTo(FETCHED);
    states(EXCLUSIVE, INVALID, INVALID);
    assertThat(caches.read(0, LINE)).isEqualTo(Cost.NONE);
    assertThat(caches.write(0, LINE)).isEqualTo(Cost.NONE);
    states(MODIFIED, INVALID, INVALID);
    assertThat(caches.write(0, LINE)).isEqualTo(Cost.NONE);
    assertThat(caches.read(0, LINE)).isEqualTo(Cost.NONE);
  }

  @Test
  void aReadTakesTheLineFromWhoHasWrittenItAndLeavesBothACopy() {
    assertThat(caches.write(0, LINE)).isEqualTo(FETCHED);
    assertThat(caches.read(1, LINE)).isEqualTo(new Cost(1, 0, 0));
    states(SHARED, SHARED, INVALID);
    assertThat(caches.read(2, LINE)).isEqualTo(new Cost(1, 0, 0));
    states(SHARED, SHARED, SHARED);
  }

  @Test
  void aWriteOfASharedLineMovesNothingAndMakesAllOtherCopiesInvalid() {
    caches.read(0, LINE);
    caches.read(1, LINE);
    caches.read(2, LINE);
    assertThat(caches.write(1, LINE)).isEqualTo(new Cost(0, 2, 0));
    states(INVALID, MODIFIED, INVALID);
  }

  @Test
  void aWriteOfAnothersLineMovesItAndMakesThatCopyInvalid() {
    caches.write(0, LINE);
    assertThat(caches.write(1, LINE)).isEqualTo(new Cost(1, 1, 0));
    states(INVALID, MODIFIED, INVALID);
  }

  /** Hand-computed: 2 transfers and 2 invalidations a round. */
  @Test
  void twoCpusThatWriteOneLineInTurnPassItToAndFro() {
    caches.write(0, LINE);
    int transfers = 0;
    int invalidations = 0;
    for (int round = 0; round < 10; round++) {
      for (int cpu : new int[] {1, 0}) {
        Cost cost = caches.write(cpu, LINE);
        transfers += cost.transfers();
        invalidations += cost.invalidations();
      }
    }
    assertThat(transfers).isEqualTo(20);
    assertThat(invalidations).isEqualTo(20);
  }

  @Test
  void twoCpusThatWriteALineEachMoveNothing() {
    assertThat(caches.write(0, LINE)).isEqualTo(FETCHED);
    assertThat(caches.write(1, OTHER)).isEqualTo(FETCHED);
    for (int round = 0; round < 10; round++) {
      assertThat(caches.write(0, LINE)).isEqualTo(Cost.NONE);
      assertThat(caches.write(1, OTHER)).isEqualTo(Cost.NONE);
    }
  }

  /** Hand-computed: the reader's read moves it, the writer's write does not, it has a copy. */
  @Test
  void aWriterAndAReaderInTurnMoveTheLineOnceARound() {
    caches.write(0, LINE);
    for (int round = 0; round < 10; round++) {
      assertThat(caches.read(1, LINE)).isEqualTo(new Cost(1, 0, 0));
      assertThat(caches.write(0, LINE)).isEqualTo(new Cost(0, 1, 0));
    }
  }

  /**
   * An independent statement: who has a valid copy is whoever touched the line since the last write
   * of another; whether it may be written for nothing is whether nobody else is of these. All
   * sequences of 7 accesses by 3 cpus.
   */
  @Test
  void allShortSequencesCostWhatTheirHistorySays() {
    int length = 7;
    int kinds = 6;
    int sequences = (int) Math.pow(kinds, length);
    for (int sequence = 0; sequence < sequences; sequence++) {
      Coherence simulated = new Coherence(3);
      List<Integer> history = new ArrayList<>();
      for (int i = 0, rest = sequence; i < length; i++, rest /= kinds) {
        int cpu = rest % kinds / 2;
        boolean writes = rest % 2 == 1;
        Set<Integer> holders = holders(history);
        boolean had = holders.remove(cpu);
        Cost expected =
            new Cost(
                !had && !holders.isEmpty() ? 1 : 0,
                writes ? holders.size() : 0,
                !had && holders.isEmpty() ? 1 : 0);
        Cost cost = writes ? simulated.write(cpu, LINE) : simulated.read(cpu, LINE);
        if (!cost.equals(expected)) {
          assertThat(cost).as("access %d of %s", i, history).isEqualTo(expected);
        }
        history.add(rest % kinds);
      }
    }
  }

  private static Set<Integer> holders(List<Integer> history) {
    Set<Integer> holders = new HashSet<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      int access = history.get(i);
      holders.add(access / 2);
      if (access % 2 == 1) {
        break;
      }
    }
    return holders;
  }
}
