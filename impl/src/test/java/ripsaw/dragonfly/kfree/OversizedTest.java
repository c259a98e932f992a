package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** Blocks of whole pages, which have no owner. */
class OversizedTest {
  private static final Shape SHAPE = Shape.small(2, 2, 6);

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void whoeverFreesABlockGivesItsPagesBackWithoutASignal(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    long block = rig.allocate(rig.cpu0, 1300);
    assertThat(rig.heap.usable(block)).isEqualTo(1536);
    rig.free(rig.cpu1, block);
    assertThat(rig.machine.pages().isMapped(block)).isFalse();
    assertThat(rig.machine.pageTable().peek(block)).isZero();
    assertThat(rig.signalsSent()).isZero();
    assertThat(rig.broken()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aBlockFreedInAnInterruptIsGivenBackByTheNextAllocationThatMayWait(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    long block = rig.allocate(rig.cpu0, 1300);
    rig.cpu1.interrupt(() -> rig.free(rig.cpu1, block));
    assertThat(rig.watch.broken()).isEmpty();
    assertThat(rig.machine.pages().isMapped(block)).isTrue();
    assertThat(rig.machine.pageTable().peek(block)).isZero();
    rig.allocate(rig.cpu1, 64, Allocator.Flag.NOWAIT);
    rig.allocate(rig.cpu0, 64);
    assertThat(rig.machine.pages().isMapped(block)).as("nor by another cpu").isTrue();
    rig.allocate(rig.cpu1, 64);
    assertThat(rig.machine.pages().isMapped(block)).isFalse();
    assertThat(rig.broken()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void severalDeferredBlocksAreAllGivenBack(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    long small = rig.allocate(rig.cpu0, 300);
    long large = rig.allocate(rig.cpu0, 1300);
    rig.cpu0.interrupt(
        () -> {
          rig.free(rig.cpu0, small);
          rig.free(rig.cpu0, large);
        });
    rig.heap.allocate(rig.cpu0, rig.type, 8);
    assertThat(rig.watch.count(MachineEvent.PAGES_FREED)).isEqualTo(2);
    assertThat(rig.watch.broken()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aBlockComesZeroedAtAnAddressThatWasUsedBefore(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    long block = rig.allocate(rig.cpu0, 600);
    rig.machine.memory().fill(block, 1024, -1);
    rig.free(rig.cpu0, block);
    assertThat(rig.allocate(rig.cpu1, 600, Allocator.Flag.ZERO)).isEqualTo(block);
    for (long word = block; word < block + 1024; word += 8) {
      assertThat(rig.machine.memory().peek(word)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void anInterruptThatAllocatesWithoutWaitingBlocksNowhere(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    rig.cpu0.interrupt(
        () -> {
          rig.allocate(rig.cpu0, 64, Allocator.Flag.NOWAIT);
          rig.allocate(rig.cpu0, 600, Allocator.Flag.NOWAIT);
        });
    assertThat(rig.watch.broken()).isEmpty();
    rig.cpu0.interrupt(() -> rig.heap.allocate(rig.cpu0, rig.type, 600));
    assertThat(rig.watch.broken()).containsExactly(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
  }
}
