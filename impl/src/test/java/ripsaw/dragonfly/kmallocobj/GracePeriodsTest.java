package ripsaw.dragonfly.kmallocobj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Shape;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Census;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;

class GracePeriodsTest {
  private static final long SLAB = 0x8000;
  private static final long ANOTHER = 0x8200;

  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), MachineObserver.NOBODY);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final List<Touch> touches = new ArrayList<>();
  private final GracePeriods monitor =
      new GracePeriods(
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
            public void touched(int location, Touch touch) {
              touches.add(touch);
            }
          });

  private void terminate(long slab) {
    assertThat(monitor.happened(cpu0, KmallocObjEvent.TERMINATED, slab, 0)).isEmpty();
  }

  private Optional<Property> rip(long slab) {
    return monitor.happened(cpu0, MachineEvent.SLAB_RIPPED, slab, 0).map(Violation::property);
  }

  @Test
  void aSlabMayLeaveWhenNobodyHolds() {
    terminate(SLAB);
    assertThat(rip(SLAB)).isEmpty();
    assertThat(rip(ANOTHER)).as("never terminated").isEmpty();
  }

  @Test
  void aHoldFromBeforeKeepsASlabUntilItIsDropped() {
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    terminate(SLAB);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
    monitor.begins(cpu1, KmallocObjVerb.DROP);
    assertThat(rip(SLAB)).isEmpty();
  }

  @Test
  void theOneWhoRipsMayBeTheOneWhoHolds() {
    monitor.returned(cpu0, KmallocObjVerb.HOLD);
    terminate(SLAB);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void aHoldThatBeganAfterwardsKeepsNothing() {
    terminate(SLAB);
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    assertThat(rip(SLAB)).isEmpty();
  }

  @Test
  void aSlabThatWasNeverTerminatedIsKeptByEveryHold() {
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void theLastTerminationCounts() {
    terminate(SLAB);
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    terminate(SLAB);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void ofASlabThatIsMadeAnewNothingIsRemembered() {
    terminate(SLAB);
    monitor.happened(cpu0, MachineEvent.SLAB_CREATED, SLAB, 0);
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void aNestedHoldBeganWithTheOuterOneAndLastsAsLong() {
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    terminate(SLAB);
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    monitor.begins(cpu1, KmallocObjVerb.DROP);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
    monitor.begins(cpu1, KmallocObjVerb.DROP);
    assertThat(rip(SLAB)).isEmpty();
  }

  @Test
  void whoDestroysAZoneWaitsForNobody() {
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    terminate(SLAB);
    monitor.begins(cpu0, CommonVerb.DESTROY_TYPE);
    assertThat(rip(SLAB)).isEmpty();
    monitor.returned(cpu0, CommonVerb.DESTROY_TYPE);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void whatIsJudgedDependsOnTheHoldsOfAllCpus() {
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    monitor.returned(cpu1, KmallocObjVerb.HOLD);
    monitor.begins(cpu1, KmallocObjVerb.DROP);
    monitor.begins(cpu1, KmallocObjVerb.DROP);
    assertThat(touches).as("the outer hold alone").containsExactly(Touch.WRITES, Touch.WRITES);
    touches.clear();
    terminate(SLAB);
    rip(SLAB);
    assertThat(touches).hasSize(4).containsOnly(Touch.READS);
  }
}
