package ripsaw.linearizability.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;

class RacingPairsTest {
  private static final Machine MACHINE = Machine.raw(Shape.small(3, 2, 4));
  private static final boolean READS = false;
  private static final boolean WRITES = true;

  private static final List<Probes.Spot> LINES =
      IntStream.range(0, 10).mapToObj(line -> new Probes.Spot("x.A", "a", line, "")).toList();

  private final RacingPairs pairs = new RacingPairs();

  private void accessed(int cpu, long address, int spot, boolean writes) {
    pairs.accessed(MACHINE.cpu(cpu), address, spot, writes);
  }

  private List<String> seen() {
    return pairs.in(LINES).sorted().map(RacingPair::toString).toList();
  }

  @Test
  void readersDoNotRaceWithEachOther() {
    accessed(0, 8, 1, READS);
    accessed(1, 8, 2, READS);
    assertThat(seen()).isEmpty();
  }

  @Test
  void aStoreRacesWithTheReadersBeforeItAndWithThoseAfter() {
    accessed(0, 8, 1, READS);
    accessed(2, 8, 2, READS);
    accessed(1, 8, 3, WRITES);
    accessed(0, 8, 4, READS);
    assertThat(seen()).containsExactly("A:1 -> A:3", "A:2 -> A:3", "A:3 -> A:4");
  }

  @Test
  void aStoreComesBetween() {
    accessed(0, 8, 1, WRITES);
    accessed(1, 8, 2, WRITES);
    accessed(2, 8, 3, READS);
    assertThat(seen()).containsExactly("A:1 -> A:2", "A:2 -> A:3");
  }

  @Test
  void oneCpuAndTwoWordsAreNoRace() {
    accessed(0, 8, 1, WRITES);
    accessed(0, 8, 2, READS);
    accessed(1, 16, 3, WRITES);
    assertThat(seen()).isEmpty();
  }

  @Test
  void anotherExecutionBeginsWithNothing() {
    accessed(0, 8, 1, WRITES);
    pairs.begin();
    accessed(1, 8, 2, READS);
    assertThat(seen()).isEmpty();
  }
}
