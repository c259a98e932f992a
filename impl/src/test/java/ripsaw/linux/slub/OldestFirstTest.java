package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.linux.slub.census.OldestFirst;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Census;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** In which order slabs are taken to which a first object came back. */
class OldestFirstTest {
  private static final int CACHE = 0;
  private final Machine machine = Machine.raw(Shape.small(2, 2, 4).withNodes(2));
  private final List<Long> slabs = machine.pageAddresses();
  private final OldestFirst monitor =
      new OldestFirst(
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
            public void touched(int location, Touch touch) {}
          });

  private Optional<Violation> tell(int cpu, Event event, long slab) {
    return monitor.happened(machine.cpu(cpu), event, slab, CACHE);
  }

  private void comesBackTo(int cpu, int slab) {
    tell(cpu, SlubEvent.HAS_ROOM, slabs.get(slab));
    tell(cpu, SlubEvent.LISTED, slabs.get(slab));
  }

  private Optional<Violation> takes(int cpu, int slab) {
    tell(cpu, SlubEvent.UNLISTED, slabs.get(slab));
    return tell(cpu, SlubEvent.TAKEN, slabs.get(slab));
  }

  @Test
  void theOneThatIsListedLongestIsTakenFirst() {
    comesBackTo(0, 0);
    comesBackTo(1, 1);
    assertThat(takes(0, 0)).isEmpty();
    assertThat(takes(0, 1)).isEmpty();
  }

  @Test
  void toTakeALaterOneIsWrong() {
    comesBackTo(0, 0);
    comesBackTo(1, 1);
    assertThat(takes(0, 1).map(Violation::property)).contains(SlubProperty.OLDEST_FIRST);
    assertThat(takes(0, 0)).isEmpty();
  }

  @Test
  void oneThatWasFoundLockedIsPassedOver() {
    comesBackTo(0, 0);
    comesBackTo(1, 1);
    tell(0, MachineEvent.LOCK_MISSED, machine.pageWord(slabs.get(0), 0));
    assertThat(takes(0, 1)).isEmpty();
  }

  @Test
  void oneThatIsListedForAnotherReasonMayComeFirst() {
    comesBackTo(0, 0);
    tell(1, SlubEvent.LISTED, slabs.get(1));
    assertThat(takes(0, 1)).isEmpty();
  }

  @Test
  void eachNodeHasAnOrderOfItsOwn() {
    comesBackTo(0, 0);
    comesBackTo(0, 2);
    assertThat(machine.nodeOf(slabs.get(2))).isEqualTo(1);
    assertThat(takes(0, 2)).isEmpty();
  }

  @Test
  void aShrinkThatSortsTheListEndsTheOrder() {
    comesBackTo(0, 0);
    comesBackTo(0, 1);
    tell(1, SlubEvent.SORTED, slabs.get(1));
    assertThat(takes(0, 1)).isEmpty();
  }
}
