package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.order.Touch;

/** Which stores a load may see under release and acquire: the watcher is asked if there are two. */
class ViewsTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(3, 2, 4), watch, MemoryModel.RA);
  private final Memory memory = machine.memory();
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final Cpu cpu2 = machine.cpu(2);
  private final long data = machine.sharedWord(0);
  private final long flag = machine.sharedWord(1);

  /** How many values an opaque load of the data may see now; it sees the oldest. */
  private int choices(Cpu cpu) {
    watch.takeOffered();
    watch.older(Integer.MAX_VALUE);
    memory.getOpaque(cpu, data);
    watch.older(0);
    return watch.takeOffered().stream().findFirst().orElse(1);
  }

  private void publish(Cpu cpu) {
    memory.setOpaque(cpu, data, 1);
    memory.setRelease(cpu, flag, 1);
  }

  @Test
  void aLoadMaySeeAnyStoreFromTheLastSeenOn() {
    for (int value = 1; value <= 3; value++) {
      memory.setOpaque(cpu0, data, value);
    }
    watch.older(2);
    assertThat(memory.getOpaque(cpu1, data)).isEqualTo(1);
    assertThat(memory.getOpaque(cpu1, data)).as("no older one").isEqualTo(1);
    watch.older(1);
    assertThat(memory.getOpaque(cpu1, data)).isEqualTo(2);
    watch.older(0);
    assertThat(memory.getOpaque(cpu1, data)).isEqualTo(3);
    assertThat(watch.takeOffered()).containsExactly(4, 3, 3, 2);
    assertThat(memory.getOpaque(cpu1, data)).isEqualTo(3);
    assertThat(watch.takeOffered()).as("one value is no choice").isEmpty();
    assertThat(choices(cpu2)).as("what one cpu saw is nothing to another").isEqualTo(4);
  }

  @Test
  void aCpuSeesItsOwnStores() {
    memory.setOpaque(cpu0, data, 1);
    memory.setPlain(cpu0, data, 2);
    assertThat(choices(cpu0)).isEqualTo(1);
    assertThat(memory.getOpaque(cpu0, data)).isEqualTo(2);
  }

  @Test
  void anAcquireOfAReleaseForbidsWhatIsOlder() {
    publish(cpu0);
    memory.getAcquire(cpu1, flag);
    assertThat(choices(cpu1)).isEqualTo(1);
    assertThat(memory.getOpaque(cpu1, data)).isEqualTo(1);
  }

  @Test
  void anAcquireOfAnOlderStoreForbidsNothing() {
    publish(cpu0);
    watch.older(1);
    assertThat(memory.getAcquire(cpu1, flag)).isZero();
    assertThat(choices(cpu1)).isEqualTo(2);
  }

  @Test
  void anOpaqueLoadOfAReleaseForbidsNothingElsewhere() {
    publish(cpu0);
    assertThat(memory.getOpaque(cpu1, flag)).isEqualTo(1);
    assertThat(choices(cpu1)).isEqualTo(2);
  }

  @Test
  void anAcquireOfAnOpaqueStoreForbidsNothingElsewhere() {
    memory.setOpaque(cpu0, data, 1);
    memory.setOpaque(cpu0, flag, 1);
    assertThat(memory.getAcquire(cpu1, flag)).isEqualTo(1);
    assertThat(choices(cpu1)).isEqualTo(2);
  }

  @Test
  void whatWasAcquiredIsPassedOnByARelease() {
    publish(cpu0);
    memory.getAcquire(cpu1, flag);
    memory.setRelease(cpu1, flag, 2);
    memory.getAcquire(cpu2, flag);
    assertThat(choices(cpu2)).isEqualTo(1);
  }

  @Test
  void aVolatileLoadSeesTheLastVolatileStoreOrALaterOne() {
    memory.setVolatile(cpu0, data, 1);
    memory.setVolatile(cpu0, data, 2);
    memory.setOpaque(cpu0, data, 3);
    watch.older(Integer.MAX_VALUE);
    assertThat(memory.getVolatile(cpu1, data)).isEqualTo(2);
    assertThat(watch.takeOffered()).containsExactly(2);
    assertThat(choices(cpu2)).as("an opaque load any").isEqualTo(4);
  }

  @Test
  void aVolatileLoadIsAnAcquireAndAVolatileStoreARelease() {
    memory.setOpaque(cpu0, data, 1);
    memory.setVolatile(cpu0, flag, 1);
    memory.getVolatile(cpu1, flag);
    assertThat(choices(cpu1)).isEqualTo(1);
  }

  @Test
  void anUpdateSeesTheLatestStore() {
    memory.setOpaque(cpu0, data, 1);
    memory.setOpaque(cpu0, data, 2);
    watch.older(Integer.MAX_VALUE);
    assertThat(memory.getAndAdd(cpu2, data, 1)).isEqualTo(2);
    assertThat(watch.takeOffered()).isEmpty();
    assertThat(memory.compareAndSetRelease(cpu1, data, 3, 4)).as("it sees an older").isFalse();
    assertThat(watch.takeOffered()).as("done, or what is not expected").containsExactly(4);
  }

  @Test
  void aCompareAndSetThatFailsIsALoad() {
    memory.setOpaque(cpu0, data, 1);
    memory.setOpaque(cpu0, data, 2);
    watch.older(Integer.MAX_VALUE);
    assertThat(memory.compareAndSetRelease(cpu1, data, 0, 9)).isFalse();
    assertThat(watch.takeOffered()).as("any but the expected").containsExactly(2);
    assertThat(memory.getOpaque(cpu1, data)).as("what it failed on, or what followed").isEqualTo(1);
    assertThat(watch.takeOffered()).containsExactly(2);
  }

  @Test
  void anUpdatePassesOnWhatTheStoreBeforeItCarried() {
    publish(cpu0);
    memory.getAndSetRelease(cpu1, flag, 2);
    assertThat(choices(cpu1)).as("it was told nothing itself").isEqualTo(2);
    memory.getAcquire(cpu2, flag);
    assertThat(choices(cpu2)).isEqualTo(1);
  }

  @Test
  void anUpdateWithAcquireIsToldAndPublishesNothing() {
    publish(cpu0);
    memory.setOpaque(cpu1, machine.sharedWord(2), 1);
    memory.getAndSetAcquire(cpu1, flag, 2);
    assertThat(choices(cpu1)).isEqualTo(1);
    memory.getAcquire(cpu2, flag);
    assertThat(choices(cpu2)).as("passed on").isEqualTo(1);
    watch.older(1);
    assertThat(memory.getOpaque(cpu2, machine.sharedWord(2))).as("not published").isZero();
  }

  @Test
  void anAdditionWithAcquireIsToldAndPublishesNothing() {
    publish(cpu0);
    memory.setOpaque(cpu1, machine.sharedWord(2), 1);
    assertThat(memory.getAndAddAcquire(cpu1, flag, 1)).isEqualTo(1);
    assertThat(choices(cpu1)).isEqualTo(1);
    memory.getAcquire(cpu2, flag);
    watch.older(1);
    assertThat(memory.getOpaque(cpu2, machine.sharedWord(2))).as("not published").isZero();
  }

  @Test
  void anAdditionWithReleasePublishesAndIsToldNothing() {
    memory.setOpaque(cpu0, data, 1);
    assertThat(memory.getAndAddRelease(cpu0, flag, 1)).isZero();
    assertThat(memory.getAndAddRelease(cpu1, flag, 1)).isEqualTo(1);
    assertThat(choices(cpu1)).isEqualTo(2);
    memory.getAcquire(cpu2, flag);
    assertThat(choices(cpu2)).as("passed on").isEqualTo(1);
  }

  @Test
  void aLaterOpaqueStoreOfTheReleaserPassesNothingOn() {
    publish(cpu0);
    memory.setOpaque(cpu0, flag, 2);
    assertThat(memory.getAcquire(cpu1, flag)).isEqualTo(2);
    assertThat(choices(cpu1)).isEqualTo(2);
  }

  @Test
  void anUpdateOfAnyOrderPassesOnWhatCameBefore() {
    publish(cpu0);
    assertThat(memory.weakCompareAndSetPlain(cpu2, flag, 1, 2)).isTrue();
    assertThat(memory.getAndAddAcquire(cpu2, flag, 1)).isEqualTo(2);
    assertThat(memory.getAcquire(cpu1, flag)).isEqualTo(3);
    assertThat(choices(cpu1)).isEqualTo(1);
  }

  // ---------------------------------------------------------------- weak updates

  @Test
  void aWeakCompareAndSetMayFailThoughItSeesWhatItExpects() {
    memory.setOpaque(cpu0, data, 1);
    watch.older(1);
    assertThat(memory.weakCompareAndSet(cpu1, data, 1, 2)).isFalse();
    assertThat(watch.takeOffered()).as("done, or either value").containsExactly(3);
    assertThat(memory.peek(data)).isEqualTo(1);
    assertThat(choices(cpu1)).as("it saw the latest").isEqualTo(1);
    watch.older(2);
    assertThat(memory.weakCompareAndSet(cpu2, data, 1, 2)).isFalse();
    assertThat(choices(cpu2)).as("it saw the older").isEqualTo(2);
    watch.older(0);
    assertThat(memory.weakCompareAndSet(cpu1, data, 1, 2)).isTrue();
    assertThat(memory.peek(data)).isEqualTo(2);
  }

  @Test
  void aWeakCompareAndSetMayFailOnAnOlderValueThatItExpects() {
    memory.setOpaque(cpu0, data, 1);
    watch.older(Integer.MAX_VALUE);
    assertThat(memory.weakCompareAndSetPlain(cpu1, data, 0, 2)).isFalse();
    assertThat(watch.takeOffered()).containsExactly(2);
    assertThat(choices(cpu1)).isEqualTo(2);
  }

  @Test
  void aWeakCompareAndSetThatSucceedsOrdersAsItsNameSays() {
    memory.setOpaque(cpu0, data, 1);
    assertThat(memory.weakCompareAndSetRelease(cpu0, flag, 0, 1)).isTrue();
    assertThat(memory.weakCompareAndSetRelease(cpu1, flag, 1, 2)).isTrue();
    assertThat(choices(cpu1)).as("it is told nothing").isEqualTo(2);
    assertThat(memory.weakCompareAndSetAcquire(cpu2, flag, 2, 3)).isTrue();
    assertThat(choices(cpu2)).isEqualTo(1);
  }

  @Test
  void aVolatileCompareAndSetFailsOnTheLastVolatileStoreOrALaterOne() {
    memory.setVolatile(cpu0, data, 1);
    memory.setOpaque(cpu0, data, 2);
    watch.older(Integer.MAX_VALUE);
    assertThat(memory.compareAndSet(cpu1, data, 7, 8)).isFalse();
    assertThat(watch.takeOffered()).containsExactly(2);
    assertThat(memory.compareAndSetAcquire(cpu2, data, 7, 8)).isFalse();
    assertThat(watch.takeOffered()).as("without that order, on any").containsExactly(3);
  }

  // ---------------------------------------------------------------- fences

  @Test
  void aReleaseFenceMakesALaterOpaqueStoreARelease() {
    memory.setOpaque(cpu0, data, 1);
    memory.releaseFence(cpu0);
    memory.setOpaque(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    assertThat(choices(cpu1)).isEqualTo(1);
  }

  @Test
  void anAcquireFenceMakesAnEarlierOpaqueLoadAnAcquire() {
    publish(cpu0);
    memory.getOpaque(cpu1, flag);
    memory.acquireFence(cpu1);
    assertThat(choices(cpu1)).isEqualTo(1);
  }

  @Test
  void aFenceOnEachSideForbidsWhatIsOlder() {
    memory.setOpaque(cpu0, data, 1);
    memory.releaseFence(cpu0);
    memory.setOpaque(cpu0, flag, 1);
    memory.getOpaque(cpu1, flag);
    memory.acquireFence(cpu1);
    assertThat(choices(cpu1)).isEqualTo(1);
    memory.getOpaque(cpu2, flag);
    assertThat(choices(cpu2)).as("one side is not enough").isEqualTo(2);
  }

  @Test
  void anAcquireFenceIsForAllTheLoadsBeforeIt() {
    publish(cpu0);
    memory.setRelease(cpu2, machine.sharedWord(2), 1);
    memory.getOpaque(cpu1, flag);
    memory.getOpaque(cpu1, machine.sharedWord(2));
    memory.acquireFence(cpu1);
    assertThat(choices(cpu1)).isEqualTo(1);
  }

  @Test
  void aFenceInTheWrongPlaceDoesNothing() {
    memory.releaseFence(cpu0);
    memory.setOpaque(cpu0, data, 1);
    memory.setOpaque(cpu0, flag, 1);
    memory.releaseFence(cpu0);
    memory.getAcquire(cpu1, flag);
    assertThat(choices(cpu1)).isEqualTo(2);
    memory.setRelease(cpu0, flag, 2);
    memory.acquireFence(cpu2);
    memory.getOpaque(cpu2, flag);
    assertThat(choices(cpu2)).isEqualTo(2);
  }

  @Test
  void neitherFenceIsTheOther() {
    memory.setOpaque(cpu0, data, 1);
    memory.acquireFence(cpu0);
    memory.setOpaque(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    assertThat(choices(cpu1)).isEqualTo(2);
    memory.setRelease(cpu0, flag, 2);
    memory.getOpaque(cpu2, flag);
    memory.releaseFence(cpu2);
    assertThat(choices(cpu2)).isEqualTo(2);
  }

  @Test
  void aFullFenceIsBoth() {
    memory.setOpaque(cpu0, data, 1);
    memory.fullFence(cpu0);
    memory.setOpaque(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    assertThat(choices(cpu1)).as("a release fence").isEqualTo(1);
    publish(cpu0);
    memory.getOpaque(cpu2, flag);
    memory.fullFence(cpu2);
    assertThat(choices(cpu2)).as("an acquire fence").isEqualTo(1);
  }

  @Test
  void whatWasStoredBeforeAFullFenceIsSeenAfterALaterOne() {
    memory.setOpaque(cpu0, data, 1);
    memory.fullFence(cpu0);
    memory.setOpaque(cpu1, flag, 1);
    memory.fullFence(cpu1);
    watch.older(1);
    assertThat(memory.getOpaque(cpu0, flag)).as("one of the two").isZero();
    assertThat(choices(cpu1)).as("but not both").isEqualTo(1);
  }

  @Test
  void oneFullFenceIsNotEnough() {
    memory.setOpaque(cpu0, data, 1);
    memory.fullFence(cpu0);
    memory.setOpaque(cpu1, flag, 1);
    memory.acquireFence(cpu1);
    memory.releaseFence(cpu1);
    watch.older(1);
    assertThat(memory.getOpaque(cpu0, flag)).isZero();
    assertThat(choices(cpu1)).as("both loads see what is older").isEqualTo(2);
  }

  // ---------------------------------------------------------------- what a step touches

  private List<Touch> touches(Cpu cpu, long word, Runnable step) {
    watch.touches.clear();
    step.run();
    return watch.touches.stream()
        .filter(touched -> touched.cpu() == cpu)
        .filter(touched -> touched.location() == Layout.wordLocation(word))
        .map(RecordingWatch.Touched::touch)
        .toList();
  }

  @Test
  void aLoadDependsOnTheStoreThatItSawAlone() {
    assertThat(touches(cpu0, data, () -> memory.getOpaque(cpu0, data))).containsExactly(Touch.SEES);
    assertThat(touches(cpu0, data, () -> memory.setOpaque(cpu0, data, 1)))
        .containsExactly(Touch.WRITES);
    assertThat(touches(cpu0, data, () -> memory.getAndAddAcquire(cpu0, data, 1)))
        .containsExactly(Touch.WRITES);
  }

  @Test
  void aCompareAndSetThatFailsSaysSoIfAnOlderStoreWouldHaveDone() {
    memory.setOpaque(cpu0, data, 1);
    assertThat(touches(cpu1, data, () -> memory.compareAndSetAcquire(cpu1, data, 0, 2)))
        .containsExactly(Touch.MISSES, Touch.SEES);
    assertThat(touches(cpu1, data, () -> memory.compareAndSetAcquire(cpu1, data, 7, 2)))
        .containsExactly(Touch.SEES);
    assertThat(touches(cpu1, data, () -> memory.compareAndSetAcquire(cpu1, data, 1, 2)))
        .containsExactly(Touch.WRITES);
  }

  @Test
  void volatileAccessesToAWordAreInAnOrderOfTheirOwn() {
    watch.touches.clear();
    memory.setVolatile(cpu0, data, 1);
    memory.getVolatile(cpu1, data);
    assertThat(watch.touches)
        .hasSize(4)
        .extracting(RecordingWatch.Touched::touch)
        .containsExactly(Touch.WRITES, Touch.WRITES, Touch.SEES, Touch.READS);
    assertThat(watch.touches.get(1).location())
        .isEqualTo(watch.touches.get(3).location())
        .isNotEqualTo(Layout.wordLocation(data));
  }

  @Test
  void allFullFencesAreInOneOrderAndTheOthersInNone() {
    watch.touches.clear();
    memory.acquireFence(cpu0);
    memory.releaseFence(cpu0);
    assertThat(watch.touches).isEmpty();
    memory.fullFence(cpu0);
    memory.fullFence(cpu1);
    assertThat(watch.touches).hasSize(2).allMatch(touched -> touched.touch() == Touch.WRITES);
    assertThat(watch.touches.get(0).location()).isEqualTo(watch.touches.get(1).location());
  }

  // ---------------------------------------------------------------- callers, locks, signals

  @Test
  void catchingUpIsToSeeTheLatestValueAndNotWhatLedToIt() {
    publish(cpu0);
    memory.catchUp(cpu1, flag);
    watch.older(1);
    assertThat(memory.getOpaque(cpu1, flag)).isEqualTo(1);
    assertThat(choices(cpu1)).isEqualTo(2);
  }

  @Test
  void aHandlerSeesWhatItsSenderDid() {
    int[] choices = {0};
    cpu1.onSignal((cpu, argument) -> choices[0] = choices(cpu));
    memory.setOpaque(cpu0, data, 1);
    assertThat(choices(cpu2)).isEqualTo(2);
    cpu0.signal(cpu1, 8);
    cpu1.takeSignals();
    assertThat(choices[0]).isEqualTo(1);
  }

  @Test
  void noSignalIsMissed() {
    List<Long> taken = new ArrayList<>();
    cpu2.onSignal((cpu, argument) -> taken.add(argument));
    cpu1.signal(cpu2, 8);
    cpu0.signal(cpu2, 16);
    watch.takeOffered();
    watch.older(1);
    assertThat(cpu2.takeSignal()).isTrue();
    assertThat(cpu2.takeSignal()).isTrue();
    assertThat(taken).containsExactly(16L, 8L);
    assertThat(watch.takeOffered()).isEmpty();
  }

  @Test
  void theLockOfThePageAllocatorTellsWhatItsLastHolderSaw() {
    memory.setOpaque(cpu0, data, 1);
    machine.pages().allocate(cpu0, 1, 1, false);
    machine.pages().allocate(cpu1, 1, 1, false);
    assertThat(choices(cpu1)).isEqualTo(1);
    assertThat(choices(cpu2)).isEqualTo(2);
  }

  @Test
  void aCallerTellsAnotherWhatItSaw() {
    memory.setOpaque(cpu0, data, 1);
    HandOver told = machine.publish(cpu0);
    memory.setOpaque(cpu0, flag, 1);
    machine.receive(cpu1, told);
    assertThat(choices(cpu1)).isEqualTo(1);
    watch.older(1);
    assertThat(memory.getOpaque(cpu1, flag)).as("that came later").isZero();
  }

  @Test
  void aPageThatIsGivenOutAnewHasNoPast() {
    long page = machine.pages().allocate(cpu0, 1, 1, false);
    memory.setOpaque(cpu0, page, 1);
    memory.setOpaque(cpu0, page, 2);
    machine.pages().free(cpu0, page, 1);
    assertThat(machine.pages().allocate(cpu0, 1, 1, false)).isEqualTo(page);
    cpu1.beginOperation(page);
    watch.older(Integer.MAX_VALUE);
    assertThat(memory.getOpaque(cpu1, page)).isZero();
    assertThat(watch.takeOffered()).isEmpty();
    memory.setOpaque(cpu0, page, 3);
    assertThat(memory.getOpaque(cpu1, page)).isZero();
    assertThat(watch.takeOffered()).containsExactly(2);
  }

  @Test
  void aDebuggerSeesTheLatestStore() {
    memory.setOpaque(cpu0, data, 1);
    memory.setOpaque(cpu1, data, 2);
    assertThat(memory.peek(data)).isEqualTo(2);
  }
}
