package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.spec.CommonProperty;

/** Cpus and the mailboxes between them. */
class CpuTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(3, 2, 2), watch);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final Cpu cpu2 = machine.cpu(2);
  private final List<Long> taken = new ArrayList<>();

  CpuTest() {
    cpu0.onSignal((cpu, argument) -> taken.add(argument));
  }

  @Test
  void signalsAreTakenInOrderAndOnce() {
    cpu1.signal(cpu0, 10);
    cpu1.signal(cpu0, 20);
    cpu1.signal(cpu0, 10);
    assertThat(cpu0.pendingSignals()).containsExactly(10L, 20L, 10L);
    assertThat(cpu0.takeSignal()).isTrue();
    assertThat(taken).containsExactly(10L);
    cpu0.takeSignals();
    assertThat(taken).containsExactly(10L, 20L, 10L);
    assertThat(cpu0.takeSignal()).isFalse();
    assertThat(cpu0.hasSignals()).isFalse();
  }

  @Test
  void aSignalGoesToItsReceiverAloneAndTheLowestSenderIsHeardFirst() {
    cpu2.signal(cpu0, 30);
    cpu1.signal(cpu0, 20);
    assertThat(cpu1.hasSignals()).isFalse();
    assertThat(cpu2.hasSignals()).isFalse();
    cpu0.takeSignals();
    assertThat(taken).containsExactly(20L, 30L);
    assertThat(watch.events)
        .endsWith(
            new RecordingWatch.Happened(cpu0, MachineEvent.SIGNAL_TAKEN, 20, 1),
            new RecordingWatch.Happened(cpu0, MachineEvent.SIGNAL_TAKEN, 30, 2));
  }

  @Test
  void aMailboxGoesRoundItsRing() {
    List<Long> sent = new ArrayList<>();
    for (long round = 0; round < 5; round++) {
      for (long i = 1; i <= 10; i++) {
        cpu1.signal(cpu0, 100 * round + i);
        sent.add(100 * round + i);
      }
      cpu0.takeSignals();
    }
    assertThat(sent).hasSizeGreaterThan(3 * IpiQueue.CAPACITY);
    assertThat(taken).isEqualTo(sent);
  }

  @Test
  void aSenderWaitsWhileTheRingIsFull() {
    List<Integer> pendingWhileWaiting = new ArrayList<>();
    watch.whileWaiting(
        () -> {
          pendingWhileWaiting.add(cpu0.pendingSignals().size());
          cpu0.takeSignal();
        });
    for (long i = 1; i <= IpiQueue.CAPACITY + 1; i++) {
      cpu1.signal(cpu0, i);
    }
    assertThat(pendingWhileWaiting).containsExactly(IpiQueue.CAPACITY);
    assertThat(taken).containsExactly(1L);
    cpu0.takeSignals();
    assertThat(taken).hasSize(IpiQueue.CAPACITY + 1).isSorted();
  }

  @Test
  void anEmptyMailboxAnswersZero() {
    assertThat(machine.mailbox(1, 0).take(cpu0)).isZero();
    assertThat(machine.mailbox(1, 0).size()).isZero();
  }

  @Test
  void noSignalIsTakenInACriticalSectionHoweverDeep() {
    cpu1.signal(cpu0, 10);
    cpu0.enterCritical();
    cpu0.enterCritical();
    cpu0.leaveCritical();
    assertThat(cpu0.takeSignal()).isFalse();
    assertThat(cpu0.hasSignals()).as("it stays pending").isTrue();
    cpu0.leaveCritical();
    assertThat(cpu0.takeSignal()).isTrue();
  }

  @Test
  void noSignalIsTakenInAnInterruptNorInAHandler() {
    cpu1.signal(cpu0, 10);
    cpu1.signal(cpu0, 20);
    cpu0.interrupt(() -> assertThat(cpu0.takeSignal()).isFalse());
    List<Boolean> nested = new ArrayList<>();
    cpu0.onSignal((cpu, argument) -> nested.add(cpu.takeSignal()));
    cpu0.takeSignals();
    assertThat(nested).containsExactly(false, false);
    assertThat(cpu0.isInterruptible()).isTrue();
  }

  @Test
  void noSignalIsTakenWhileInterruptsAreOffAndRestoringBringsBackWhatWas() {
    cpu1.signal(cpu0, 10);
    boolean outer = cpu0.saveInterrupts();
    boolean inner = cpu0.saveInterrupts();
    assertThat(outer).isTrue();
    assertThat(inner).isFalse();
    cpu0.restoreInterrupts(inner);
    assertThat(cpu0.interruptsOn()).isFalse();
    assertThat(cpu0.takeSignal()).isFalse();
    cpu0.restoreInterrupts(outer);
    assertThat(cpu0.interruptsOn()).isTrue();
    assertThat(cpu0.takeSignal()).isTrue();
  }

  @Test
  void enablingInterruptsDoesNotCountHowOftenTheyWereDisabled() {
    cpu0.disableInterrupts();
    cpu0.disableInterrupts();
    cpu0.enableInterrupts();
    assertThat(cpu0.isInterruptible()).isTrue();
  }

  @Test
  void interruptsAndTheCriticalSectionAreTwoLevelsEachOfWhichKeepsSignalsAway() {
    cpu0.enterCritical();
    cpu0.disableInterrupts();
    cpu0.leaveCritical();
    assertThat(cpu0.isInterruptible()).isFalse();
    cpu0.enterCritical();
    cpu0.enableInterrupts();
    assertThat(cpu0.isInterruptible()).isFalse();
    cpu0.leaveCritical();
    assertThat(cpu0.isInterruptible()).isTrue();
  }

  @Test
  void inAnInterruptInterruptsAreOffAndWhateverItDoesTheyAreBehindItWhatTheyWere() {
    cpu0.interrupt(
        () -> {
          assertThat(cpu0.saveInterrupts()).isFalse();
          cpu0.enableInterrupts();
          assertThat(cpu0.isInterruptible()).isFalse();
        });
    assertThat(cpu0.interruptsOn()).isTrue();
    cpu0.disableInterrupts();
    cpu0.interrupt(cpu0::enableInterrupts);
    assertThat(cpu0.interruptsOn()).isFalse();
  }

  @Test
  void sleepingIsForWhoHasInterruptsOnAndIsInNoSection() {
    assertThat(cpu0.maySleep()).isSameAs(cpu0);
    assertThat(watch.broken()).isEmpty();
    cpu0.disableInterrupts();
    cpu0.maySleep();
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
    cpu0.enableInterrupts();
    cpu0.enterCritical();
    cpu0.maySleep();
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
    cpu0.leaveCritical();
    cpu0.interrupt(cpu0::maySleep);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
  }

  @Test
  void aCriticalSectionOfOneCpuDoesNotHoldTheOthers() {
    cpu1.enterCritical();
    cpu1.signal(cpu0, 10);
    assertThat(cpu0.takeSignal()).isTrue();
  }

  @Test
  void blockingInAnInterruptIsAViolationAndElsewhereNot() {
    cpu0.mayBlock();
    assertThat(watch.broken()).isEmpty();
    cpu0.interrupt(cpu0::mayBlock);
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
  }

  @Test
  void blockingDropsTheCriticalSectionForThatTime() {
    cpu1.signal(cpu0, 10);
    watch.atPreemption(
        cpu -> {
          if (cpu == cpu0 && cpu.isInterruptible()) {
            watch.atPreemption(ignored -> {});
            cpu.takeSignals();
          }
        });
    cpu0.enterCritical();
    cpu0.mayBlock();
    assertThat(taken).containsExactly(10L);
    assertThat(cpu0.isInterruptible()).as("it is in the section again").isFalse();
    cpu0.leaveCritical();
    assertThat(cpu0.isInterruptible()).isTrue();
  }

  @Test
  void wordsOfACpuAreTouchedByItAlone() {
    CpuLocal words = machine.cpuLocal(cpu0, 2);
    words.set(cpu0, 1, 7);
    assertThat(words.get(cpu0, 1)).isEqualTo(7);
    assertThat(words.peek(1)).isEqualTo(7);
    assertThat(watch.broken()).isEmpty();
    words.get(cpu1, 1);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.CPU_LOCAL);
    words.set(cpu1, 0, 7);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.CPU_LOCAL);
  }

  @Test
  void thePageTableHasAMarkForEachPageThatAnyCpuMayReadAnyTime() {
    PageTable table = machine.pageTable();
    long first = machine.pageAddresses().get(0);
    long second = machine.pageAddresses().get(1);
    table.set(cpu0, first, PageTable.slabOf(cpu0));
    table.set(cpu1, second, PageTable.slabOf(cpu1));
    assertThat(table.get(cpu2, first + 511 & -8)).isEqualTo(-1);
    assertThat(table.get(cpu2, second)).isEqualTo(-2);
    table.clear(cpu0, first);
    assertThat(table.peek(first)).isZero();
    assertThat(table.peek(second)).isEqualTo(-2);
    assertThat(watch.broken()).as("no page is mapped, and none need be").isEmpty();
  }

  @Test
  void synchronizingWaitsUntilNoSignalIsPendingAnywhere() {
    cpu1.signal(cpu0, 10);
    cpu0.signal(cpu2, 20);
    watch.whileWaiting(
        () -> {
          if (!cpu0.takeSignal()) {
            cpu2.takeSignal();
          }
        });
    machine.synchronizeSignals(cpu1);
    assertThat(machine.cpus()).noneMatch(Cpu::hasSignals);
    assertThat(taken).containsExactly(10L);
  }
}
