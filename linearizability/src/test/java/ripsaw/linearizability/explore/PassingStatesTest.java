package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** A census is judged in every state that an execution passes through, not only in the last. */
class PassingStatesTest {
  /** Marks a page for a moment. */
  private abstract static class Marker extends GrantsNothing {
    Marker(Machine machine) {
      super(machine);
    }

    final long mark() {
      return machine.sharedWord(0);
    }

    @Override
    public Census census() {
      long page = machine.pageAddresses().get(0);
      long marked = isMarkLookedAt() ? -machine.memory().peek(mark()) : 0;
      return new KfreeCensus(List.of(), Map.of(page, marked), true, List.of(), Set.of(), false);
    }

    boolean isMarkLookedAt() {
      return true;
    }
  }

  /** Does so in one critical section, or from one to the next. */
  private static final class InSections extends Marker {
    private final boolean inOneSection;

    InSections(Machine machine, boolean inOneSection) {
      super(machine);
      this.inOneSection = inOneSection;
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
  }

  /**
   * The first cpu opens a door, marks the page if the other has allowed it, and takes the mark away
   * again. A judge looks at the mark only while the door is open.
   */
  private static final class BehindADoor extends Marker {
    BehindADoor(Machine machine) {
      super(machine);
    }

    private long door() {
      return machine.sharedWord(1);
    }

    private long allowed() {
      return machine.sharedWord(2);
    }

    @Override
    boolean isMarkLookedAt() {
      return machine.memory().peek(door()) == 1;
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      if (cpu.id() == 1) {
        machine.memory().setOpaque(cpu, allowed(), 1);
      } else if (cpu.id() == 0) {
        machine.memory().setOpaque(cpu, door(), 1);
        if (machine.memory().getOpaque(cpu, allowed()) == 1) {
          machine.memory().setOpaque(cpu, mark(), 1);
          machine.memory().setOpaque(cpu, mark(), 0);
        }
      }
      return ZERO_SIZE;
    }
  }

  private static Optional<Property> broken(MemoryModel model, Function<Machine, Allocator> start)
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
            start);
    Program program =
        Program.parse("before: cpu2: c = alloc 0 | cpu0: a = alloc 64 | cpu1: b = alloc 64");
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
    assertThat(broken(model, machine -> new InSections(machine, false)))
        .contains(KfreeProperty.PAGE_TABLE);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatIsWrongInsideOfOneIsNobodysBusiness(MemoryModel model) throws Malformed {
    assertThat(broken(model, machine -> new InSections(machine, true))).isEmpty();
  }

  /** A branch begins with steps that are known and not judged: what it may look at has changed. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatAJudgeWouldLookAtOnlySinceAKnownStepIsSeen(MemoryModel model) throws Malformed {
    assertThat(broken(model, BehindADoor::new)).contains(KfreeProperty.PAGE_TABLE);
  }
}
