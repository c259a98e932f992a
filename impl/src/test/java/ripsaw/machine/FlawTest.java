package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.spec.CommonProperty;

class FlawTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), watch);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final long word = machine.sharedWord(0);

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void aloneEachUpdateDoesWhatItsNameSays(Flaw flaw) {
    machine.useFlaw(flaw);
    Memory memory = machine.memory();
    assertThat(memory.compareAndSet(cpu0, word, 0, 5)).isTrue();
    assertThat(memory.compareAndSetRelease(cpu0, word, 0, 6)).isFalse();
    assertThat(memory.getAndAddAcquire(cpu0, word, 2)).isEqualTo(5);
    assertThat(memory.getAndSet(cpu0, word, 9)).isEqualTo(7);
    assertThat(memory.getVolatile(cpu0, word)).isEqualTo(9);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void anOpenLockExcludesNobodyAndOneThatWasMadeBeforeDoes() {
    SpinLock closed = new SpinLock(machine, word);
    machine.useFlaw(Flaw.OPEN_LOCK);
    SpinLock open = new SpinLock(machine, word);
    closed.lock(cpu0);
    open.lock(cpu0);
    assertThat(closed.isFree()).isFalse();
    assertThat(open.isFree()).isTrue();
    open.lock(cpu1);
  }

  @Test
  void aLostSignalDoesNotArrive() {
    machine.useFlaw(Flaw.LOST_SIGNAL);
    cpu0.signal(cpu1, 8);
    assertThat(cpu1.hasSignals()).isFalse();
  }

  @Test
  void whatIsMadePlainRacesInTheSubjectAndNotInTheMailbox() {
    machine.useFlaw(Flaw.PLAIN);
    cpu0.signal(cpu1, 8);
    assertThat(cpu1.takeSignal()).isTrue();
    assertThat(watch.broken()).isEmpty();
    machine.memory().setVolatile(cpu0, word, 1);
    machine.memory().getVolatile(cpu1, word);
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_DATA_RACE);
  }
}
