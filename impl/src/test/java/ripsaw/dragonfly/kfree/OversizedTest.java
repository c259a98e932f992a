package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Event;
import ripsaw.machine.Shape;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** Blocks of whole pages, which have no owner. */
class OversizedTest {
  private static final Shape SHAPE = Shape.small(2, 2, 6);

  @Test
  void whoeverFreesABlockGivesItsPagesBackWithoutASignal() {
    for (Subject version : Rig.VERSIONS) {
      Rig rig = new Rig(version, SHAPE);
      long block = rig.allocate(rig.cpu0, 1300);
      assertThat(rig.heap.usable(block)).isEqualTo(1536);
      rig.free(rig.cpu1, block);
      assertThat(rig.machine.pages().isMapped(block)).as(version.id()).isFalse();
      assertThat(rig.machine.pageTable().peek(block)).isZero();
      assertThat(rig.signalsSent()).isZero();
      assertThat(rig.broken()).as(version.id()).isEmpty();
    }
  }

  @Test
  void aBlockFreedInAnInterruptIsGivenBackByTheNextAllocationThatMayWait() {
    for (Subject version : Rig.VERSIONS) {
      Rig rig = new Rig(version, SHAPE);
      long block = rig.allocate(rig.cpu0, 1300);
      rig.cpu1.interrupt(() -> rig.free(rig.cpu1, block));
      assertThat(rig.watch.broken()).as(version.id()).isEmpty();
      assertThat(rig.machine.pages().isMapped(block)).as(version.id()).isTrue();
      assertThat(rig.machine.pageTable().peek(block)).isZero();
      rig.allocate(rig.cpu1, 64, Allocator.Flag.NOWAIT);
      rig.allocate(rig.cpu0, 64);
      assertThat(rig.machine.pages().isMapped(block)).as("nor by another cpu").isTrue();
      rig.allocate(rig.cpu1, 64);
      assertThat(rig.machine.pages().isMapped(block)).as(version.id()).isFalse();
      assertThat(rig.broken()).as(version.id()).isEmpty();
    }
  }

  @Test
  void severalDeferredBlocksAreAllGivenBack() {
    Rig rig = Rig.reference(SHAPE);
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

  @Test
  void aBlockComesZeroedAtAnAddressThatWasUsedBefore() {
    Rig rig = Rig.reference(SHAPE);
    long block = rig.allocate(rig.cpu0, 600);
    rig.machine.memory().fill(block, 1024, -1);
    rig.free(rig.cpu0, block);
    assertThat(rig.allocate(rig.cpu1, 600, Allocator.Flag.ZERO)).isEqualTo(block);
    for (long word = block; word < block + 1024; word += 8) {
      assertThat(rig.machine.memory().peek(word)).isZero();
    }
  }

  @Test
  void anInterruptThatAllocatesWithoutWaitingBlocksNowhere() {
    Rig rig = Rig.reference(SHAPE);
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
