package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;

/** Which plain accesses are data races. The order in which a test makes them is no excuse. */
class HappensBeforeTest {
  private static final Set<Property> RACE = Set.of(CommonProperty.NO_DATA_RACE);

  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(3, 2, 4), watch);
  private final Memory memory = machine.memory();
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final Cpu cpu2 = machine.cpu(2);
  private final long data = machine.sharedWord(0);
  private final long flag = machine.sharedWord(1);
  private final long other = machine.sharedWord(2);

  @Test
  void twoPlainAccessesRaceIfOneOfThemWrites() {
    memory.setPlain(cpu0, data, 1);
    memory.getPlain(cpu1, data);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
    memory.getPlain(cpu0, other);
    memory.setPlain(cpu1, other, 1);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
    memory.setPlain(cpu0, flag, 1);
    memory.setPlain(cpu1, flag, 1);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
  }

  @Test
  void twoReadsDoNotRaceNorDoTheAccessesOfOneCpu() {
    memory.getPlain(cpu0, data);
    memory.getPlain(cpu1, data);
    memory.setPlain(cpu2, flag, 1);
    memory.getPlain(cpu2, flag);
    memory.setPlain(cpu2, flag, 2);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aPlainAccessRacesWithAnAtomicOneAndTwoAtomicOnesDoNotRace() {
    memory.setPlain(cpu0, data, 1);
    memory.getVolatile(cpu1, data);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
    memory.getAndAdd(cpu0, flag, 1);
    memory.getPlain(cpu1, flag);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
    memory.getOpaque(cpu0, machine.sharedWord(3));
    memory.setPlain(cpu1, machine.sharedWord(3), 1);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
    memory.setOpaque(cpu0, other, 1);
    memory.getOpaque(cpu1, other);
    memory.setVolatile(cpu2, other, 2);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aRaceSaysWhoWhereAndWithWhom() {
    memory.setPlain(cpu2, data, 1);
    memory.getPlain(cpu1, data);
    assertThat(watch.violations)
        .hasToString("[no-data-race: cpu1: get at %#x, which races with cpu2]".formatted(data));
  }

  @Test
  void aReleaseReadWithAcquireOrders() {
    memory.setPlain(cpu0, data, 1);
    memory.setRelease(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    memory.setPlain(cpu1, data, 2);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void whatIsDoneAfterTheReleaseIsNotOrdered() {
    memory.setRelease(cpu0, flag, 1);
    memory.setPlain(cpu0, data, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void volatileAccessesOrderToo() {
    memory.setPlain(cpu0, data, 1);
    memory.setVolatile(cpu0, flag, 1);
    memory.getVolatile(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void anOpaqueStoreOrLoadDoesNotOrder() {
    memory.setPlain(cpu0, data, 1);
    memory.setOpaque(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
    memory.setRelease(cpu0, flag, 1);
    memory.getOpaque(cpu2, flag);
    memory.getPlain(cpu2, data);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
  }

  @Test
  void anAcquireThatSeesAnotherStoreIsToldNothing() {
    memory.setPlain(cpu0, data, 1);
    memory.setRelease(cpu0, flag, 1);
    memory.setOpaque(cpu2, flag, 2);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void anUpdatePassesOnWhatTheStoreBeforeItPublished() {
    memory.setPlain(cpu0, data, 1);
    memory.setRelease(cpu0, flag, 1);
    memory.compareAndSetAcquire(cpu2, flag, 1, 2);
    memory.getAndSetRelease(cpu2, flag, 3);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void anUpdateWithAcquirePublishesNothingOfItsOwn() {
    memory.setPlain(cpu0, data, 1);
    memory.getAndSetAcquire(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void anUpdateWithReleaseIsToldNothing() {
    memory.setPlain(cpu0, data, 1);
    memory.setRelease(cpu0, flag, 1);
    memory.compareAndSetRelease(cpu1, flag, 1, 2);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void aFailedCompareAndSetIsToldButPublishesNothing() {
    memory.setPlain(cpu0, data, 1);
    memory.setRelease(cpu0, flag, 1);
    memory.setPlain(cpu1, other, 1);
    assertThat(memory.compareAndSet(cpu1, flag, 7, 8)).isFalse();
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    memory.getAcquire(cpu2, flag);
    memory.getPlain(cpu2, data);
    assertThat(watch.broken()).isEmpty();
    memory.getPlain(cpu2, other);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void aSignalOrdersItsHandlerAfterItsSender() {
    cpu1.onSignal((cpu, argument) -> memory.getPlain(cpu, data));
    memory.setPlain(cpu0, data, 1);
    cpu0.signal(cpu1, 8);
    cpu1.takeSignals();
    memory.setPlain(cpu1, data, 2);
    assertThat(watch.broken()).as("the handler's cpu knows too").isEmpty();
    memory.getPlain(cpu0, data);
    assertThat(watch.broken()).as("the sender does not").isEqualTo(RACE);
  }

  @Test
  void theLockOfThePageAllocatorOrdersWhoeverHoldsIt() {
    memory.setPlain(cpu0, data, 1);
    machine.pages().allocate(cpu0, 1, 1, false);
    machine.pages().allocate(cpu1, 1, 1, false);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    memory.getPlain(cpu2, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void whatACallerTellsAnotherOrdersThem() {
    memory.setPlain(cpu0, data, 1);
    machine.receive(cpu1, machine.publish(cpu0));
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    memory.setPlain(cpu0, data, 2);
    assertThat(watch.broken()).as("what comes after is not told").isEqualTo(RACE);
  }

  // ---------------------------------------------------------------- fences

  @Test
  void aReleaseFenceMakesALaterOpaqueStorePublish() {
    memory.setPlain(cpu0, data, 1);
    memory.releaseFence(cpu0);
    memory.setOpaque(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void anAcquireFenceMakesAnEarlierOpaqueLoadReceive() {
    memory.setPlain(cpu0, data, 1);
    memory.setRelease(cpu0, flag, 1);
    memory.getOpaque(cpu1, flag);
    memory.acquireFence(cpu1);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aFenceOnEachSideOrdersOpaqueAccesses() {
    memory.setPlain(cpu0, data, 1);
    memory.releaseFence(cpu0);
    memory.setOpaque(cpu0, flag, 1);
    memory.getOpaque(cpu1, flag);
    memory.acquireFence(cpu1);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aFullFenceIsBoth() {
    memory.setPlain(cpu0, data, 1);
    memory.fullFence(cpu0);
    memory.setOpaque(cpu0, flag, 1);
    memory.getOpaque(cpu1, flag);
    memory.fullFence(cpu1);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void fullFencesAloneOrderNothing() {
    memory.setPlain(cpu0, data, 1);
    memory.fullFence(cpu0);
    memory.fullFence(cpu1);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void opaqueAccessesWithoutFencesDoNotOrder() {
    memory.setPlain(cpu0, data, 1);
    memory.setOpaque(cpu0, flag, 1);
    memory.getOpaque(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void aReleaseFencePublishesNothingThatIsDoneBehindIt() {
    memory.releaseFence(cpu0);
    memory.setPlain(cpu0, data, 1);
    memory.setOpaque(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void aReleaseFenceDoesNothingForPlainStores() {
    memory.setPlain(cpu0, data, 1);
    memory.releaseFence(cpu0);
    memory.setPlain(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    assertThat(watch.takeBroken()).as("the flag").isEqualTo(RACE);
    memory.getPlain(cpu1, data);
    assertThat(watch.takeBroken()).as("the data").isEqualTo(RACE);
  }

  @Test
  void aReleaseFenceDoesNothingForTheStoresBeforeIt() {
    memory.setPlain(cpu0, data, 1);
    memory.setOpaque(cpu0, flag, 1);
    memory.releaseFence(cpu0);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void anAcquireFenceDoesNothingForTheLoadsBehindIt() {
    memory.setPlain(cpu0, data, 1);
    memory.setRelease(cpu0, flag, 1);
    memory.acquireFence(cpu1);
    memory.getOpaque(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void anAcquireFenceIsNoReleaseFenceNorIsAReleaseFenceAnAcquireFence() {
    memory.setPlain(cpu0, data, 1);
    memory.acquireFence(cpu0);
    memory.setOpaque(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
    memory.setRelease(cpu0, flag, 2);
    memory.getOpaque(cpu2, flag);
    memory.releaseFence(cpu2);
    memory.getPlain(cpu2, data);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
  }

  @Test
  void anUpdateThatAcquiresPublishesWhatAReleaseFenceBeforeItDid() {
    memory.setPlain(cpu0, data, 1);
    memory.releaseFence(cpu0);
    memory.getAndAddAcquire(cpu0, flag, 1);
    memory.getAndAddRelease(cpu1, flag, 1);
    memory.acquireFence(cpu1);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void anAcquireFenceReceivesAllThatWasLoaded() {
    memory.setPlain(cpu0, data, 1);
    memory.setRelease(cpu0, flag, 1);
    memory.setRelease(cpu2, other, 1);
    memory.getOpaque(cpu1, flag);
    memory.getOpaque(cpu1, other);
    memory.acquireFence(cpu1);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
  }

  // ---------------------------------------------------------------- weak updates

  @Test
  void aWeakCompareAndSetOrdersAsItsNameSays() {
    memory.setPlain(cpu0, data, 1);
    assertThat(memory.weakCompareAndSetRelease(cpu0, flag, 0, 1)).isTrue();
    assertThat(memory.weakCompareAndSetAcquire(cpu1, flag, 1, 2)).isTrue();
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    assertThat(memory.weakCompareAndSet(cpu2, flag, 2, 3)).isTrue();
    memory.getPlain(cpu2, data);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aPlainWeakCompareAndSetRacesAndIsToldNothing() {
    memory.setPlain(cpu0, data, 1);
    memory.setRelease(cpu0, flag, 1);
    assertThat(memory.weakCompareAndSetPlain(cpu1, flag, 1, 2)).isTrue();
    assertThat(watch.takeBroken()).as("with the store").isEqualTo(RACE);
    memory.acquireFence(cpu1);
    memory.getPlain(cpu1, data);
    assertThat(watch.takeBroken()).isEqualTo(RACE);
  }

  // ---------------------------------------------------------------- handlers

  /** The release that every handler makes when it takes its message would order what it does. */
  private void useMailboxesWithoutRelease() {
    machine.useMailboxes(
        (words, watcher, ring) ->
            new IpiQueue(words, watcher, ring) {
              @Override
              protected void consume(Cpu receiver, long read) {
                memory.setOpaque(receiver, read(), read + 1);
              }
            });
  }

  private void interrupt(Cpu cpu, Runnable handler) {
    cpu.onSignal((receiver, argument) -> handler.run());
    cpu2.signal(cpu, 8);
    assertThat(cpu.takeSignal()).isTrue();
  }

  @Test
  void aHandlerRacesWithOtherCpusUnderTheNameOfItsOwn() {
    interrupt(cpu0, () -> memory.setPlain(cpu0, data, 1));
    memory.getPlain(cpu1, data);
    assertThat(watch.violations)
        .hasToString("[no-data-race: cpu1: get at %#x, which races with cpu0]".formatted(data));
  }

  @Test
  void aHandlerAndTheProgramOfItsCpuNeverRace() {
    memory.setPlain(cpu0, data, 1);
    interrupt(cpu0, () -> memory.setPlain(cpu0, data, 2));
    memory.setPlain(cpu0, data, 3);
    interrupt(cpu0, () -> memory.getPlain(cpu0, data));
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).isZero();
  }

  /** The handler might have run before the program wrote. */
  @Test
  void aRaceThatTheHandlersPlaceHidesIsSuspected() {
    memory.setPlain(cpu0, data, 1);
    interrupt(cpu0, () -> memory.setRelease(cpu0, flag, 1));
    memory.getAcquire(cpu1, flag);
    assertThat(watch.suspicions()).isZero();
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).as("where it ran, there is none").isEmpty();
    assertThat(watch.suspicions()).isEqualTo(1);
  }

  @Test
  void soIsOneThatHidesBeforeTheProgram() {
    interrupt(cpu0, () -> memory.setPlain(cpu0, data, 1));
    memory.setRelease(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).isEqualTo(1);
  }

  @Test
  void aRaceThatIsReportedIsNotSuspectedToo() {
    memory.setPlain(cpu0, data, 1);
    interrupt(cpu0, () -> {});
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
    assertThat(watch.suspicions()).isZero();
  }

  @Test
  void noHandlerRunsInTheCriticalSectionThatItCameAfter() {
    cpu0.enterCritical();
    memory.setPlain(cpu0, data, 1);
    cpu0.leaveCritical();
    interrupt(cpu0, () -> memory.setRelease(cpu0, flag, 1));
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).isZero();
  }

  @Test
  void whatFollowsACriticalSectionMayComeBehindTheHandler() {
    cpu0.enterCritical();
    cpu0.leaveCritical();
    memory.setPlain(cpu0, data, 1);
    interrupt(cpu0, () -> memory.setRelease(cpu0, flag, 1));
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).isEqualTo(1);
  }

  @Test
  void aHandlerComesBeforeTheCriticalSectionThatTheProgramEntersAfterIt() {
    interrupt(cpu0, () -> memory.setPlain(cpu0, data, 1));
    cpu0.enterCritical();
    memory.setRelease(cpu0, flag, 1);
    cpu0.leaveCritical();
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).isZero();
  }

  @Test
  void aHandlerAfterTheCriticalSectionComesBehindIt() {
    useMailboxesWithoutRelease();
    interrupt(cpu0, () -> {});
    cpu0.enterCritical();
    cpu0.leaveCritical();
    interrupt(cpu0, () -> memory.setPlain(cpu0, data, 1));
    memory.setRelease(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).isEqualTo(1);
  }

  @Test
  void aCriticalSectionInAHandlerIsNoneOfTheProgram() {
    memory.setPlain(cpu0, data, 1);
    interrupt(
        cpu0,
        () -> {
          memory.setPlain(cpu0, other, 1);
          cpu0.enterCritical();
          cpu0.leaveCritical();
        });
    memory.setRelease(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, other);
    assertThat(watch.suspicions()).as("the handler's store").isEqualTo(1);
    interrupt(cpu0, () -> memory.setRelease(cpu0, flag, 2));
    memory.getAcquire(cpu2, flag);
    memory.getPlain(cpu2, data);
    assertThat(watch.suspicions()).as("the program's store").isEqualTo(2);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void whereTheProgramMayBlockItsCriticalSectionEndsAndAnotherBegins() {
    cpu0.enterCritical();
    memory.setPlain(cpu0, data, 1);
    watch.atPreemption(
        cpu -> {
          watch.atPreemption(ignored -> {});
          interrupt(
              cpu0,
              () -> {
                memory.setPlain(cpu0, other, 1);
                memory.setRelease(cpu0, flag, 1);
              });
        });
    cpu0.mayBlock();
    memory.setRelease(cpu0, machine.sharedWord(3), 1);
    cpu0.leaveCritical();
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    memory.getAcquire(cpu2, machine.sharedWord(3));
    memory.getPlain(cpu2, other);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).isZero();
  }

  @Test
  void whatTheProgramDoesAfterAHandlerIsNotPublishedByIt() {
    interrupt(cpu0, () -> memory.setRelease(cpu0, flag, 1));
    memory.setPlain(cpu0, data, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void whatAHandlerDoesIsNotPublishedByTheProgramBeforeIt() {
    useMailboxesWithoutRelease();
    interrupt(cpu0, () -> {});
    memory.setRelease(cpu0, flag, 1);
    interrupt(cpu0, () -> memory.setPlain(cpu0, data, 1));
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEqualTo(RACE);
  }

  @Test
  void aReleaseFenceOfTheProgramIsForTheHandlersStoresToo() {
    cpu0.enterCritical();
    memory.setPlain(cpu0, data, 1);
    memory.releaseFence(cpu0);
    cpu0.leaveCritical();
    interrupt(cpu0, () -> memory.setOpaque(cpu0, flag, 1));
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aReleaseFenceOfTheHandlerIsForTheProgramsStoresToo() {
    interrupt(
        cpu0,
        () -> {
          memory.setPlain(cpu0, data, 1);
          memory.releaseFence(cpu0);
        });
    memory.setOpaque(cpu0, flag, 1);
    memory.getAcquire(cpu1, flag);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).as("that is so where it ran").isEqualTo(1);
  }

  @Test
  void anAcquireFenceOfTheHandlerIsForTheProgramsLoadsToo() {
    memory.setPlain(cpu1, data, 1);
    memory.setRelease(cpu1, flag, 1);
    memory.getOpaque(cpu0, flag);
    interrupt(
        cpu0,
        () -> {
          memory.acquireFence(cpu0);
          memory.getPlain(cpu0, data);
        });
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).as("that is so where it ran").isEqualTo(1);
  }

  @Test
  void anAcquireFenceOfTheProgramIsForTheHandlersLoadsToo() {
    memory.setPlain(cpu1, data, 1);
    memory.setRelease(cpu1, flag, 1);
    interrupt(cpu0, () -> memory.getOpaque(cpu0, flag));
    memory.acquireFence(cpu0);
    memory.getPlain(cpu0, data);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).as("that is so where it ran").isEqualTo(1);
  }

  @Test
  void aHandlerThatDoesNothingTakesNothingFromAFence() {
    memory.setPlain(cpu0, data, 1);
    memory.releaseFence(cpu0);
    interrupt(cpu0, () -> {});
    memory.setOpaque(cpu0, flag, 1);
    memory.getOpaque(cpu1, flag);
    interrupt(cpu1, () -> {});
    memory.acquireFence(cpu1);
    memory.getPlain(cpu1, data);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.suspicions()).isZero();
  }
}
