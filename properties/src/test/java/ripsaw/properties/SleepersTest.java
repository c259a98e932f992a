package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.blackbox.BitmapHeap;
import ripsaw.blackbox.BlackBoxFamily;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.smp.ConditionVariable;
import ripsaw.machine.smp.SleepMutex;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/** Random programs of callers that sleep. */
class SleepersTest {
  /** One cpu after the other looks for a page that waits to be granted again. */
  private static final class InTurns extends BitmapHeap {
    private final boolean signals;
    private final SleepMutex mutex;
    private final ConditionVariable turn;

    InTurns(Machine machine, boolean signals) {
      super(machine);
      this.signals = signals;
      this.mutex = new SleepMutex(machine, machine.sharedWord(8), LockClass.of("the mutex"));
      this.turn = ConditionVariable.of(machine, machine.sharedWord(9), "its turn");
    }

    private long busy() {
      return machine.sharedWord(1);
    }

    @Override
    protected int take(Cpu cpu) {
      mutex.lock(cpu);
      while (memory.getOpaque(cpu, busy()) != 0) {
        turn.await(cpu, mutex);
      }
      memory.setOpaque(cpu, busy(), 1);
      mutex.unlock(cpu);
      int taken = super.take(cpu);
      mutex.lock(cpu);
      memory.setOpaque(cpu, busy(), 0);
      if (signals) {
        turn.signal(cpu);
      }
      mutex.unlock(cpu);
      return taken;
    }
  }

  private static Finding check(boolean signals) {
    Subject subject =
        new Subject(
            "acme/turns",
            "made up",
            Optional.empty(),
            new BlackBoxFamily(),
            Subject.Kind.REFERENCE,
            Set.of(),
            Set.of(),
            machine -> new InTurns(machine, signals));
    return new RandomChecker(1)
        .check(
            subject,
            Set.of(CommonProperty.TERMINATION, CommonProperty.NO_DOUBLE_GRANT),
            new Effort(2_000, Duration.ofMinutes(5), true));
  }

  @Test
  void whoIsWokenGoesOn() {
    assertThat(check(true).violation()).isEmpty();
  }

  @Test
  void whoSleepsForEverIsNamed() {
    Violation found = check(false).violation().orElseThrow();
    assertThat(found.property()).isEqualTo(CommonProperty.TERMINATION);
    assertThat(found.detail()).contains("waits for what nobody will do").contains("for its turn");
  }
}
