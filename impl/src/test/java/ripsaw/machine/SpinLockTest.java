package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;

class SpinLockTest {
  private static final int CPUS = 3;
  private static final int TURNS = 20_000;

  @Test
  void whoHasItIsInACriticalSection() {
    Machine machine = Machine.checked(Shape.small(2, 2, 4), new RecordingWatch());
    SpinLock lock = new SpinLock(machine, machine.sharedWord(0));
    Cpu cpu = machine.cpu(0);
    assertThat(lock.isFree()).isTrue();
    lock.lock(cpu);
    assertThat(lock.isFree()).isFalse();
    assertThat(cpu.isInterruptible()).isFalse();
    lock.unlock(cpu);
    assertThat(lock.isFree()).isTrue();
    assertThat(cpu.isInterruptible()).isTrue();
    assertThat(lock.word()).isEqualTo(machine.sharedWord(0));
  }

  @Test
  void whatTheLastHolderDidIsSeenAndRacesWithNothing() {
    for (MemoryModel model : MemoryModel.values()) {
      RecordingWatch watch = new RecordingWatch();
      Machine machine = Machine.checked(Shape.small(2, 2, 4), watch, model);
      watch.older(1);
      SpinLock lock = new SpinLock(machine, machine.sharedWord(0));
      lock.lock(machine.cpu(0));
      machine.memory().setPlain(machine.cpu(0), machine.sharedWord(1), 7);
      lock.unlock(machine.cpu(0));
      lock.lock(machine.cpu(1));
      assertThat(machine.memory().getPlain(machine.cpu(1), machine.sharedWord(1)))
          .as(model.id())
          .isEqualTo(7);
      lock.unlock(machine.cpu(1));
      assertThat(watch.broken()).as(model.id()).isEmpty();
    }
  }

  @Test
  void withoutItTheSameRaces() {
    RecordingWatch watch = new RecordingWatch();
    Machine machine = Machine.checked(Shape.small(2, 2, 4), watch);
    machine.memory().setPlain(machine.cpu(0), machine.sharedWord(1), 7);
    machine.memory().getPlain(machine.cpu(1), machine.sharedWord(1));
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_DATA_RACE);
  }

  /** Real threads, and a count that is read and written plainly. */
  @Test
  void onlyOneHasItAtATime() throws InterruptedException {
    Machine machine = Machine.raw(Shape.small(CPUS, 2, 4));
    SpinLock lock = new SpinLock(machine, machine.sharedWord(0));
    long count = machine.sharedWord(1);
    List<Thread> threads = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < TURNS; i++) {
                  lock.lock(cpu);
                  machine.memory().setPlain(cpu, count, machine.memory().getPlain(cpu, count) + 1);
                  lock.unlock(cpu);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(machine.memory().peek(count)).isEqualTo(CPUS * TURNS);
    assertThat(lock.isFree()).isTrue();
  }
}
