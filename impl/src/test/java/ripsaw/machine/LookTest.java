package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.order.Touch;

/** A judge need not look again after a store to a word that it did not look at. */
class LookTest {
  private static final Shape SHAPE = Shape.small(1, 2, 1);

  private final Machine machine = Machine.checked(SHAPE, new RecordingWatch());
  private final long word = machine.sharedWord(0);
  private final long other = machine.sharedWord(1);

  private boolean isLookedAt(long address) {
    return machine.isLookedAt(Layout.wordLocation(address));
  }

  @Test
  void untilSomebodyLooksEverythingCounts() {
    assertThat(isLookedAt(word)).isTrue();
  }

  @Test
  void onlyWhatWasPeekedAtSinceTheLastLookCounts() {
    machine.look();
    machine.memory().peek(word);
    assertThat(isLookedAt(word)).isTrue();
    assertThat(isLookedAt(other)).isFalse();
    machine.look();
    machine.memory().peek(other);
    assertThat(isLookedAt(word)).isFalse();
    assertThat(isLookedAt(other)).isTrue();
  }

  @Test
  void everythingCountsAgainOnceItIsForgotten() {
    machine.look();
    machine.forgetLook();
    assertThat(isLookedAt(word)).isTrue();
  }

  @Test
  void theSubjectsOwnLoadIsNoLook() {
    machine.look();
    machine.memory().getVolatile(machine.cpu(0), word);
    assertThat(isLookedAt(word)).isFalse();
  }

  @Test
  void whatIsNoWordAlwaysCounts() {
    machine.look();
    Layout layout = new Layout(SHAPE);
    assertThat(machine.isLookedAt(layout.pagesLocation())).isTrue();
    assertThat(machine.isLookedAt(layout.maskLocation(0))).isTrue();
    assertThat(machine.isLookedAt(machine.newLocation())).isTrue();
  }

  /** Or a judge would not be told of a store at all. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void eachModelTellsOfAStoreByTheLocationOfItsWord(MemoryModel model) {
    RecordingWatch watch = new RecordingWatch();
    Machine watched = Machine.checked(SHAPE, watch, model);
    Memory memory = watched.memory();
    memory.setPlain(watched.cpu(0), word, 7);
    assertThat(memory.peek(word)).isEqualTo(7);
    memory.getAndAdd(watched.cpu(0), word, 1);
    assertThat(watch.touches)
        .filteredOn(one -> one.touch() == Touch.WRITES)
        .filteredOn(one -> one.location() == Layout.wordLocation(word))
        .hasSize(2);
  }
}
