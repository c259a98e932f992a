package ripsaw.dragonfly.kmallocobj.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Bounds;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Shared;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Zone;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/** One slab is kept, and a pass retires two at most. */
class PollPassesTest {
  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), MachineObserver.NOBODY);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final List<Violation> found = new ArrayList<>();
  private final PollPasses passes = new PollPasses(this::census, true, found::add);
  private final List<Long> full = new ArrayList<>(List.of(0x8000L));
  private boolean live = true;

  private KmallocObjCensus census() {
    Zone zone =
        new Zone(
            0,
            live,
            List.of(),
            List.of(),
            List.of(),
            full,
            List.of(),
            List.of(0L, (long) full.size(), 0L),
            true,
            false);
    return new KmallocObjCensus(
        List.of(), List.of(zone), List.of(), new Shared(0, 0), new Bounds(1, 2, 1, 16), List.of());
  }

  private Optional<Property> happened(Cpu cpu, Event event) {
    return passes.happened(cpu, event, 0, 0).map(Violation::property);
  }

  @Test
  void aPassMayRetireAsManyAsItShould() {
    assertThat(happened(cpu0, KmallocObjEvent.POLLS)).isEmpty();
    happened(cpu0, MachineEvent.SLAB_RIPPED);
    happened(cpu0, MachineEvent.SLAB_RIPPED);
    assertThat(happened(cpu0, KmallocObjEvent.POLLED)).isEmpty();
  }

  @Test
  void aPassThatRetiresOneMoreIsNotBounded() {
    happened(cpu0, KmallocObjEvent.POLLS);
    for (int i = 0; i < 3; i++) {
      assertThat(happened(cpu0, MachineEvent.SLAB_RIPPED)).as("judged at the end").isEmpty();
    }
    assertThat(happened(cpu0, KmallocObjEvent.POLLED)).contains(KmallocObjProperty.POLL_BOUNDED);
  }

  @Test
  void aPassThatLeavesTooFewIsNotBoundedUnlessItRetiredNone() {
    full.clear();
    happened(cpu0, KmallocObjEvent.POLLS);
    assertThat(happened(cpu0, KmallocObjEvent.POLLED)).isEmpty();
    happened(cpu0, KmallocObjEvent.POLLS);
    happened(cpu0, MachineEvent.SLAB_RIPPED);
    assertThat(happened(cpu0, KmallocObjEvent.POLLED)).contains(KmallocObjProperty.POLL_BOUNDED);
  }

  @Test
  void eachPassCountsItsOwn() {
    for (int pass = 0; pass < 2; pass++) {
      happened(cpu0, KmallocObjEvent.POLLS);
      happened(cpu0, MachineEvent.SLAB_RIPPED);
      happened(cpu0, MachineEvent.SLAB_RIPPED);
      assertThat(happened(cpu0, KmallocObjEvent.POLLED)).isEmpty();
    }
  }

  @Test
  void whatOtherCpusAndOtherOperationsRipDoesNotCount() {
    happened(cpu0, MachineEvent.SLAB_RIPPED);
    happened(cpu0, KmallocObjEvent.POLLS);
    for (int i = 0; i < 3; i++) {
      happened(cpu1, MachineEvent.SLAB_RIPPED);
    }
    happened(cpu0, MachineEvent.SLAB_CREATED);
    assertThat(happened(cpu0, KmallocObjEvent.POLLED)).isEmpty();
    happened(cpu0, MachineEvent.SLAB_RIPPED);
    happened(cpu0, KmallocObjEvent.POLLS);
    assertThat(happened(cpu0, KmallocObjEvent.POLLED)).isEmpty();
  }

  @Test
  void toPollAZoneThatIsDestroyedBreaksZoneDestruction() {
    live = false;
    assertThat(happened(cpu0, KmallocObjEvent.POLLS)).contains(KmallocObjProperty.ZONE_DESTRUCTION);
    live = true;
    happened(cpu0, KmallocObjEvent.POLLS);
    live = false;
    assertThat(happened(cpu0, KmallocObjEvent.POLLED))
        .contains(KmallocObjProperty.ZONE_DESTRUCTION);
  }
}
