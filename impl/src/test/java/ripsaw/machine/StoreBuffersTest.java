package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.machine.StoreBuffers.Buffered;

class StoreBuffersTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), watch, MemoryModel.TSO);
  private final StoreBuffers buffers = machine.storeBuffers().orElseThrow();
  private final Memory memory = machine.memory();
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final long x = machine.sharedWord(0);
  private final long y = machine.sharedWord(1);

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void onlyTotalStoreOrderHasThem(MemoryModel model) {
    assertThat(Machine.checked(Shape.small(2, 2, 4), watch, model).storeBuffers().isPresent())
        .isEqualTo(model == MemoryModel.TSO);
  }

  @Test
  void aStoreIsSeenByItsCpuAtOnceAndByOthersWhenItHasArrived() {
    memory.setRelease(cpu0, x, 1);
    assertThat(memory.getAcquire(cpu0, x)).isEqualTo(1);
    assertThat(memory.getAcquire(cpu1, x)).isZero();
    assertThat(buffers.flush(cpu0)).isEqualTo(new Buffered(x, 1));
    assertThat(memory.getAcquire(cpu1, x)).isEqualTo(1);
    assertThat(buffers.size(cpu0)).isZero();
  }

  @Test
  void aCpuSeesTheYoungestOfItsStoresToAWord() {
    memory.setOpaque(cpu0, x, 1);
    memory.setOpaque(cpu0, x, 2);
    memory.setOpaque(cpu0, y, 3);
    assertThat(memory.getVolatile(cpu0, x)).isEqualTo(2);
    buffers.flush(cpu0);
    assertThat(memory.getVolatile(cpu0, x)).isEqualTo(2);
    assertThat(memory.getVolatile(cpu1, x)).isEqualTo(1);
  }

  @Test
  void storesArriveInTheOrderInWhichTheyWereMade() {
    memory.setOpaque(cpu0, x, 1);
    memory.setRelease(cpu0, y, 2);
    memory.setPlain(cpu0, x, 3);
    memory.setOpaque(cpu1, x, 4);
    assertThat(buffers.buffered(cpu0))
        .containsExactly(new Buffered(x, 1), new Buffered(y, 2), new Buffered(x, 3));
    List<Buffered> arrived = new ArrayList<>();
    while (buffers.size(cpu0) > 0) {
      arrived.add(buffers.flush(cpu0));
    }
    assertThat(arrived).containsExactly(new Buffered(x, 1), new Buffered(y, 2), new Buffered(x, 3));
    assertThat(buffers.buffered(cpu1)).containsExactly(new Buffered(x, 4));
  }

  @Test
  void aDebuggerSeesWhatWillHaveArrivedAndTheOthersWhatHas() {
    memory.setOpaque(cpu0, x, 1);
    memory.setOpaque(cpu1, x, 2);
    assertThat(memory.peek(x)).as("the youngest of all").isEqualTo(2);
    assertThat(memory.arrived(x)).isZero();
    buffers.flush(cpu1);
    assertThat(memory.peek(x)).as("the other store will overwrite it").isEqualTo(1);
    assertThat(memory.arrived(x)).isEqualTo(2);
    buffers.flush(cpu0);
    assertThat(memory.peek(x)).isEqualTo(1);
    assertThat(memory.arrived(x)).isEqualTo(1);
  }

  /** Makes a step with two stores in the buffer; returns how many it waited for. */
  private int waitsFor(Runnable step) {
    memory.setOpaque(cpu0, x, 1);
    memory.setOpaque(cpu0, y, 2);
    memory.setOpaque(cpu1, y, 9);
    int[] waited = {0};
    watch.whileWaiting(
        () -> {
          waited[0]++;
          buffers.flush(cpu0);
        });
    step.run();
    assertThat(buffers.size(cpu1)).as("nobody waits for another's").isEqualTo(1);
    return waited[0];
  }

  @Test
  void aVolatileStoreWaitsForTheStoresBeforeItAndArrivesAtOnce() {
    assertThat(waitsFor(() -> memory.setVolatile(cpu0, x, 3))).isEqualTo(2);
    assertThat(memory.arrived(x)).isEqualTo(3);
    assertThat(memory.arrived(y)).isEqualTo(2);
  }

  @Test
  void anUpdateOfAnyOrderWaitsTooEvenIfItFails() {
    assertThat(waitsFor(() -> memory.getAndAdd(cpu0, x, 4))).isEqualTo(2);
    assertThat(memory.arrived(x)).isEqualTo(5);
    buffers.flush(cpu1);
    assertThat(waitsFor(() -> memory.compareAndSetAcquire(cpu0, x, 7, 8))).isEqualTo(2);
    buffers.flush(cpu1);
    assertThat(waitsFor(() -> memory.getAndSetRelease(cpu0, x, 6))).isEqualTo(2);
    assertThat(memory.arrived(x)).isEqualTo(6);
  }

  @Test
  void theLockOfThePageAllocatorWaitsToo() {
    assertThat(waitsFor(() -> machine.pages().allocate(cpu0, 1, 1, false))).isEqualTo(2);
  }

  @Test
  void aLoadAndAnotherStoreDoNotWait() {
    assertThat(waitsFor(() -> memory.getVolatile(cpu0, x))).isZero();
    buffers.flush(cpu1);
    assertThat(waitsFor(() -> memory.setRelease(cpu0, x, 3))).isZero();
  }

  private List<RecordingWatch.Touched> takeTouchesOf(long address) {
    List<RecordingWatch.Touched> taken =
        watch.touches.stream().filter(one -> one.location() == (int) (address >>> 3)).toList();
    watch.touches.clear();
    return taken;
  }

  @Test
  void aStepTouchesMemoryWhenItsStoreArrivesAndItsOwnBufferWhenItReadsThat() {
    int word = (int) (x >>> 3);
    memory.setRelease(cpu0, x, 1);
    assertThat(takeTouchesOf(x)).isEmpty();
    memory.getAcquire(cpu0, x);
    memory.getAcquire(cpu1, x);
    buffers.flush(cpu0);
    assertThat(takeTouchesOf(x))
        .containsExactly(
            new RecordingWatch.Touched(cpu0, word, Touch.READS_BUFFERED),
            new RecordingWatch.Touched(cpu1, word, Touch.READS),
            new RecordingWatch.Touched(cpu0, word, Touch.WRITES));
  }

  @Test
  void aReleaseOrdersOnceItHasArrived() {
    memory.setPlain(cpu0, x, 1);
    memory.setRelease(cpu0, y, 1);
    buffers.flush(cpu0);
    buffers.flush(cpu0);
    memory.getAcquire(cpu1, y);
    assertThat(memory.getPlain(cpu1, x)).isEqualTo(1);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aSignalIsPendingOnceItHasArrived() {
    cpu0.signal(cpu1, 8);
    assertThat(cpu1.hasSignals()).isFalse();
    buffers.flush(cpu0);
    assertThat(cpu1.hasSignals()).as("the message, but not yet the index").isFalse();
    buffers.flush(cpu0);
    assertThat(cpu1.pendingSignals()).containsExactly(8L);
    List<Long> taken = new ArrayList<>();
    cpu1.onSignal((cpu, argument) -> taken.add(argument));
    cpu1.takeSignals();
    assertThat(taken).containsExactly(8L);
    assertThat(cpu1.hasSignals()).as("the receiver knows what it took").isFalse();
  }

  @Test
  void aCallerCanBeToldOnceWhatWasStoredBeforeHasArrived() {
    memory.setOpaque(cpu0, x, 1);
    CheckedMemory.HandOver told = machine.publish(cpu0);
    memory.setOpaque(cpu0, y, 1);
    assertThat(machine.hasArrived(told)).isFalse();
    buffers.flush(cpu0);
    assertThat(machine.hasArrived(told)).isTrue();
    assertThat(buffers.size(cpu0)).isEqualTo(1);
  }
}
