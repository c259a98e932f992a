package ripsaw.linearizability.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kmallocobj.KmallocObjProperty;
import ripsaw.machine.Access;
import ripsaw.machine.Cpu;
import ripsaw.dragonfly.kmallocobj.KmallocObjEvent;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.machine.Touch;
import ripsaw.machine.Watch;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

class GraceLedgerTest {
  private static final long SLAB = 0x8000;
  private static final long ANOTHER = 0x8200;

  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), Watch.NOBODY);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final List<Touch> touches = new ArrayList<>();
  private final GraceLedger ledger =
      new GraceLedger(
          machine,
          new Scheduler() {
            @Override
            public void mayPreempt(Cpu cpu, Access next, long address) {}

            @Override
            public void await(Cpu cpu, BooleanSupplier ready) {}

            @Override
            public void touched(int location, Touch touch) {
              touches.add(touch);
            }

            @Override
            public void happened(Cpu cpu) {}

            @Override
            public boolean judgesAlways() {
              return false;
            }
          });

  private void terminate(long slab) {
    assertThat(ledger.happened(cpu0, KmallocObjEvent.TERMINATED, slab)).isEmpty();
  }

  private Optional<Property> rip(long slab) {
    return ledger.happened(cpu0, MachineEvent.SLAB_RIPPED, slab).map(Violation::property);
  }

  @Test
  void aSlabMayLeaveWhenNobodyHolds() {
    terminate(SLAB);
    assertThat(rip(SLAB)).isEmpty();
    assertThat(rip(ANOTHER)).as("never terminated").isEmpty();
  }

  @Test
  void aHoldFromBeforeKeepsASlabUntilItIsDropped() {
    ledger.hold(cpu1);
    terminate(SLAB);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
    ledger.drop(cpu1);
    assertThat(rip(SLAB)).isEmpty();
  }

  @Test
  void theOneWhoRipsMayBeTheOneWhoHolds() {
    ledger.hold(cpu0);
    terminate(SLAB);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void aHoldThatBeganAfterwardsKeepsNothing() {
    terminate(SLAB);
    ledger.hold(cpu1);
    assertThat(rip(SLAB)).isEmpty();
  }

  @Test
  void aSlabThatWasNeverTerminatedIsKeptByEveryHold() {
    ledger.hold(cpu1);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void theLastTerminationCounts() {
    terminate(SLAB);
    ledger.hold(cpu1);
    terminate(SLAB);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void ofASlabThatIsMadeAnewNothingIsRemembered() {
    terminate(SLAB);
    ledger.happened(cpu0, MachineEvent.SLAB_CREATED, SLAB);
    ledger.hold(cpu1);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void aNestedHoldBeganWithTheOuterOneAndLastsAsLong() {
    ledger.hold(cpu1);
    terminate(SLAB);
    ledger.hold(cpu1);
    ledger.drop(cpu1);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
    ledger.drop(cpu1);
    assertThat(rip(SLAB)).isEmpty();
  }

  @Test
  void whoDestroysAZoneWaitsForNobody() {
    ledger.hold(cpu1);
    terminate(SLAB);
    ledger.destroys(cpu0, true);
    assertThat(rip(SLAB)).isEmpty();
    ledger.destroys(cpu0, false);
    assertThat(rip(SLAB)).contains(KmallocObjProperty.GRACE_PERIOD);
  }

  @Test
  void whatIsJudgedDependsOnTheHoldsOfAllCpus() {
    ledger.hold(cpu1);
    ledger.hold(cpu1);
    ledger.drop(cpu1);
    ledger.drop(cpu1);
    assertThat(touches).as("the outer hold alone").containsExactly(Touch.WRITES, Touch.WRITES);
    touches.clear();
    terminate(SLAB);
    rip(SLAB);
    assertThat(touches).hasSize(4).containsOnly(Touch.READS);
  }
}
