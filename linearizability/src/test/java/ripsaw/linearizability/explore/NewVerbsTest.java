package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.OwnerSlabs;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.RemoteWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** Allocations in interrupts, and types that come and go. */
class NewVerbsTest {
  private static final String IN_INTERRUPT =
      "before: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 in-interrupt | cpu1: free a";

  private static Optional<Violation> found(Subject subject, String program, MemoryModel memory) {
    return Explorer.explore(
            new Question(
                subject,
                Df9daea.program(program),
                memory,
                subject.promised(),
                Method.EXHAUSTIVE,
                0,
                100_000,
                Long.MAX_VALUE))
        .violation();
  }

  private static Subject subject(Function<Machine, Allocator> start) {
    return new Subject(
        "acme/heap",
        "made up",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.REFERENCE,
        Set.of(),
        Set.of(),
        start);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          dragonfly/reference             # before: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 in-interrupt | cpu1: free a in-interrupt
          dragonfly/reference             # machine: {pages: 1} | before: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 in-interrupt; d = alloc 600 in-interrupt
          dragonfly/reference             # before: new-type other; a = alloc 100 other; cpu1: free a | cpu0: destroy-type other | cpu1: destroy-type
          dragonfly/reference             # before: new-type other; a = alloc 100 other | cpu0: b = alloc 100 other; free b | cpu1: free a
          dragonfly/kmalloc_obj-reference # before: new-type other; a = alloc 129 other; cpu1: free a | cpu0: destroy-type other; b = alloc 64 | cpu1: destroy-type
          dragonfly/kmalloc_obj-reference # before: new-type other; a = alloc 129 other | cpu0: b = alloc 129 other; free b | cpu1: free a
          """)
  void theReferenceHoldsUnderEveryMemoryModel(String subject, String program) {
    for (MemoryModel memory : MemoryModel.values()) {
      assertThat(found(Df9daea.subject(subject), program, memory)).isEmpty();
    }
  }

  @Test
  void whoSleepsInAnInterruptIsFound() {
    Optional<Violation> violation = found(subject(Sleepy::new), IN_INTERRUPT, MemoryModel.SC);
    assertThat(violation.map(Violation::property))
        .contains(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
    String byItself = IN_INTERRUPT.replace(" in-interrupt", "");
    assertThat(found(subject(Sleepy::new), byItself, MemoryModel.SC)).isEmpty();
  }

  /** Its second type is destroyed with bytes that nobody holds. */
  @Test
  void aTypeThatIsDestroyedWithBytesLeftIsFound() {
    String program =
        "before: new-type other; a = alloc 100 other; free a | cpu0: destroy-type other";
    assertThat(found(subject(Forgetful::new), program, MemoryModel.SC).map(Violation::property))
        .contains(CommonProperty.TYPE_DESTRUCTION);
    String limited = program.replace("new-type other; ", "").replace(" other", " limited");
    assertThat(
            found(
                subject(Forgetful::new),
                limited.replace("destroy-type limited", "destroy-type"),
                MemoryModel.SC))
        .isEmpty();
  }

  private static ParkedWord parked(Machine machine, Accounting accounting) {
    return new ParkedWord(new OwnerSlabs(machine), accounting, new RemoteWord(machine));
  }

  private static final class Sleepy extends SlabAllocator {
    Sleepy(Machine machine) {
      super(machine, parked(machine, new Accounting(machine)));
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      EnumSet<Flag> others = EnumSet.noneOf(Flag.class);
      others.addAll(Set.of(flags));
      others.remove(Flag.NOWAIT);
      return super.allocate(cpu, type, bytes, others.toArray(Flag[]::new));
    }
  }

  private static final class Forgetful extends SlabAllocator {
    Forgetful(Machine machine) {
      super(machine, parked(machine, new ThirdTypeIsOff(machine)));
    }
  }

  private static final class ThirdTypeIsOff extends Accounting {
    ThirdTypeIsOff(Machine machine) {
      super(machine);
    }

    @Override
    public long leftAtDestruction(Cpu cpu, int type) {
      return super.leftAtDestruction(cpu, type) + (type == 2 ? 8 : 0);
    }
  }
}
