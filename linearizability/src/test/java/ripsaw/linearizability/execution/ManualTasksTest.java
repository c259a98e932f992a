package ripsaw.linearizability.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.explore.GrantsNothing;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Subject;

/** Several threads a cpu, run by hand. */
class ManualTasksTest {
  private static final int CPUS = 2;
  private static final int SECOND_OF_CPU0 = CPUS;

  /** {@code alloc 1} in a section, {@code alloc 2} with a sleep, both count in the cpu's word. */
  private static final class Heap extends GrantsNothing {
    private final List<CpuLocal> own;

    Heap(Machine machine) {
      super(machine);
      own = machine.cpus().stream().map(cpu -> machine.cpuLocal(cpu, 1)).toList();
    }

    @Override
    public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
      Cpu now = cpu;
      if (bytes == 1) {
        cpu.enterCritical();
        machine.memory().setVolatile(cpu, machine.sharedWord(0), 1);
      } else if (bytes == 2) {
        now = cpu.maySleep();
      }
      count(now);
      if (bytes == 1) {
        machine.memory().setVolatile(cpu, machine.sharedWord(0), 2);
        cpu.leaveCritical();
      }
      return ZERO_SIZE;
    }

    private void count(Cpu cpu) {
      long before = own.get(cpu.id()).get(cpu, 0);
      own.get(cpu.id()).set(cpu, 0, before + 1);
    }

    long counted(int cpu) {
      return own.get(cpu).peek(0);
    }
  }

  private final ManualRun execution =
      new ManualRun(
          new Subject(
              "test/threads",
              "counts",
              Optional.empty(),
              new KfreeFamily(),
              Subject.Kind.SEEDED,
              Set.of(),
              Set.of(CommonProperty.GRANT),
              Heap::new),
          Shape.small(CPUS, 2, 2),
          2,
          Set.of(CommonProperty.CPU_LOCAL),
          null);

  private void start(int thread, String operation) {
    execution.start(thread, Operation.parse(operation));
  }

  private Heap heap() {
    return (Heap) execution.session().allocator();
  }

  @Test
  void aThreadInASectionKeepsTheOthersOfItsCpuFromBeginningAndFromGoingOn() {
    start(SECOND_OF_CPU0, "a = alloc 3");
    start(0, "b = alloc 1");
    execution.run(0, 1);
    assertThat(execution.canRun(SECOND_OF_CPU0)).isFalse();
    assertThat(execution.canRun(0)).isTrue();
    execution.finish(0);
    assertThat(execution.canRun(SECOND_OF_CPU0)).isTrue();
    execution.settle();
    assertThat(heap().counted(0)).isEqualTo(2);
  }

  @Test
  void threadsOfOneCpuAreSwitchedBetweenTwoTouchesOfItsWord() {
    start(0, "a = alloc 3");
    execution.run(0, 1);
    start(SECOND_OF_CPU0, "b = alloc 3");
    execution.finish(SECOND_OF_CPU0);
    execution.settle();
    assertThat(heap().counted(0)).as("one is lost").isEqualTo(1);
  }

  @Test
  void aThreadRoamsWhereItIsTold() {
    execution.roam(0, 1);
    start(0, "a = alloc 2");
    execution.settle();
    start(0, "b = alloc 2");
    execution.settle();
    assertThat(heap().counted(0)).isZero();
    assertThat(heap().counted(1)).as("from then on it is there").isEqualTo(2);
    assertThat(execution.session().found()).isEmpty();
  }

  @Test
  void aDeviceInterruptsAnIdleCpuAtOnceAndARunningOneBeforeItsNextAccessOutsideOfASection() {
    Operation operation = Operation.parse("a = alloc 3 in-interrupt");
    execution.interrupt(1, () -> Optional.of(operation));
    execution.settle();
    assertThat(heap().counted(1)).isEqualTo(1);
    start(0, "b = alloc 1");
    execution.run(0, 1);
    execution.interrupt(0, () -> Optional.of(Operation.parse("c = alloc 3 in-interrupt")));
    execution.settle();
    assertThat(heap().counted(0)).as("it could not come any more").isEqualTo(1);
    start(0, "d = alloc 3");
    execution.interrupt(0, () -> Optional.of(Operation.parse("e = alloc 3 in-interrupt")));
    execution.settle();
    assertThat(heap().counted(0)).isEqualTo(3);
    assertThat(execution.session().found()).isEmpty();
  }
}
