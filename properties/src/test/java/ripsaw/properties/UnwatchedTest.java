package ripsaw.properties;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

class UnwatchedTest {
  private static void check(Function<Machine, Allocator> start) {
    Subject subject =
        new Subject(
            "acme/heap",
            "made up",
            Optional.empty(),
            new KfreeFamily(),
            Subject.Kind.REFERENCE,
            Set.of(),
            Set.of(),
            start);
    new RandomChecker(1)
        .check(subject, subject.promised(), new Effort(2_000, Duration.ofMinutes(5), true));
  }

  @Test
  void aFieldThatChangesIsNamed() {
    assertThatThrownBy(() -> check(Counting::new))
        .isInstanceOf(Unwatched.class)
        .hasMessageContaining("UnwatchedTest$Counting.frees[0] changes after the start");
  }

  @Test
  void aPlanThatComesToSomethingElseTheSecondTimeIsNoSample() {
    AtomicInteger started = new AtomicInteger();
    assertThatThrownBy(() -> check(machine -> new Fickle(machine, started.getAndIncrement() % 2)))
        .isInstanceOf(Unwatched.class)
        .hasMessageContaining("is not deterministic: the same schedule made other accesses: ");
  }

  @Test
  void aLockOfJavaIsRefusedBeforeAnyPlanIsRun() {
    assertThatThrownBy(() -> check(Locked::new))
        .isInstanceOf(Unwatched.class)
        .hasMessageContaining("UnwatchedTest$Locked.free uses synchronized");
  }

  private static final class Counting extends SlabAllocator {
    private final int[] frees = new int[1];

    Counting(Machine machine) {
      super(machine, new ParkedWord(machine));
    }

    @Override
    public void free(Cpu cpu, int type, long address) {
      frees[0]++;
      super.free(cpu, type, address);
    }
  }

  private static final class Fickle extends SlabAllocator {
    private final int looks;

    Fickle(Machine machine, int looks) {
      super(machine, new ParkedWord(machine));
      this.looks = looks;
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      for (int i = 0; i < looks; i++) {
        memory.getOpaque(cpu, machine.cpuWord(cpu, 0));
      }
      return super.allocate(cpu, type, bytes, flags);
    }
  }

  private static final class Locked extends SlabAllocator {
    Locked(Machine machine) {
      super(machine, new ParkedWord(machine));
    }

    @Override
    public synchronized void free(Cpu cpu, int type, long address) {
      super.free(cpu, type, address);
    }
  }
}
