package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/** A census is judged in every state that an execution passes through, not only in the last. */
class PassingStatesTest {
  /** Marks a page for a moment: in one critical section, or from one to the next. */
  private static final class Marker extends GrantsNothing {
    private final boolean inOneSection;

    Marker(Machine machine, boolean inOneSection) {
      super(machine);
      this.inOneSection = inOneSection;
    }

    private long mark() {
      return machine.sharedWord(0);
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      cpu.enterCritical();
      machine.memory().setOpaque(cpu, mark(), 1);
      if (!inOneSection) {
        cpu.leaveCritical();
        cpu.enterCritical();
      }
      machine.memory().setOpaque(cpu, mark(), 0);
      cpu.leaveCritical();
      return ZERO_SIZE;
    }

    @Override
    public Census census() {
      long page = machine.pageAddresses().get(0);
      long marked = -machine.memory().peek(mark());
      return new KfreeCensus(List.of(), Map.of(page, marked), true, List.of(), Set.of(), false);
    }
  }

  private static Optional<Property> broken(MemoryModel model, boolean inOneSection)
      throws Malformed {
    Subject subject =
        new Subject(
            "test/marker",
            "marks a page for a moment",
            Optional.empty(),
            new KfreeFamily(),
            Subject.Kind.SEEDED,
            Set.of(),
            Set.of(CommonProperty.GRANT),
            machine -> new Marker(machine, inOneSection));
    Program program = Program.parse("cpu0: a = alloc 64 | cpu1: b = alloc 64");
    Question question =
        new Question(
            subject,
            program,
            model,
            Set.of(KfreeProperty.PAGE_TABLE),
            Method.EXHAUSTIVE,
            0,
            1_000,
            Long.MAX_VALUE);
    return Explorer.explore(question).violation().map(Violation::property);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatIsWrongBetweenTwoCriticalSectionsIsSeen(MemoryModel model) throws Malformed {
    assertThat(broken(model, false)).contains(KfreeProperty.PAGE_TABLE);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatIsWrongInsideOfOneIsNobodysBusiness(MemoryModel model) throws Malformed {
    assertThat(broken(model, true)).isEmpty();
  }
}
