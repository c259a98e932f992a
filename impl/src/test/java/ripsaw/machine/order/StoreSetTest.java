package ripsaw.machine.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoreSetTest {
  private static final int BOUND = 1000;

  private static StoreSet of(int... stores) {
    StoreSet set = new StoreSet();
    for (int store : stores) {
      set.add(store);
    }
    return set;
  }

  private static int[] in(StoreSet set) {
    return IntStream.range(-1, BOUND).filter(set::has).toArray();
  }

  @Test
  void itHasWhatWasAddedAndNothingElse() {
    assertThat(in(of())).isEmpty();
    int[] stores = {0, 1, 63, 64, 127, 128, 129, 255, 256, 511, 999};
    assertThat(in(of(stores))).containsExactly(stores);
  }

  @Test
  void itGrowsWithWhateverIsAdded() {
    int[] all = IntStream.range(0, BOUND).toArray();
    assertThat(in(of(all))).containsExactly(all);
    assertThat(in(of(999, 0))).containsExactly(0, 999);
  }

  @Test
  void allOfALargerOrASmallerSetCanBeAdded() {
    StoreSet small = of(3);
    small.addAll(of(3, 5, 700));
    assertThat(in(small)).containsExactly(3, 5, 700);
    StoreSet large = of(3, 700);
    large.addAll(of(4));
    assertThat(in(large)).containsExactly(3, 4, 700);
    large.addAll(large);
    assertThat(in(large)).containsExactly(3, 4, 700);
  }

  @Test
  void aCopyAndWhatItWasCopiedFromGoTheirOwnWays() {
    StoreSet set = of(1, 200);
    StoreSet copy = new StoreSet(set);
    copy.add(2);
    set.add(3);
    assertThat(in(set)).containsExactly(1, 3, 200);
    assertThat(in(copy)).containsExactly(1, 2, 200);
    StoreSet sum = of();
    sum.addAll(copy);
    sum.add(4);
    assertThat(in(copy)).containsExactly(1, 2, 200);
  }
}
