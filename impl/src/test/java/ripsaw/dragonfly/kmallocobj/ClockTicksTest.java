package ripsaw.dragonfly.kmallocobj;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kmallocobj.KmallocObjVerb.DROP;
import static ripsaw.dragonfly.kmallocobj.KmallocObjVerb.HOLD;
import static ripsaw.dragonfly.kmallocobj.KmallocObjVerb.TICK;
import static ripsaw.dragonfly.kmallocobj.KmallocObjVerb.TICK_HERE;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.CLOCK;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.RecordingWatch;
import ripsaw.machine.Shape;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Census;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/** Two cpus, and a clock that a test makes go on or stay. */
class ClockTicksTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), watch);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final long ticks = new SharedWords(machine).ticks();
  private boolean isSequential = true;
  private final ClockTicks monitor =
      new ClockTicks(
          new Monitor.Scene() {
            @Override
            public Machine machine() {
              return machine;
            }

            @Override
            public Census takeCensus() {
              throw new AssertionError("it needs none");
            }

            @Override
            public boolean isSequential() {
              return isSequential;
            }

            @Override
            public void touched(int location, Touch touch) {}
          });

  private void call(Cpu cpu, Verb verb) {
    monitor.begins(cpu, verb);
    monitor.returned(cpu, verb);
  }

  private void stays(Cpu cpu) {
    call(cpu, TICK_HERE);
  }

  private Optional<Property> goesOn(int by) {
    monitor.begins(cpu0, TICK_HERE);
    machine.memory().poke(ticks, machine.memory().peek(ticks) + by);
    Optional<Property> found =
        monitor.happened(cpu0, KmallocObjEvent.TICKED, ticks, 0).map(Violation::property);
    monitor.returned(cpu0, TICK_HERE);
    return found;
  }

  @Test
  void theTicksGoUpOnceEveryCpuWasSeenWithoutAHold() {
    stays(cpu0);
    stays(cpu1);
    assertThat(goesOn(1)).isEmpty();
    stays(cpu1);
    assertThat(goesOn(1)).isEmpty();
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void toStayThoughEveryCpuWasSeenBreaksTheClock() {
    stays(cpu0);
    stays(cpu1);
    assertThat(watch.broken()).as("cpu0 has not looked").isEmpty();
    stays(cpu0);
    assertThat(watch.broken()).containsExactly(CLOCK);
  }

  @Test
  void nothingIsDueWhileACpuHolds() {
    stays(cpu0);
    call(cpu1, HOLD);
    call(cpu1, HOLD);
    stays(cpu1);
    call(cpu1, DROP);
    stays(cpu1);
    stays(cpu0);
    assertThat(watch.broken()).as("the outer hold lasts").isEmpty();
    call(cpu1, DROP);
    stays(cpu0);
    assertThat(watch.broken()).containsExactly(CLOCK);
  }

  @Test
  void nothingIsDueIfACpuNeedNotKnowWhatAnotherDid() {
    isSequential = false;
    stays(cpu0);
    stays(cpu1);
    stays(cpu0);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aCpuThatWasSeenBeforeTheTicksWentUpIsToBeSeenAgain() {
    stays(cpu0);
    stays(cpu1);
    goesOn(1);
    stays(cpu0);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void toGoUpByTwoBreaksTheClock() {
    stays(cpu0);
    stays(cpu1);
    assertThat(goesOn(2)).contains(CLOCK);
  }

  @Test
  void aTickOfAllCpusTellsEachOther() {
    monitor.begins(cpu0, TICK);
    monitor.happened(cpu0, MachineEvent.SIGNAL_SENT, 0, 1);
    monitor.returned(cpu0, TICK);
    assertThat(watch.broken()).isEmpty();
    call(cpu1, TICK);
    assertThat(watch.broken()).containsExactly(CLOCK);
  }

  @Test
  void aCpuThatTakesTheSignalIsSeen() {
    stays(cpu0);
    monitor.happened(cpu1, MachineEvent.SIGNAL_TAKEN, 0, 0);
    call(cpu1, HOLD);
    stays(cpu0);
    assertThat(watch.broken()).containsExactly(CLOCK);
  }
}
