package ripsaw.linearizability.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.execution.Move.Pace;
import ripsaw.linearizability.program.Operation;
import ripsaw.linux.slub.SlubSubjects;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Shape;
import ripsaw.subject.CommonVerb;

/** Cpus that go offline in random executions: two cpus of two threads each. */
class ManualHotplugTest {
  private static final int SECOND_OF_CPU1 = 3;
  private static final Pace NOWHERE = Pace.of(0);
  private final ManualRun execution =
      new ManualRun(
          SlubSubjects.REFERENCE, Shape.small(2, 2, 6), 2, Set.of(SlubProperty.OFFLINE), null);

  private Cpu cpu1() {
    return execution.session().machine().cpu(1);
  }

  private void unplug(Pace pace) {
    new Move.Unplug(0, 1, pace).make(execution);
  }

  @Test
  void itGoesWhenNoThreadOfItIsInTheMiddleOfAnything() {
    execution.start(SECOND_OF_CPU1, Operation.allocation("a", 64));
    unplug(Pace.TO_END);
    assertThat(cpu1().isOnline()).isTrue();
    execution.finish(SECOND_OF_CPU1);
    unplug(Pace.TO_END);
    assertThat(cpu1().isOnline()).isFalse();
    assertThat(execution.session().found()).isEmpty();
  }

  @Test
  void nothingIsStartedThereUntilItIsBack() {
    unplug(Pace.TO_END);
    assertThat(execution.canStart(1)).isFalse();
    assertThat(execution.canStart(SECOND_OF_CPU1)).isFalse();
    new Move.Device(1, false, 0).make(execution);
    assertThat(execution.session().heldNames()).isEmpty();
    unplug(Pace.TO_END);
    assertThat(execution.canStart(1)).isTrue();
    new Move.Device(1, false, 0).make(execution);
    execution.settle();
    assertThat(execution.session().heldNames()).hasSize(1);
  }

  @Test
  void oneGoesAtATimeAndNoneTakesItselfOffline() {
    new Move.Unplug(1, 1, Pace.TO_END).make(execution);
    assertThat(cpu1().isOnline()).isTrue();
    execution.start(1, Operation.allocation("a", 64));
    execution.finish(1);
    unplug(NOWHERE);
    assertThat(cpu1().isOnline()).isFalse();
    assertThat(execution.session().machine().isOffline(cpu1())).as("it is being flushed").isFalse();
    unplug(NOWHERE);
    assertThat(cpu1().isOnline()).isFalse();
    execution.settle();
    assertThat(execution.session().machine().isOffline(cpu1())).isTrue();
  }

  @Test
  void noneGoesWhileATypeIsDestroyed() {
    execution.start(0, Operation.of(CommonVerb.DESTROY_TYPE, ""));
    new Move.Unplug(2, 1, Pace.TO_END).make(execution);
    assertThat(cpu1().isOnline()).isTrue();
    execution.settle();
    new Move.Unplug(2, 1, Pace.TO_END).make(execution);
    assertThat(cpu1().isOnline()).isFalse();
  }

  @Test
  void aThreadThatMayLeaveItsCpuGoesToNoneThatIsOffline() {
    unplug(Pace.TO_END);
    execution.roam(0, 1);
    execution.start(0, Operation.allocation("a", 64));
    execution.settle();
    assertThat(execution.session().heldNames()).containsExactly("a");
    assertThat(execution.session().found()).isEmpty();
  }
}
