package ripsaw.linearizability.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.execution.Scheduler;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.Cpu;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.NamedProgram.Use;

/** A program of Lincheck's with a slip of the pen would do nothing, and say nothing. */
class LincheckProgramsTest {
  static List<Suite> scenarios() {
    return Suite.of(new KfreeFamily(), Use.LINCHECK);
  }

  private static Stream<Operation> operations(Suite scenario) {
    return Stream.concat(
        scenario.program().before().stream().map(Step::operation),
        scenario.program().cpus().stream().flatMap(Collection::stream));
  }

  @Test
  void noTwoScenariosHaveOneName() {
    assertThat(scenarios()).extracting(Suite::name).isNotEmpty().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyCpuThatIsNamedIsThere(Suite scenario) {
    assertThat(scenario.program().cpus()).hasSize(scenario.program().shape().cpus());
    assertThat(scenario.program().before())
        .extracting(Step::cpu)
        .allMatch(cpu -> cpu >= 0 && cpu < scenario.program().shape().cpus());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyOperationIsWrittenAsItIsRead(Suite scenario) {
    assertThat(operations(scenario))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(Operation.parse(one.toString())).isEqualTo(one));
  }

  /** No cpu waits for another: what is freed is held beforehand, or by this cpu. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void whatIsFreedIsHeldAndFreedOnce(Suite scenario) {
    Set<String> everHeld = new HashSet<>();
    Set<String> held = new HashSet<>();
    scenario.program().before().forEach(step -> follow(step.operation(), everHeld, held));
    Set<String> heldBefore = Set.copyOf(held);
    Set<String> freed = new HashSet<>();
    for (List<Operation> operations : scenario.program().cpus()) {
      Set<String> heldHere = new HashSet<>(heldBefore);
      operations.forEach(operation -> follow(operation, everHeld, heldHere));
      for (String name : heldBefore) {
        assertThat(heldHere.contains(name) || freed.add(name)).as("%s freed once", name).isTrue();
      }
    }
  }

  private static void follow(Operation operation, Set<String> everHeld, Set<String> held) {
    if (operation.isAllocation()) {
      assertThat(everHeld.add(operation.name())).as("a new name: %s", operation).isTrue();
      held.add(operation.name());
    } else if (!operation.name().isEmpty()) {
      assertThat(held.remove(operation.name())).as("held: %s", operation).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyOperationDoesSomethingOnTheReferenceOneCpuAfterTheOther(Suite scenario) {
    List<Integer> order = new ArrayList<>();
    for (int cpu = 0; cpu < scenario.program().cpus().size(); cpu++) {
      order.add(cpu);
    }
    runsClean(scenario, order);
    runsClean(scenario, order.reversed());
  }

  private static void runsClean(Suite scenario, List<Integer> order) {
    Session session =
        new Session(
            Catalogue.load().find("dragonfly/reference").orElseThrow(),
            scenario.program().shape(),
            MemoryModel.SC,
            Set.copyOf(Property.all()),
            new OneAfterTheOther(),
            null);
    session.createTypes();
    for (Step step : scenario.program().before()) {
      does(session, step.cpu(), step.operation());
    }
    for (int cpu : order) {
      scenario.program().cpus().get(cpu).forEach(operation -> does(session, cpu, operation));
    }
    assertThatCode(
            () -> {
              session.machine().cpus().forEach(session::takeSignals);
              session.judge();
            })
        .doesNotThrowAnyException();
    assertThat(session.alsoSeen()).isEmpty();
    assertThat(session.coverage().exceeded()).isEmpty();
  }

  /** A violation is thrown where it is seen, for all are sought. */
  private static void does(Session session, int cpu, Operation operation) {
    assertThat(session.run(session.machine().cpu(cpu), operation))
        .as("cpu%d: %s", cpu, operation)
        .isTrue();
    session.judge();
  }

  private static final class OneAfterTheOther implements Scheduler {
    @Override
    public void mayPreempt(Cpu cpu, Access next, long address) {}

    @Override
    public void await(Cpu cpu, BooleanSupplier ready) {
      cpu.takeSignals();
      assertThat(ready.getAsBoolean()).as("what %s waits for", cpu).isTrue();
    }

    @Override
    public void happened(Cpu cpu) {}

    @Override
    public boolean judgesAlways() {
      return true;
    }
  }
}
