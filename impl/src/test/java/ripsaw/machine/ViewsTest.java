package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
    CheckedMemory.HandOver told = machine.publish(cpu0);
    machine.receive(cpu1, told);
    assertThat(choices(cpu1)).isEqualTo(1);
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
