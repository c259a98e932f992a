package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.spec.CommonProperty;

/** Cpus that go offline and come back. */
class HotplugTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(3, 2, 2), watch);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final Cpu cpu2 = machine.cpu(2);

  private void offline() {
    machine.takeOffline(cpu0, cpu1, () -> {});
  }

  @Test
  void itIsOfflineOnceWhatWasLeftOfItToDoIsDone() {
    List<Boolean> offline = new ArrayList<>();
    machine.takeOffline(cpu0, cpu1, () -> offline.add(machine.isOffline(cpu1)));
    offline.add(machine.isOffline(cpu1));
    assertThat(offline).containsExactly(false, true);
    assertThat(machine.onlineCpus(cpu0)).containsExactly(cpu0, cpu2);
    machine.bringBack(cpu2, cpu1, () -> offline.add(cpu1.isOnline()));
    offline.add(cpu1.isOnline());
    assertThat(offline).containsExactly(false, true, false, true);
  }

  @Test
  void aCpuDoesNotTakeItselfOfflineNorOneThatIs() {
    assertThat(machine.canTakeOffline(cpu0, cpu0)).isFalse();
    assertThat(machine.canTakeOffline(cpu0, cpu1)).isTrue();
    assertThat(machine.canBringBack(cpu1)).isFalse();
    offline();
    assertThat(machine.canTakeOffline(cpu0, cpu1)).isFalse();
    assertThat(machine.canBringBack(cpu1)).isTrue();
  }

  @Test
  void itGoesWhenItHasTakenItsSignalsAndNobodyKeepsThemAway() {
    cpu2.signal(cpu1, 8);
    assertThat(machine.canTakeOffline(cpu0, cpu1)).isFalse();
    cpu1.takeSignals();
    assertThat(machine.canTakeOffline(cpu0, cpu1)).isTrue();
    cpu2.enterCritical();
    assertThat(machine.canTakeOffline(cpu0, cpu1)).isFalse();
    assertThat(machine.canTakeOffline(cpu2, cpu1)).isTrue();
    cpu2.leaveCritical();
    cpu2.disableInterrupts();
    assertThat(machine.canTakeOffline(cpu0, cpu1)).isFalse();
    cpu2.enableInterrupts();
    cpu2.interrupt(() -> assertThat(machine.canTakeOffline(cpu0, cpu1)).isFalse());
  }

  @Test
  void oneGoesOrComesAtATime() {
    machine.takeOffline(cpu0, cpu1, () -> assertThat(machine.canTakeOffline(cpu0, cpu2)).isFalse());
    assertThat(machine.canTakeOffline(cpu0, cpu2)).isTrue();
    machine.bringBack(cpu0, cpu1, () -> assertThat(machine.canTakeOffline(cpu0, cpu2)).isFalse());
  }

  @Test
  void whatIsItsOwnOthersMayWriteWhileItIsOffline() {
    machine.memory().setOpaque(cpu0, machine.cpuWord(cpu1, 0), 1);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.CPU_LOCAL);
    offline();
    machine.memory().setOpaque(cpu0, machine.cpuWord(cpu1, 0), 2);
    assertThat(watch.takeBroken()).isEmpty();
    machine.bringBack(cpu0, cpu1, () -> {});
    machine.memory().setOpaque(cpu0, machine.cpuWord(cpu1, 0), 3);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.CPU_LOCAL);
  }

  @Test
  void whatItDidComesBeforeWhatIsDoneForItAndThatBeforeItIsBack() {
    long word = machine.sharedWord(0);
    machine.memory().setPlain(cpu1, word, 1);
    machine.takeOffline(cpu0, cpu1, () -> machine.memory().setPlain(cpu0, word, 2));
    machine.bringBack(cpu0, cpu1, () -> machine.memory().setPlain(cpu0, word, 3));
    machine.memory().setPlain(cpu1, word, 4);
    assertThat(watch.broken()).isEmpty();
    machine.memory().setPlain(cpu2, word, 5);
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_DATA_RACE);
  }

  @Test
  void aSignalWaitsUntilItIsBack() {
    List<Long> taken = new ArrayList<>();
    cpu1.onSignal((cpu, argument) -> taken.add(argument));
    offline();
    cpu2.signal(cpu1, 8);
    assertThat(cpu1.takeSignal()).isFalse();
    machine.bringBack(cpu0, cpu1, () -> {});
    assertThat(cpu1.takeSignal()).isTrue();
    assertThat(taken).containsExactly(8L);
  }
}
