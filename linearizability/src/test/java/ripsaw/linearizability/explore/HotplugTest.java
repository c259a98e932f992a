package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.linearizability.execution.Move;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.Shape;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.smp.CrossCall;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/** Cpus that go offline and come back, in every schedule. */
class HotplugTest {
  /** Each allocation adds to a word of its cpu's; who takes a cpu offline moves that to its own. */
  private static final class Heap extends GrantsNothing {
    private static final int MOVED = 8;
    private static final int CALLS = 10;
    private final Memory memory;
    private final CrossCall calls;

    Heap(Machine machine) {
      super(machine);
      this.memory = machine.memory();
      this.calls =
          new CrossCall(machine, machine.subjectWord(CALLS), (cpu, about) -> add(cpu, about));
    }

    private void add(Cpu cpu, long more) {
      long word = machine.subjectWord(cpu.id());
      memory.setPlain(cpu, word, memory.getPlain(cpu, word) + more);
    }

    /** {@code alloc 8} calls all cpus. */
    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      if (bytes == 8) {
        calls.all(cpu, 1, true);
      } else {
        cpu.enterCritical();
        add(cpu, bytes);
        cpu.leaveCritical();
      }
      return ZERO_SIZE;
    }

    @Override
    public void offline(Cpu cpu, Cpu dead) {
      long word = machine.subjectWord(dead.id());
      long left = memory.getOpaque(cpu, word);
      memory.setOpaque(cpu, word, 0);
      memory.setOpaque(cpu, machine.subjectWord(MOVED), left);
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

  private record Explored(Set<String> outcomes, Set<String> broken, long executions) {}

  private static Explored explore(String program, MemoryModel model, Strategy strategy)
      throws Malformed {
    Explorer.Question question =
        new Explorer.Question(
            SUBJECT,
            Program.parse(program),
            model,
            Set.of(CommonProperty.TERMINATION),
            Method.EXHAUSTIVE,
            0,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    Executions all = new Executions(question, strategy);
    Set<String> outcomes = new TreeSet<>();
    Set<String> broken = new TreeSet<>();
    long executions = 0;
    while (all.begin()) {
      ProgramRun run = all.make(null);
      if (run.isOver()) {
        executions++;
        Machine machine = run.session().machine();
        outcomes.add(
            "%d %d %d"
                .formatted(
                    machine.memory().peek(machine.subjectWord(0)),
                    machine.memory().peek(machine.subjectWord(1)),
                    machine.memory().peek(machine.subjectWord(Heap.MOVED))));
        run.session().found().map(Violation::toString).ifPresent(broken::add);
      }
    }
    return new Explored(outcomes, broken, executions);
  }

  @ParameterizedTest
  @CsvSource({
    "'cpu0: offline cpu1; online cpu1 | cpu1: a = alloc 2'",
    "'cpu0: offline cpu1; online cpu1 | cpu1: a = alloc 2; b = alloc 4'",
    "'cpu0: offline cpu1 | cpu1: | cpu2: a = alloc 2'",
    "'before: cpu1: a = alloc 2 | cpu0: offline cpu1; b = alloc 8'",
    "'machine: {cpus: 3} | cpu0: offline cpu1 | cpu2: b = alloc 8'",
    "'machine: {cpus: 3} | cpu0: offline cpu1; online cpu1 | cpu1: b = alloc 8'"
  })
  void theReductionLosesNothing(String program) throws Malformed {
    int cpus = Program.parse(program.replace("cpu1: |", "machine: {cpus: 3} |")).shape().cpus();
    String text = program.replace("cpu1: |", "machine: {cpus: 3} |");
    Explored all = explore(text, MemoryModel.SC, new NaiveEnumeration());
    for (MemoryModel model : MemoryModel.values()) {
      Explored reduced = explore(text, model, new SourceSets(cpus));
      assertThat(reduced.broken()).isEmpty();
      assertThat(reduced.outcomes()).isEqualTo(all.outcomes());
      assertThat(reduced.executions()).isLessThanOrEqualTo(all.executions());
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void anOperationIsMadeBeforeOrAfterItsCpuIsOffline(MemoryModel model) throws Malformed {
    Explored explored =
        explore(
            "cpu0: offline cpu1; online cpu1 | cpu1: a = alloc 2; b = alloc 4",
            model,
            new SourceSets(2));
    assertThat(explored.outcomes()).containsExactlyInAnyOrder("0 6 0", "0 4 2", "0 0 6");
    assertThat(explored.broken()).isEmpty();
  }

  @Test
  void aCallGoesToThoseThatAreOnline() throws Malformed {
    Explored explored =
        explore(
            "before: cpu0: offline cpu1 | cpu0: a = alloc 8", MemoryModel.SC, new SourceSets(2));
    assertThat(explored.outcomes()).containsExactly("1 0 0");
    assertThat(explored.broken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu0: offline cpu0 # 'offline cpu0': another cpu has to do that",
        "cpu0: offline cpu2 # 'offline cpu2': the machine has 2 cpus",
        "cpu0: online cpu1 # 'online cpu1': it is online by then",
        "cpu0: offline cpu1; offline cpu1 # 'offline cpu1': it is offline by then",
        "cpu0: offline cpu1 | cpu1: tidy # cpu1 has something to do and stays offline: put an 'online"
            + " cpu1' behind",
        "before: cpu0: offline cpu1 | cpu1: tidy # cpu1 has something to do and stays offline: put an"
            + " 'online cpu1' on another",
        "before: cpu0: offline cpu1; cpu1: tidy | cpu0: tidy # 'tidy': cpu1 is offline by then",
        "cpu0: offline cpu1; online cpu1 | cpu1: offline cpu0; online cpu0 # cpu1 is taken offline and"
            + " does the same to others: leave one out",
        "cpu0: offline cpu1; free a; online cpu1 | cpu1: a = alloc 64 # 'free a': it may wait for a cpu"
            + " that is offline, and is not brought back before it"
      })
  void aProgramThatCannotBeMadeIsRefused(String text) {
    String[] parts = text.split(" # ");
    assertThatThrownBy(() -> Program.parse(parts[0]))
        .isInstanceOf(Malformed.class)
        .hasMessage(parts[1]);
  }

  @Test
  void aProgramIsWrittenAsItIsReadAndOnlyFamiliesThatAskForItHaveIt() throws Malformed {
    String text =
        "machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0} | cpu0: offline cpu1;"
            + " online cpu1 | cpu1: tidy";
    Program program = Program.parse(text);
    assertThat(program).hasToString(text);
    assertThatThrownBy(() -> program.requireFor(new KfreeFamily()))
        .hasMessage("'offline cpu1': a slab allocator has no offline");
  }

  @Test
  void aRandomExecutionTakesACpuOfflineWhenItDoesNothing() {
    ManualRun run = new ManualRun(SUBJECT, Shape.small(2, 2, 4), Set.of());
    Move.Unplug unplug = new Move.Unplug(0, 1, Move.Pace.TO_END);
    run.start(1, Operation.allocation("a", 2));
    unplug.make(run);
    assertThat(run.session().machine().cpu(1).isOnline()).isTrue();
    run.finish(1);
    unplug.make(run);
    assertThat(run.session().machine().cpu(1).isOnline()).isFalse();
    new Move.Allocate(1, false, 4, Set.of(), Move.Pace.TO_END).make(run);
    assertThat(run.session().machine().memory().peek(run.session().machine().subjectWord(1)))
        .isZero();
    unplug.make(run);
    assertThat(run.session().machine().cpu(1).isOnline()).isTrue();
  }
}
