package ripsaw.machine.smp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.machine.Cpu;
import ripsaw.machine.Flaw;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Memory;
import ripsaw.machine.RecordingWatch;
import ripsaw.machine.Shape;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;

class BitSpinLockTest {
  private static final long BIT = 4;
  private static final long OTHERS = 0x70;
  private static final int CPUS = 3;
  private static final int TURNS = 20_000;

  private final RecordingWatch watch = new RecordingWatch();

  private Machine machine(MemoryModel model) {
    return Machine.checked(Shape.small(2, 2, 4), watch, model);
  }

  private static BitSpinLock lock(Machine machine) {
    return new BitSpinLock(machine, machine.sharedWord(0), BIT, LockClass.NONE);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void takingItSetsItsBitAndLettingGoClearsItAndNoOther(MemoryModel model) {
    Machine machine = machine(model);
    BitSpinLock lock = lock(machine);
    Memory memory = machine.memory();
    Cpu cpu = machine.cpu(0);
    memory.poke(lock.word(), OTHERS);
    lock.lock(cpu);
    assertThat(memory.peek(lock.word())).isEqualTo(OTHERS | BIT);
    assertThat(lock.isFree()).isFalse();
    assertThat(cpu.isInterruptible()).isFalse();
    memory.setPlain(cpu, lock.word(), memory.getPlain(cpu, lock.word()) | 1);
    lock.unlock(cpu);
    assertThat(memory.peek(lock.word())).isEqualTo(OTHERS | 1);
    assertThat(lock.isFree()).isTrue();
    assertThat(cpu.isInterruptible()).isTrue();
    assertThat(watch.broken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatTheLastHolderDidIsSeenAndRacesWithNothing(MemoryModel model) {
    Machine machine = machine(model);
    watch.older(1);
    BitSpinLock lock = lock(machine);
    lock.lock(machine.cpu(0));
    machine.memory().setPlain(machine.cpu(0), machine.sharedWord(1), 7);
    lock.unlock(machine.cpu(0));
    assertThat(lock.tryLock(machine.cpu(1))).isTrue();
    assertThat(machine.memory().getPlain(machine.cpu(1), machine.sharedWord(1))).isEqualTo(7);
    lock.unlock(machine.cpu(1));
    assertThat(watch.broken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoTriesInVainIsToldNothingAndGoesOn(MemoryModel model) {
    Machine machine = machine(model);
    BitSpinLock lock = lock(machine);
    lock.lock(machine.cpu(0));
    machine.memory().setPlain(machine.cpu(0), lock.word(), BIT | 1);
    assertThat(lock.tryLock(machine.cpu(1))).isFalse();
    assertThat(machine.cpu(1).isInterruptible()).isTrue();
    assertThat(watch.count(MachineEvent.LOCK_MISSED)).isEqualTo(1);
    assertThat(watch.broken()).isEmpty();
    machine.memory().getPlain(machine.cpu(1), lock.word());
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_DATA_RACE);
  }

  /** The holder's bits may be changed by a load and a store, but by nobody else. */
  @Test
  void whoChangesTheOtherBitsWithoutItMaySetItsBitAgainAndTheNextToComeIsTold() {
    Machine machine = machine(MemoryModel.SC);
    BitSpinLock lock = lock(machine);
    Memory memory = machine.memory();
    lock.lock(machine.cpu(0));
    long seen = memory.getOpaque(machine.cpu(1), lock.word());
    lock.unlock(machine.cpu(0));
    memory.setOpaque(machine.cpu(1), lock.word(), seen | 1);
    assertThatThrownBy(() -> lock.lock(machine.cpu(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("somebody changed it who neither took nor let it go");
    memory.setOpaque(machine.cpu(1), lock.word(), 1);
    assertThatThrownBy(() -> lock.unlock(machine.cpu(0))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void openToAllItExcludesNobody() {
    Machine machine = machine(MemoryModel.SC);
    machine.useFlaw(Flaw.OPEN_LOCK);
    BitSpinLock lock = lock(machine);
    lock.lock(machine.cpu(0));
    assertThat(lock.tryLock(machine.cpu(1))).isTrue();
    lock.unlock(machine.cpu(0));
    lock.unlock(machine.cpu(1));
    assertThat(lock.isFree()).isTrue();
  }

  @Test
  void aLockIsOneBit() {
    Machine machine = machine(MemoryModel.SC);
    assertThatThrownBy(() -> new BitSpinLock(machine, machine.sharedWord(0), 6, LockClass.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0x6: a lock is one bit");
  }

  /** Real threads, and a count that is read and written plainly in the same word. */
  @Test
  void onlyOneHasItAtATime() throws InterruptedException {
    for (boolean tries : new boolean[] {false, true}) {
      Machine machine = Machine.raw(Shape.small(CPUS, 2, 4));
      BitSpinLock lock = lock(machine);
      count(machine, lock, tries);
      assertThat(machine.memory().peek(lock.word())).isEqualTo(8L * CPUS * TURNS);
    }
  }

  @Test
  void onlyOneHasItWhereEachUpdateOfABitIsGuarded() throws InterruptedException {
    Machine machine = Machine.raw(Shape.small(CPUS, 2, 4));
    SpinLock guard = new SpinLock(machine, machine.sharedWord(2));
    BitSpinLock lock =
        new EmulatedBitSpinLock(
            machine,
            machine.sharedWord(1),
            BIT,
            LockClass.NONE,
            guard,
            EmulatedBitSpinLock.Unlock.GUARDED);
    List<Thread> threads = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < TURNS / 10; i++) {
                  lock.lock(cpu);
                  add(machine, machine.sharedWord(3), cpu);
                  lock.unlock(cpu);
                }
              }));
    }
    run(threads);
    assertThat(machine.memory().peek(machine.sharedWord(3))).isEqualTo(CPUS * TURNS / 10);
    assertThat(lock.isFree()).isTrue();
  }

  private static void count(Machine machine, BitSpinLock lock, boolean tries)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < TURNS; i++) {
                  if (!tries || !lock.tryLock(cpu)) {
                    lock.lock(cpu);
                  }
                  add(machine, lock.word(), cpu);
                  lock.unlock(cpu);
                }
              }));
    }
    run(threads);
  }

  private static void add(Machine machine, long word, Cpu cpu) {
    int step = word == machine.sharedWord(3) ? 1 : 8;
    machine.memory().setPlain(cpu, word, machine.memory().getPlain(cpu, word) + step);
  }

  private static void run(List<Thread> threads) throws InterruptedException {
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
