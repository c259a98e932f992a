package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.order.Touch;

/**
 * Which stores a load may see under total store order. All words are 0 in the beginning and 1
 * later, if nothing else is said: so a load that must see what was stored sees 1, even if it is the
 * oldest that it may see.
 */
class TotalStoreOrderTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(6, 2, 4), watch, MemoryModel.TSO);
  private final Memory memory = machine.memory();
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final Cpu cpu2 = machine.cpu(2);
  private final Cpu cpu3 = machine.cpu(3);
  private final Cpu cpu4 = machine.cpu(4);
  private final Cpu cpu5 = machine.cpu(5);
  private final long x = machine.sharedWord(0);
  private final long y = machine.sharedWord(1);
  private final long z = machine.sharedWord(2);

  /** Loads the oldest value that the cpu may see. */
  private long oldest(Cpu cpu, long word) {
    watch.older(Integer.MAX_VALUE);
    long value = memory.getOpaque(cpu, word);
    watch.older(0);
    return value;
  }

  /** Loads the latest value. */
  private long latest(Cpu cpu, long word) {
    return memory.getOpaque(cpu, word);
  }

  private void set(Cpu cpu, long word) {
    memory.setOpaque(cpu, word, 1);
  }

  /** Something that a cpu does between a store and a load. */
  private interface Between {
    void by(Cpu cpu, Machine machine);

    static Named<Between> named(String name, Between between) {
      return Named.of(name, between);
    }
  }

  /** No load behind these passes a store before them. */
  static Stream<Named<Between>> barriers() {
    return Stream.of(
        Between.named("full fence", (cpu, on) -> on.memory().fullFence(cpu)),
        Between.named("set-volatile", (cpu, on) -> on.memory().setVolatile(cpu, word(on), 1)),
        Between.named("swap", (cpu, on) -> on.memory().getAndSet(cpu, word(on), 1)),
        Between.named("add-acquire", (cpu, on) -> on.memory().getAndAddAcquire(cpu, word(on), 1)),
        Between.named("add-release", (cpu, on) -> on.memory().getAndAddRelease(cpu, word(on), 1)),
        Between.named("cas", (cpu, on) -> on.memory().compareAndSet(cpu, word(on), 0, 1)),
        Between.named("failed cas", (cpu, on) -> on.memory().compareAndSet(cpu, word(on), 1, 2)),
        Between.named(
            "weak cas", (cpu, on) -> on.memory().weakCompareAndSetPlain(cpu, word(on), 0, 1)),
        Between.named("lock", (cpu, on) -> new SpinLock(on, word(on)).lock(cpu)),
        Between.named("page allocator", (cpu, on) -> on.pages().allocate(cpu, 1, 1, false)));
  }

  /** These are nothing between a store and a load. */
  static Stream<Named<Between>> others() {
    return Stream.of(
        Between.named("acquire fence", (cpu, on) -> on.memory().acquireFence(cpu)),
        Between.named("release fence", (cpu, on) -> on.memory().releaseFence(cpu)),
        Between.named("set-release", (cpu, on) -> on.memory().setRelease(cpu, word(on), 1)),
        Between.named("set", (cpu, on) -> on.memory().setPlain(cpu, word(on), 1)),
        Between.named("get-volatile", (cpu, on) -> on.memory().getVolatile(cpu, word(on))),
        Between.named("get-acquire", (cpu, on) -> on.memory().getAcquire(cpu, word(on))),
        Between.named("hand-over", (cpu, on) -> on.publish(cpu)));
  }

  private static long word(Machine machine) {
    return machine.sharedWord(5);
  }

  // ---------------------------------------------------------------- loads that pass stores

  @Test
  void aLoadMayPassTheStoresOfItsCpu() {
    set(cpu0, x);
    set(cpu1, y);
    assertThat(oldest(cpu0, y)).isZero();
    assertThat(oldest(cpu1, x)).as("both passed").isZero();
    assertThat(watch.takeOffered()).containsExactly(2, 2);
  }

  @ParameterizedTest
  @MethodSource("barriers")
  void noLoadPassesAStoreWhereABarrierIsBetween(Between barrier) {
    set(cpu0, x);
    barrier.by(cpu0, machine);
    set(cpu1, y);
    memory.fullFence(cpu1);
    assertThat(oldest(cpu0, y)).as("it need not have been there yet").isZero();
    assertThat(oldest(cpu1, x)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("others")
  void aLoadPassesAStoreAndWhateverIsNoBarrier(Between other) {
    set(cpu0, x);
    other.by(cpu0, machine);
    set(cpu1, y);
    memory.fullFence(cpu1);
    assertThat(oldest(cpu0, y)).isZero();
    assertThat(oldest(cpu1, x)).isZero();
  }

  /** These store 1 to a word that holds 0, and no load behind them passes that. */
  static Stream<Named<Between>> stores() {
    return Stream.of(
        Between.named("set-volatile", (cpu, on) -> on.memory().setVolatile(cpu, first(on), 1)),
        Between.named("swap", (cpu, on) -> on.memory().getAndSet(cpu, first(on), 1)),
        Between.named("add-release", (cpu, on) -> on.memory().getAndAddRelease(cpu, first(on), 1)),
        Between.named(
            "cas-acquire", (cpu, on) -> on.memory().compareAndSetAcquire(cpu, first(on), 0, 1)),
        Between.named(
            "weak cas", (cpu, on) -> on.memory().weakCompareAndSetPlain(cpu, first(on), 0, 1)));
  }

  private static long first(Machine machine) {
    return machine.sharedWord(0);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void noLoadPassesAVolatileStoreOrAnUpdate(Between store) {
    store.by(cpu0, machine);
    set(cpu1, y);
    memory.fullFence(cpu1);
    assertThat(oldest(cpu0, y)).isZero();
    assertThat(oldest(cpu1, x)).isEqualTo(1);
  }

  @Test
  void toLetGoOfALockIsABarrierToo() {
    SpinLock lock = new SpinLock(machine, word(machine));
    lock.lock(cpu0);
    set(cpu0, x);
    lock.unlock(cpu0);
    set(cpu1, y);
    memory.fullFence(cpu1);
    assertThat(oldest(cpu0, y)).isZero();
    assertThat(oldest(cpu1, x)).isEqualTo(1);
  }

  @Test
  void aBarrierOfOneCpuIsNoneOfTheOther() {
    set(cpu0, x);
    memory.fullFence(cpu0);
    set(cpu1, y);
    assertThat(oldest(cpu0, y)).isZero();
    assertThat(oldest(cpu1, x)).isZero();
  }

  @Test
  void aCpuSeesItsOwnLatestStoreBeforeTheOthersDo() {
    memory.setOpaque(cpu0, x, 2);
    set(cpu0, x);
    set(cpu1, y);
    memory.fullFence(cpu1);
    assertThat(oldest(cpu0, x)).isEqualTo(1);
    assertThat(watch.takeOffered()).as("no choice").isEmpty();
    assertThat(oldest(cpu0, y)).as("its store has not arrived for all that").isZero();
    assertThat(oldest(cpu1, x)).isZero();
  }

  @Test
  void aCpuMaySeeItsOwnStoreAfterAnotherWasMade() {
    set(cpu0, x);
    memory.setOpaque(cpu1, x, 2);
    assertThat(oldest(cpu0, x)).isEqualTo(1);
    assertThat(watch.takeOffered()).containsExactly(2);
    assertThat(latest(cpu0, x)).isEqualTo(2);
    assertThat(oldest(cpu0, x)).as("but not after it has seen that").isEqualTo(2);
  }

  // ---------------------------------------------------------------- what stays in order

  @Test
  void noLoadPassesALoadNorAStoreAStore() {
    set(cpu0, x);
    set(cpu0, y);
    assertThat(latest(cpu1, y)).isEqualTo(1);
    watch.takeOffered();
    assertThat(oldest(cpu1, x)).isEqualTo(1);
    assertThat(watch.takeOffered()).isEmpty();
    assertThat(latest(cpu2, x)).isEqualTo(1);
    assertThat(oldest(cpu2, y)).as("the second has not arrived yet").isZero();
  }

  @Test
  void noStorePassesALoad() {
    set(cpu0, x);
    assertThat(latest(cpu1, x)).isEqualTo(1);
    set(cpu1, y);
    assertThat(latest(cpu2, y)).isEqualTo(1);
    assertThat(oldest(cpu2, x)).isEqualTo(1);
  }

  @Test
  void whatWasOldOnceMayBeOldAgainAndWhatWasNewIsNot() {
    set(cpu0, x);
    memory.setOpaque(cpu0, x, 2);
    assertThat(oldest(cpu1, x)).isZero();
    assertThat(oldest(cpu1, x)).isZero();
    watch.older(1);
    assertThat(memory.getVolatile(cpu1, x)).as("the order of a load is nothing").isEqualTo(1);
    assertThat(oldest(cpu1, x)).isEqualTo(1);
  }

  @Test
  void aStoreComesBehindTheOneThatItOverwrites() {
    set(cpu0, y);
    set(cpu0, x);
    memory.setOpaque(cpu1, x, 2);
    assertThat(latest(cpu2, x)).isEqualTo(2);
    assertThat(oldest(cpu2, y)).isEqualTo(1);
  }

  @Test
  void aStoreComesBehindTheLoadsOfWhatItOverwrites() {
    set(cpu0, y);
    assertThat(latest(cpu1, y)).isEqualTo(1);
    assertThat(latest(cpu1, x)).isZero();
    set(cpu2, x);
    assertThat(latest(cpu3, x)).isEqualTo(1);
    assertThat(oldest(cpu3, y)).isEqualTo(1);
  }

  // ---------------------------------------------------------------- what others have observed

  /** IRIW: the two observers agree on which of the two was first. */
  @Test
  void twoStaleReadsOfTwoObserversDoNotContradict() {
    set(cpu0, x);
    set(cpu1, y);
    assertThat(latest(cpu2, x)).isEqualTo(1);
    assertThat(oldest(cpu2, y)).as("x was first").isZero();
    assertThat(latest(cpu3, y)).isEqualTo(1);
    watch.takeOffered();
    assertThat(oldest(cpu3, x)).isEqualTo(1);
    assertThat(watch.takeOffered()).as("no choice").isEmpty();
  }

  @Test
  void whoSawWhatWasOverwrittenAgreesToo() {
    set(cpu0, x);
    set(cpu1, y);
    assertThat(latest(cpu3, y)).isEqualTo(1);
    memory.setOpaque(cpu1, y, 2);
    assertThat(latest(cpu2, x)).isEqualTo(1);
    assertThat(oldest(cpu2, y)).as("x was before the first of two").isZero();
    assertThat(oldest(cpu3, x)).isEqualTo(1);
  }

  @Test
  void thatIsSoForWhoSawTheSecondStoreBefore() {
    set(cpu0, x);
    set(cpu1, y);
    assertThat(latest(cpu3, y)).isEqualTo(1);
    assertThat(latest(cpu2, x)).isEqualTo(1);
    assertThat(oldest(cpu2, y)).isZero();
    assertThat(oldest(cpu3, x)).isEqualTo(1);
  }

  @Test
  void whatThreeObserversSawIsOneOrder() {
    set(cpu0, x);
    set(cpu1, y);
    set(cpu2, z);
    assertThat(latest(cpu3, x)).isEqualTo(1);
    assertThat(oldest(cpu3, y)).as("x before y").isZero();
    assertThat(latest(cpu4, y)).isEqualTo(1);
    assertThat(oldest(cpu4, z)).as("y before z").isZero();
    assertThat(latest(cpu5, z)).isEqualTo(1);
    assertThat(oldest(cpu5, x)).isEqualTo(1);
  }

  @Test
  void whatThreeObserversSawIsOneOrderWhoeverLookedFirst() {
    set(cpu0, x);
    set(cpu1, y);
    set(cpu2, z);
    assertThat(latest(cpu4, y)).isEqualTo(1);
    assertThat(oldest(cpu4, z)).as("y before z").isZero();
    assertThat(latest(cpu3, x)).isEqualTo(1);
    assertThat(oldest(cpu3, y)).as("x before y").isZero();
    assertThat(latest(cpu5, z)).isEqualTo(1);
    assertThat(oldest(cpu5, x)).isEqualTo(1);
  }

  @Test
  void aStoreComesBehindWhatItTurnsOutThatAReaderKnew() {
    set(cpu0, x);
    set(cpu1, y);
    assertThat(latest(cpu3, y)).isEqualTo(1);
    assertThat(latest(cpu3, z)).as("y before z").isZero();
    assertThat(latest(cpu4, x)).isEqualTo(1);
    assertThat(oldest(cpu4, y)).as("x before y").isZero();
    set(cpu2, z);
    assertThat(latest(cpu5, z)).isEqualTo(1);
    assertThat(oldest(cpu5, x)).isEqualTo(1);
  }

  // ---------------------------------------------------------------- updates

  @Test
  void anUpdateSeesTheLatestStoreWhetherItSucceedsOrNot() {
    set(cpu0, y);
    set(cpu0, x);
    watch.older(Integer.MAX_VALUE);
    assertThat(memory.compareAndSetRelease(cpu1, x, 0, 9)).isFalse();
    assertThat(memory.compareAndSet(cpu2, x, 1, 2)).isTrue();
    assertThat(memory.getAndAdd(cpu3, x, 1)).isEqualTo(2);
    assertThat(watch.takeOffered()).isEmpty();
    for (Cpu cpu : List.of(cpu1, cpu2, cpu3)) {
      assertThat(oldest(cpu, y)).as("%s learned what led to it", cpu).isEqualTo(1);
    }
  }

  @Test
  void aWeakCompareAndSetMayFailAndHasSeenTheLatestStoreAllTheSame() {
    set(cpu0, y);
    set(cpu0, x);
    watch.older(1);
    assertThat(memory.weakCompareAndSetRelease(cpu1, x, 1, 2)).isFalse();
    assertThat(watch.takeOffered()).containsExactly(2);
    assertThat(oldest(cpu1, x)).isEqualTo(1);
    assertThat(oldest(cpu1, y)).isEqualTo(1);
    assertThat(memory.weakCompareAndSetRelease(cpu1, x, 1, 2)).isTrue();
    assertThat(memory.peek(x)).isEqualTo(2);
  }

  @Test
  void aFailedUpdateTouchesTheWordAsAReader() {
    watch.touches.clear();
    memory.compareAndSet(cpu1, x, 7, 8);
    assertThat(watch.touches)
        .containsExactly(new RecordingWatch.Touched(cpu1, Layout.wordLocation(x), Touch.READS));
  }

  // ---------------------------------------------------------------- locks and callers

  @Test
  void aLockTellsWhatItsLastHolderStored() {
    SpinLock lock = new SpinLock(machine, word(machine));
    lock.lock(cpu0);
    set(cpu0, x);
    lock.unlock(cpu0);
    set(cpu0, y);
    lock.lock(cpu1);
    assertThat(oldest(cpu1, x)).isEqualTo(1);
    assertThat(oldest(cpu1, y)).as("that came later").isZero();
  }

  @Test
  void theLockOfThePageAllocatorTellsWhatItsLastHolderStored() {
    set(cpu0, x);
    machine.pages().allocate(cpu0, 1, 1, false);
    machine.pages().allocate(cpu1, 1, 1, false);
    assertThat(oldest(cpu1, x)).isEqualTo(1);
    assertThat(oldest(cpu2, x)).isZero();
  }

  @Test
  void aCallerTellsAnotherWhatItStored() {
    set(cpu0, x);
    HandOver told = machine.publish(cpu0);
    set(cpu0, y);
    machine.receive(cpu1, told);
    assertThat(oldest(cpu1, x)).isEqualTo(1);
    assertThat(oldest(cpu1, y)).as("that came later").isZero();
    set(cpu1, z);
    assertThat(latest(cpu2, z)).isEqualTo(1);
    assertThat(oldest(cpu2, x)).as("and what it stores comes behind that").isEqualTo(1);
  }

  @Test
  void whatIsToldGrowsWithWhatTurnsOutToComeBeforeIt() {
    set(cpu0, x);
    HandOver told = machine.publish(cpu0);
    set(cpu1, y);
    assertThat(latest(cpu2, y)).isEqualTo(1);
    assertThat(oldest(cpu2, x)).as("y before x").isZero();
    machine.receive(cpu3, told);
    assertThat(oldest(cpu3, y)).isEqualTo(1);
  }

  // ---------------------------------------------------------------- signals

  /** Cpus that send a signal, and whose signals were taken. */
  private List<Cpu> taken(Cpu receiver, int first) {
    List<Cpu> senders = new ArrayList<>();
    receiver.onSignal((cpu, argument) -> senders.add(machine.cpu((int) argument / 8)));
    watch.takeOffered();
    watch.older(first);
    assertThat(receiver.takeSignal()).isTrue();
    watch.older(0);
    receiver.takeSignals();
    return senders;
  }

  private void signal(Cpu sender, Cpu receiver) {
    sender.signal(receiver, 8L * sender.id());
  }

  @Test
  void aSignalTellsItsHandlerWhatItsSenderStored() {
    List<Long> seen = new ArrayList<>();
    cpu1.onSignal((cpu, argument) -> seen.add(oldest(cpu, x)));
    set(cpu0, x);
    signal(cpu0, cpu1);
    set(cpu0, y);
    cpu1.takeSignals();
    assertThat(seen).containsExactly(1L);
    assertThat(oldest(cpu1, y)).as("that came later").isZero();
    assertThat(oldest(cpu2, x)).as("no other cpu was told").isZero();
  }

  @Test
  void aSignalMayBeMissedWhileThatOfAHigherSenderIsTaken() {
    signal(cpu0, cpu3);
    signal(cpu1, cpu3);
    signal(cpu2, cpu3);
    assertThat(taken(cpu3, 1)).containsExactly(cpu1, cpu0, cpu2);
    assertThat(watch.takeOffered()).as("three ways, and then two, and one").startsWith(3);
  }

  @Test
  void theLowestSenderIsTheUsualOne() {
    signal(cpu1, cpu3);
    signal(cpu0, cpu3);
    assertThat(taken(cpu3, 0)).containsExactly(cpu0, cpu1);
  }

  @Test
  void noSignalIsMissedIfTheOtherTellsOfIt() {
    signal(cpu0, cpu2);
    set(cpu0, x);
    assertThat(latest(cpu1, x)).isEqualTo(1);
    signal(cpu1, cpu2);
    assertThat(taken(cpu2, 1)).containsExactly(cpu0, cpu1);
    assertThat(watch.takeOffered()).isEmpty();
  }

  @Test
  void noSignalIsMissedThatTheReceiverKnowsOf() {
    signal(cpu0, cpu2);
    set(cpu0, x);
    signal(cpu1, cpu2);
    assertThat(latest(cpu2, x)).isEqualTo(1);
    assertThat(taken(cpu2, 1)).containsExactly(cpu0, cpu1);
    assertThat(watch.takeOffered()).isEmpty();
  }

  @Test
  void whoeverCannotMissALowerSenderIsNotTakenFirst() {
    signal(cpu0, cpu3);
    set(cpu0, x);
    assertThat(latest(cpu1, x)).isEqualTo(1);
    signal(cpu1, cpu3);
    signal(cpu2, cpu3);
    assertThat(taken(cpu3, 1)).as("not cpu1").containsExactly(cpu2, cpu0, cpu1);
    assertThat(watch.takeOffered()).startsWith(2);
  }

  @Test
  void whoeverMayMissItsNeighbourButNotOneBelowIsNotTakenFirst() {
    signal(cpu0, cpu3);
    set(cpu0, x);
    assertThat(latest(cpu2, x)).isEqualTo(1);
    signal(cpu1, cpu3);
    signal(cpu2, cpu3);
    assertThat(taken(cpu3, Integer.MAX_VALUE)).as("not cpu2").containsExactly(cpu1, cpu0, cpu2);
    assertThat(watch.takeOffered()).containsExactly(2);
  }

  /** The receiver knows that x is 1; the lower sender stores to y after its signal. */
  private void sendTwo() {
    set(cpu3, x);
    assertThat(latest(cpu2, x)).isEqualTo(1);
    signal(cpu0, cpu2);
    set(cpu0, y);
    signal(cpu1, cpu2);
    assertThat(latest(cpu4, y)).isEqualTo(1);
  }

  @Test
  void whatTheReceiverKnewComesBeforeTheSignalThatItMissed() {
    sendTwo();
    assertThat(taken(cpu2, 1)).containsExactly(cpu1, cpu0);
    assertThat(oldest(cpu4, x)).isEqualTo(1);
  }

  @Test
  void whatTheReceiverKnewMayComeBehindTheSignalThatItTook() {
    sendTwo();
    assertThat(taken(cpu2, 0)).containsExactly(cpu0, cpu1);
    assertThat(oldest(cpu4, x)).isZero();
  }

  @Test
  void noSignalIsMissedThatSomethingKnownTurnsOutToComeBehind() {
    sendTwo();
    assertThat(oldest(cpu4, x)).as("the signal before x").isZero();
    assertThat(taken(cpu2, 1)).containsExactly(cpu0, cpu1);
  }

  // ---------------------------------------------------------------- pages

  @Test
  void theWordsOfAPageThatIsGivenOutAnewHaveNoPast() {
    long page = machine.pages().allocate(cpu0, 1, 1, false);
    memory.setOpaque(cpu0, page, 7);
    machine.pages().free(cpu0, page, 1);
    assertThat(machine.pages().allocate(cpu0, 1, 1, false)).isEqualTo(page);
    cpu1.beginOperation(page);
    watch.takeOffered();
    assertThat(oldest(cpu1, page)).isZero();
    assertThat(watch.takeOffered()).isEmpty();
    set(cpu0, page);
    assertThat(oldest(cpu1, page)).isZero();
    assertThat(watch.takeOffered()).containsExactly(2);
  }

  @Test
  void norDoTheReadersOfThePast() {
    long page = machine.pages().allocate(cpu0, 1, 1, false);
    set(cpu1, x);
    cpu2.beginOperation(page);
    assertThat(latest(cpu2, x)).isEqualTo(1);
    latest(cpu2, page);
    machine.pages().free(cpu0, page, 1);
    machine.pages().allocate(cpu0, 1, 1, false);
    set(cpu0, page);
    cpu3.beginOperation(page);
    assertThat(latest(cpu3, page)).isEqualTo(1);
    assertThat(oldest(cpu3, x)).isZero();
  }

  @Test
  void aDebuggerSeesTheLatestStore() {
    memory.setOpaque(cpu1, x, 2);
    set(cpu0, x);
    assertThat(memory.peek(x)).isEqualTo(1);
  }
}
