package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.execution.ProgramRun;
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

/** Cpus that go offline and come back, in every schedule. */
class HotplugTest {
  /**
   * An even allocation adds its bytes to a word of its cpu's, in a critical section. {@code alloc
   * 1} notes how much had been moved, {@code alloc 3} how many cpus are online, {@code alloc 5} has
   * cpu1 add 5 some time, and {@code alloc 8} has all add 8 that are online. Who takes a cpu
   * offline moves its word to another, and who brings it back notes that.
   */
  private static final class Heap extends GrantsNothing {
    private static final int MOVED = 8;
    private static final int BACK = 9;
    private static final int CALLS = 10;
    private static final int NOTES = 14;
    private final Memory memory;
    private final CrossCall calls;

    Heap(Machine machine) {
      super(machine);
      this.memory = machine.memory();
      this.calls = new CrossCall(machine, machine.subjectWord(CALLS));
      calls.onCall(this::add);
    }

    private void add(Cpu cpu, long more) {
      add(cpu, cpu.id(), more);
    }

    private void add(Cpu cpu, int word, long more) {
      long address = machine.subjectWord(word);
      memory.setPlain(cpu, address, memory.getPlain(cpu, address) + more);
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      switch ((int) bytes) {
        case 1 -> add(cpu, NOTES + cpu.id(), memory.getAndAdd(cpu, machine.subjectWord(MOVED), 16));
        case 3 -> {
          cpu.enterCritical();
          long moved = memory.getAndAdd(cpu, machine.subjectWord(MOVED), 16);
          add(cpu, NOTES + cpu.id(), 100L * machine.onlineCpus(cpu).size() + moved);
          cpu.leaveCritical();
        }
        case 5 -> {
          memory.getAndAdd(cpu, machine.subjectWord(CALLS + cpu.id()), 1);
          cpu.signal(machine.cpu(1), bytes);
        }
        case 8 -> calls.call(cpu, bytes);
        default -> {
          cpu.enterCritical();
          add(cpu, bytes);
          cpu.leaveCritical();
        }
      }
      return ZERO_SIZE;
    }

    @Override
    public void offline(Cpu cpu, Cpu dead) {
      long left = memory.getPlain(cpu, machine.subjectWord(dead.id()));
      memory.setPlain(cpu, machine.subjectWord(dead.id()), 0);
      memory.getAndAdd(cpu, machine.subjectWord(MOVED), left);
    }

    @Override
    public void online(Cpu cpu, Cpu back) {
      add(cpu, BACK, 1);
    }
  }

  private static final Subject SUBJECT =
      new Subject(
          "test/hotplug",
          "cpus that go offline",
          Optional.empty(),
          new KfreeFamily(),
          Subject.Kind.SEEDED,
          Set.of(),
          Set.of(CommonProperty.GRANT),
          Heap::new);

  private record Explored(Set<String> outcomes, Set<Property> broken, long executions) {}

