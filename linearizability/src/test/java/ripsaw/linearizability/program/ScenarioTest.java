package ripsaw.linearizability.program;

import ripsaw.subject.CommonVerb;
import ripsaw.linearizability.execution.Scheduler;

import ripsaw.dragonfly.kfree.KfreeFamily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Scenario.Step;
import ripsaw.machine.Access;
import ripsaw.machine.Cpu;
import ripsaw.machine.MemoryModel;
import ripsaw.subject.Family;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;

/** A scenario with a slip of the pen would do nothing, and say nothing. */
class ScenarioTest {
  static List<Scenario> scenarios() {
    return Scenario.of(new KfreeFamily());
  }

  private static Stream<String> texts(Scenario scenario) {
    return Stream.concat(
        scenario.before().stream().map(Step::operation),
        scenario.cpus().stream().flatMap(Collection::stream));
  }

  @Test
  void noTwoScenariosHaveOneName() {
    assertThat(scenarios()).extracting(Scenario::name).isNotEmpty().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyCpuThatIsNamedIsThere(Scenario scenario) {
    assertThat(scenario.cpus()).hasSizeBetween(2, scenario.shape().cpus());
    assertThat(scenario.before())
        .extracting(Step::cpu)
        .allMatch(cpu -> cpu >= 0 && cpu < scenario.shape().cpus());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyOperationIsWrittenAsItIsRead(Scenario scenario) {
    assertThat(texts(scenario))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(Operation.parse(text)).hasToString(text));
  }

  /** No cpu waits for another: what is freed is held beforehand, or by this cpu. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void whatIsFreedIsHeldAndFreedOnce(Scenario scenario) {
    Set<String> everHeld = new HashSet<>();
    Set<String> held = new HashSet<>();
    scenario.before().forEach(step -> follow(step.operation(), everHeld, held));
    Set<String> heldBefore = Set.copyOf(held);
    Set<String> freed = new HashSet<>();
    for (List<String> operations : scenario.cpus()) {
      Set<String> heldHere = new HashSet<>(heldBefore);
      operations.forEach(operation -> follow(operation, everHeld, heldHere));
      for (String name : heldBefore) {
        assertThat(heldHere.contains(name) || freed.add(name)).as("%s freed once", name).isTrue();
      }
    }
  }

  private static void follow(String text, Set<String> everHeld, Set<String> held) {
    Operation operation = Operation.parse(text);
    if (operation.verb() == CommonVerb.ALLOC) {
      assertThat(everHeld.add(operation.name())).as("a new name: %s", text).isTrue();
      held.add(operation.name());
    } else if (!operation.name().isEmpty()) {
      assertThat(held.remove(operation.name())).as("held: %s", text).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyOperationDoesSomethingOnTheReferenceOneCpuAfterTheOther(Scenario scenario) {
    List<Integer> order = new ArrayList<>();
    for (int cpu = 0; cpu < scenario.cpus().size(); cpu++) {
      order.add(cpu);
    }
    runsClean(scenario, order);
    runsClean(scenario, order.reversed());
  }

  private static void runsClean(Scenario scenario, List<Integer> order) {
    Session session =
        new Session(
            Catalogue.load().find("dragonfly/reference").orElseThrow(),
            scenario.shape(),
            MemoryModel.SC,
            EnumSet.allOf(Property.class),
            new OneAfterTheOther(),
            null);
    session.createTypes();
    for (Step step : scenario.before()) {
      does(session, step.cpu(), step.operation());
    }
    for (int cpu : order) {
      scenario.cpus().get(cpu).forEach(operation -> does(session, cpu, operation));
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
  private static void does(Session session, int cpu, String operation) {
    assertThat(Operation.parse(operation).run(session, session.machine().cpu(cpu)))
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
