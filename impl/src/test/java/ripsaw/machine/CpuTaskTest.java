package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;

/** Threads that share a cpu, as the machine knows them. */
class CpuTaskTest {
  private static final Shape SHAPE = Shape.small(2, 2, 4);

  private final RecordingWatch watch = new RecordingWatch();
  private final Cpu.Task one = new Cpu.Task(0);
  private final Cpu.Task other = new Cpu.Task(1);
  private Machine machine = Machine.checked(SHAPE, watch, MemoryModel.SC, 2);

  private Cpu cpu(int id) {
    return machine.cpu(id);
  }

  @Test
  void theRightToAForeignPageIsThatOfTheThreadWhoseOperationBroughtABlock() {
    long page = machine.pages().allocate(cpu(1), 1, 1, false);
    cpu(0).runs(one);
    cpu(0).beginOperation(page);
    cpu(0).runs(other);
    machine.memory().getOpaque(cpu(0), page);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
    cpu(0).runs(one);
    machine.memory().getOpaque(cpu(0), page);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aDevicesInterruptHasNoRightOfTheThreadAndLeavesItTheOneItHad() {
    long page = machine.pages().allocate(cpu(1), 1, 1, false);
    cpu(0).runs(one);
    cpu(0).beginOperation(page);
    cpu(0).deviceInterrupt(() -> machine.memory().getOpaque(cpu(0), page));
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
    cpu(0).deviceInterrupt(cpu(0)::beginOperation);
    machine.memory().getOpaque(cpu(0), page);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void inADevicesInterruptNoSignalIsTakenAndNothingMayBlock() {
    List<Boolean> taken = new ArrayList<>();
    cpu(1).signal(cpu(0), 8);
    cpu(0)
        .deviceInterrupt(
            () -> {
              taken.add(cpu(0).takeSignal());
              assertThat(cpu(0).isInInterrupt()).isTrue();
              cpu(0).maySleep();
            });
    assertThat(taken).containsExactly(false);
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aSwitchOrdersThreadsForOtherCpusButNotForOneAnother(MemoryModel model) {
    machine = Machine.checked(SHAPE, watch, model, 2);
    long word = machine.sharedWord(0);
    long flag = machine.sharedWord(1);
    cpu(0).runs(one);
    machine.memory().setPlain(cpu(0), word, 1);
    cpu(0).runs(other);
    machine.memory().setRelease(cpu(0), flag, 1);
    machine.memory().getAcquire(cpu(1), flag);
    machine.memory().getPlain(cpu(1), word);
    assertThat(watch.broken()).as("the cpu did both, in this order").isEmpty();
    machine.memory().getPlain(cpu(0), word);
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_DATA_RACE);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void memorySectionsAndInterruptsThatAreOffOrderThreads(MemoryModel model) {
    machine = Machine.checked(SHAPE, watch, model, 2);
    long word = machine.sharedWord(0);
    long flag = machine.sharedWord(1);
    cpu(0).runs(one);
    machine.memory().setPlain(cpu(0), word, 1);
    machine.memory().setRelease(cpu(0), flag, 1);
    cpu(0).runs(other);
    machine.memory().getAcquire(cpu(0), flag);
    machine.memory().setPlain(cpu(0), word, 2);
    cpu(0).enterCritical();
    machine.memory().setPlain(cpu(0), word, 3);
    cpu(0).leaveCritical();
    cpu(0).runs(one);
    cpu(0).disableInterrupts();
    machine.memory().getPlain(cpu(0), word);
    cpu(0).enableInterrupts();
    assertThat(watch.broken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aFenceIsTheThreadsThatMadeIt(MemoryModel model) {
    machine = Machine.checked(SHAPE, watch, model, 2);
    long word = machine.sharedWord(0);
    long flag = machine.sharedWord(1);
    cpu(0).runs(one);
    machine.memory().setPlain(cpu(0), word, 1);
    machine.memory().releaseFence(cpu(0));
    cpu(0).runs(other);
    cpu(0).runs(one);
    machine.memory().setOpaque(cpu(0), flag, 1);
    cpu(0).runs(other);
    machine.memory().getAcquire(cpu(0), flag);
    machine.memory().getPlain(cpu(0), word);
    assertThat(watch.broken()).isEmpty();
  }
}