  private static Explored explore(Program program, MemoryModel model, Strategy strategy) {
    Explorer.Question question =
        new Explorer.Question(
            SUBJECT,
            program,
            model,
            Set.of(CommonProperty.TERMINATION, CommonProperty.NO_DATA_RACE),
            Method.EXHAUSTIVE,
            0,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    Executions all = new Executions(question, strategy);
    Set<String> outcomes = new TreeSet<>();
    Set<Property> broken = new TreeSet<>();
    long executions = 0;
    while (all.begin()) {
      ProgramRun run = all.make(null);
      if (run.isOver()) {
        executions++;
        outcomes.add(words(run.session().machine()));
        run.session().found().map(Violation::property).ifPresent(broken::add);
      }
    }
    return new Explored(outcomes, broken, executions);
  }

  /** Those of the cpus, what was moved, how often one came back; what was noted. */
  private static String words(Machine machine) {
    List<Long> words = new ArrayList<>();
    for (int cpu = 0; cpu < machine.cpus().size(); cpu++) {
      words.add(machine.memory().peek(machine.subjectWord(cpu)));
    }
    words.add(machine.memory().peek(machine.subjectWord(Heap.MOVED)));
    words.add(machine.memory().peek(machine.subjectWord(Heap.BACK)));
    long noted = 0;
    for (Cpu cpu : machine.cpus()) {
      noted = 1_000 * noted + machine.memory().peek(machine.subjectWord(Heap.NOTES + cpu.id()));
    }
    return words + (noted == 0 ? "" : " noted " + noted);
  }

  private static Explored reduced(String program, MemoryModel model) throws Malformed {
    Program parsed = ProgramText.parse(program);
    return explore(parsed, model, new SourceSets(ProgramRun.actorsOf(parsed)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu0: offline cpu1; online cpu1 | cpu1: a = alloc 2",
        "cpu0: offline cpu1; online cpu1 | cpu1: a = alloc 2; b = alloc 1",
        "cpu0: offline cpu1; a = alloc 1; online cpu1 | cpu1: b = alloc 1; c = alloc 2",
        "machine: {cpus: 3} | cpu0: offline cpu1 | cpu2: a = alloc 2; b = alloc 4",
        "machine: {cpus: 3} | cpu0: offline cpu1 | cpu2: a = alloc 1; b = alloc 2",
        "before: cpu0: offline cpu1 | cpu0: online cpu1; b = alloc 2 | cpu1: c = alloc 4",
        "cpu0: a = alloc 8; offline cpu1",
        "cpu0: offline cpu1; a = alloc 8; online cpu1",
        "cpu0: a = alloc 8; offline cpu1; online cpu1 | cpu1: b = alloc 1",
        "cpu0: offline cpu1; online cpu1 | cpu1: a = alloc 2; b = alloc 4",
        "cpu0: a = alloc 3; offline cpu1; online cpu1 | cpu1: b = alloc 3; c = alloc 2",
        "cpu0: a = alloc 5; offline cpu1; online cpu1 | cpu1: b = alloc 2",
        "machine: {cpus: 3} | cpu0: offline cpu1; online cpu1 | cpu2: a = alloc 5",
        "machine: {cpus: 3} | cpu0: offline cpu1 | cpu2: a = alloc 3; b = alloc 3; c = alloc 1",
        "machine: {cpus: 3} | cpu0: offline cpu1; offline cpu2; online cpu2 | cpu2: a = alloc 2"
      })
  void theReductionLosesNothing(String text) throws Malformed {
    Program program = ProgramText.parse(text);
    Explored all = explore(program, MemoryModel.SC, new NaiveEnumeration());
    assertThat(all.broken()).isEmpty();
    for (MemoryModel model : MemoryModel.values()) {
      Explored reduced = reduced(text, model);
      assertThat(reduced.outcomes()).isEqualTo(all.outcomes());
      assertThat(reduced.broken()).isEmpty();
    }
    assertThat(reduced(text, MemoryModel.SC).executions()).isLessThanOrEqualTo(all.executions());
  }

  /** Small ones, so that all schedules of each can be made. */
  @Test
  void theReductionLosesNothingOfRandomPrograms() throws Malformed {
    losesNothing(40);
  }

  @Tag("nightly")
  @Test
  void norOfMore() throws Malformed {
    losesNothing(160);
  }

  private static void losesNothing(int programs) throws Malformed {
    Random random = new Random(1);
    Set<String> differing = new TreeSet<>();
    long executions = 0;
    for (int i = 0; i < programs; i++) {
      String text = randomProgram(random);
      Program program = ProgramText.parse(text);
      Explored all = explore(program, MemoryModel.SC, new NaiveEnumeration());
      Explored reduced = reduced(text, MemoryModel.SC);
      executions += all.executions();
      if (!reduced.outcomes().equals(all.outcomes()) || !reduced.broken().equals(all.broken())) {
        differing.add(text);
      }
    }
    assertThat(differing).isEmpty();
    assertThat(executions).isGreaterThan(1_000);
  }

  private static String randomProgram(Random random) {
    int cpus = 2 + random.nextInt(2);
    StringBuilder text = new StringBuilder("machine: {cpus: " + cpus + "} | cpu0: ");
    int name = 0;
    // With three, one more thing to do has hundreds of thousands of schedules.
    if (cpus == 2 && random.nextBoolean()) {
      text.append("n%d = alloc %d; ".formatted(name++, any(random, List.of(1, 2, 3, 5))));
    }
    text.append("offline cpu1; ");
    if (cpus == 2 && random.nextInt(3) == 0) {
      text.append("n%d = alloc %d; ".formatted(name++, any(random, List.of(1, 2, 3, 5))));
    }
    text.append("online cpu1");
    for (int cpu = 1; cpu < cpus; cpu++) {
      text.append(" | cpu%d: n%d = alloc %d".formatted(cpu, name++, any(random, List.of(1, 2, 3))));
    }
    return text.toString();
  }

  private static int any(Random random, List<Integer> of) {
    return of.get(random.nextInt(of.size()));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void anOperationIsMadeBeforeItsCpuGoesOrWhenItIsBack(MemoryModel model) throws Malformed {
    Explored explored =
        reduced("cpu0: offline cpu1; online cpu1 | cpu1: a = alloc 2; b = alloc 4", model);
    assertThat(explored.outcomes())
        .containsExactlyInAnyOrder("[0, 6, 0, 1]", "[0, 4, 2, 1]", "[0, 0, 6, 1]");
    assertThat(explored.broken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aCpuThatWasCalledAnswersBeforeItGoes(MemoryModel model) throws Malformed {
    Explored explored =
        reduced("machine: {cpus: 3} | cpu0: offline cpu1 | cpu2: a = alloc 8", model);
    assertThat(explored.outcomes()).containsExactlyInAnyOrder("[8, 0, 8, 8, 0]", "[8, 0, 8, 0, 0]");
    assertThat(explored.broken()).isEmpty();
  }
}
