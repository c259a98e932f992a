package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.dragonfly.Accounting;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** Types, their limits and their end. */
class AccountingTest {
  private static final Shape SHAPE = Shape.small(2, 4, 6);

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aTypeThatReachedItsLimitIsRefusedUntilMemoryComesBack(Subject version) {
    Rig limited = new Rig(version, SHAPE);
    limited.type = limited.heap.createType(limited.cpu0, 128);
    long chunk = limited.allocate(limited.cpu0, 64);
    limited.allocate(limited.cpu0, 57);
    assertThat(limited.tryAllocate(limited.cpu0, 8)).isEqualTo(Allocator.OVER_LIMIT);
    assertThat(limited.tryAllocate(limited.cpu1, 600)).isEqualTo(Allocator.OVER_LIMIT);
    limited.free(limited.cpu0, chunk);
    assertThat(limited.allocate(limited.cpu1, 8)).isPositive();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void theLimitOfOneTypeIsNoneOfAnothers(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    int other = rig.type;
    rig.type = rig.heap.createType(rig.cpu0, 64);
    rig.allocate(rig.cpu0, 64);
    assertThat(rig.tryAllocate(rig.cpu0, 64)).isEqualTo(Allocator.OVER_LIMIT);
    rig.type = other;
    assertThat(rig.allocate(rig.cpu0, 64)).isPositive();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aRemoteFreeMakesRoomAtOnceOrInTheOldestVersionOnceTheMessageIsTaken(Subject version) {
    Rig limited = new Rig(version, SHAPE);
    limited.type = limited.heap.createType(limited.cpu0, 64);
    limited.free(limited.cpu1, limited.allocate(limited.cpu0, 64));
    if (limited.isV0()) {
      assertThat(limited.tryAllocate(limited.cpu0, 64)).isEqualTo(Allocator.OVER_LIMIT);
      limited.takeSignals();
    }
    assertThat(limited.allocate(limited.cpu0, 64)).isPositive();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aTypeWhoseMemoryIsAllFreedIsDestroyedWhoeverFreedIt(Subject version) {
    Rig ending = new Rig(version, Shape.small(2, 2, 6));
    ending.free(ending.cpu1, ending.allocate(ending.cpu0, 64));
    ending.free(ending.cpu0, ending.allocate(ending.cpu1, 600));
    ending.heap.destroyType(ending.cpu0, ending.type);
    assertThat(ending.broken()).doesNotContain(CommonProperty.TYPE_DESTRUCTION);
    assertThat(ending.cpu0.hasSignals()).as("it waited: %s", version).isFalse();
    assertThat(ending.heap.census().accounts()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aTypeWithMemoryOutIsDestroyedUnderProtest(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    rig.allocate(rig.cpu0, 64);
    rig.heap.destroyType(rig.cpu1, rig.type);
    assertThat(rig.watch.broken()).containsExactly(CommonProperty.TYPE_DESTRUCTION);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void thereAreSoManyTypesAndTheIdOfADestroyedOneIsUsedAgain(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    for (int type = 1; type < Accounting.TYPES; type++) {
      assertThat(rig.heap.createType(rig.cpu0, 64)).isEqualTo(type);
    }
    assertThat(rig.heap.createType(rig.cpu0, 64)).isEqualTo(-1);
    rig.heap.destroyType(rig.cpu0, 3);
    assertThat(rig.heap.createType(rig.cpu0, 64)).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void oneSlotMayBeNegativeWhileTheSumIsRight(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    rig.free(rig.cpu1, rig.allocate(rig.cpu0, 600));
    long bytes = rig.machine.cpuWord(rig.cpu1, 2 * rig.type + 1);
    assertThat(rig.machine.memory().peek(bytes)).isEqualTo(-1024);
    assertThat(rig.heap.census().accounts().get(0).bytes()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void theCensusHasTheSlotOfEachCpuAndTheirSum(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    rig.allocate(rig.cpu0, 64);
    rig.free(rig.cpu1, rig.allocate(rig.cpu0, 600));
    Census.Account account = rig.heap.census().accounts().get(0);
    assertThat(account.slots().get(0)).isEqualTo(new Census.Slot(2, 64 + 1024));
    assertThat(account.slots().get(1)).isEqualTo(new Census.Slot(-1, -1024));
    assertThat(account.count()).isEqualTo(1);
    assertThat(account.bytes()).isEqualTo(64);
  }

  @Test
  void aSumCaughtBelowZeroIsNothingOutstandingAndWasAHugeNumberIn5fee07e() {
    Machine machine = Machine.raw(SHAPE);
    Cpu cpu = machine.cpu(0);
    for (Accounting accounting :
        List.of(new Accounting(machine), new WrappingAccounting(machine))) {
      int type = accounting.create(64);
      accounting.charge(cpu, type, 64);
      accounting.add(cpu, type, -1, -64);
      assertThat(accounting.isOverLimit(cpu, type))
          .isEqualTo(accounting instanceof WrappingAccounting);
    }
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void theLooseTotalStartsAgainFromTheSumOnceItReachesTheLimit(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    rig.type = rig.heap.createType(rig.cpu0, 128);
    long loose = rig.machine.sharedWord(rig.type);
    rig.free(rig.cpu0, rig.allocate(rig.cpu0, 64));
    rig.free(rig.cpu0, rig.allocate(rig.cpu0, 64));
    assertThat(rig.machine.memory().peek(loose)).as("a free leaves it").isEqualTo(128);
    rig.allocate(rig.cpu0, 32);
    assertThat(rig.machine.memory().peek(loose)).isEqualTo(32);
  }
}
