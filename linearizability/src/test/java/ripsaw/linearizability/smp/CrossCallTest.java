package ripsaw.linearizability.smp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.GrantsNothing;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.ProgramText;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.smp.CrossCall;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/** Calls that all cpus answer, in every schedule. */
class CrossCallTest {
  /**
   * All cpus that are called add what they are told to a word of their own. What a cpu does then:
   *
   * <pre>
   *   alloc 1  calls, and looks at all words
   *   alloc 2  looks at cpu0's word
   *   alloc 3  calls with interrupts off
   *   alloc 4  looks at its own word twice, with interrupts off
   *   alloc 5  calls
   * </pre>
   */
  private static final class Heap extends GrantsNothing {
    private static final int WORDS = 10;
    private static final long TOLD = 8;
    private final Memory memory;
    private final CrossCall calls;

    Heap(Machine machine) {
      super(machine);
      this.memory = machine.memory();
      this.calls = new CrossCall(machine, machine.subjectWord(WORDS));
      calls.onCall(this::add);
    }

    private void add(Cpu cpu, long more) {
      memory.setPlain(cpu, word(cpu), told(cpu, cpu) + more);
    }

    private long word(Cpu cpu) {
      return machine.subjectWord(cpu.id());
    }

    private long told(Cpu cpu, Cpu whom) {
      return memory.getPlain(cpu, word(whom));
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      boolean on = cpu.interruptsOn();
      switch ((int) bytes) {
        case 1 -> {
          calls.call(cpu, TOLD);
          machine.cpus().forEach(whom -> mustBe(told(cpu, whom) >= TOLD, whom + " did not answer"));
        }
        case 2 -> told(cpu, machine.cpu(0));
        case 3 -> {
          cpu.disableInterrupts();
          calls.call(cpu, TOLD);
        }
        case 4 -> {
          cpu.disableInterrupts();
          mustBe(told(cpu, cpu) == told(cpu, cpu), cpu + " answered with interrupts off");
        }
        default -> calls.call(cpu, TOLD);
      }
      cpu.restoreInterrupts(on);
      return ZERO_SIZE;
    }

    private void mustBe(boolean so, String detail) {
      if (!so) {
        machine.watch().violated(new Violation(CommonProperty.CONSERVATION, detail));
      }
    }
  }

  private static final Subject SUBJECT =
      new Subject(
          "test/calls",
          "calls that all cpus answer",
          Optional.empty(),
          new KfreeFamily(),
          Subject.Kind.SEEDED,
          Set.of(),
          Set.of(CommonProperty.GRANT),
          Heap::new);

  private static Exploration explore(MemoryModel model, String program) throws Malformed {
    Program parsed = ProgramText.parse(program);
    return Explorer.explore(
        new Explorer.Question(
            SUBJECT,
            parsed,
            model,
            Set.of(
                CommonProperty.CONSERVATION,
                CommonProperty.TERMINATION,
                CommonProperty.NO_DATA_RACE,
                CommonProperty.NO_BLOCKING_IN_INTERRUPT,
                CommonProperty.CPU_LOCAL),
            Method.EXHAUSTIVE,
            1,
            50_000,
            Long.MAX_VALUE));
  }

  private static Optional<Property> broken(MemoryModel model, String program) throws Malformed {
    return explore(model, program).violation().map(Violation::property);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoCallsSeesWhatAllHaveDone(MemoryModel model) throws Malformed {
    Exploration explored = explore(model, "machine: {cpus: 3} | cpu0: a = alloc 1");
    assertThat(explored.violation()).isEmpty();
    assertThat(explored.executions()).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoWaitsForNobodyRacesWithThem(MemoryModel model) throws Malformed {
    assertThat(broken(model, "cpu0: a = alloc 1 | cpu1: b = alloc 2"))
        .contains(CommonProperty.NO_DATA_RACE);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aCpuWithInterruptsOffAnswersLater(MemoryModel model) throws Malformed {
    assertThat(broken(model, "cpu0: a = alloc 1 | cpu1: b = alloc 4")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoWaitsAnswersWhoWaitsForHim(MemoryModel model) throws Malformed {
    Exploration explored = explore(model, "cpu0: a = alloc 5 | cpu1: b = alloc 5");
    assertThat(explored.violation()).isEmpty();
    assertThat(explored.executions()).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoCallsWithInterruptsOffIsToldThatHeMayNot(MemoryModel model) throws Malformed {
    assertThat(broken(model, "cpu0: a = alloc 3 | cpu1: b = alloc 4"))
        .contains(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aCpuThatIsOfflineIsNotCalled(MemoryModel model) throws Malformed {
    assertThat(broken(model, "before: cpu0: offline cpu1 | cpu0: a = alloc 5")).isEmpty();
  }
}
