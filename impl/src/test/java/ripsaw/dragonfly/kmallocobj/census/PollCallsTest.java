package ripsaw.dragonfly.kmallocobj.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.POLL_BOUNDED;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.POLL_COMPLETE;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.POLL_ORDER;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.ZONE_DESTRUCTION;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Bounds;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Shared;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Slab;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Zone;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Shape;
import ripsaw.spec.Census;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;

/** Three zones; one slab is kept of each, and a pass retires one. Slabs are zone0's. */
class PollCallsTest {
  private static final long WHOLE = 0x8000;
  private static final long ANOTHER = 0x8200;
  private static final long EMPTY = 0x8400;

  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), MachineObserver.NOBODY);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final List<Violation> found = new ArrayList<>();
  private final PollPasses passes = new PollPasses(this::census, true, found::add);
  private final List<Integer> zones = new ArrayList<>(List.of(0, 1, 2));
  private final List<Long> full = new ArrayList<>();
  private final List<Long> empty = new ArrayList<>();
  private final List<Long> partial = new ArrayList<>();
  private long available = 2;
  private long ticks = 2;
  private int cursor;

  private KmallocObjCensus census() {
    return new KmallocObjCensus(
        Stream.concat(full.stream().map(at -> slab(at, 2)), empty.stream().map(this::returned))
            .toList(),
        zones.stream().map(this::zone).toList(),
        List.of(),
        new Shared(ticks, cursor),
        new Bounds(1, 1, 1, 16),
        zones.stream().map(zone -> new Census.Account(zone, 0, 0)).toList());
  }

  private Zone zone(int id) {
    List<Long> none = List.of();
    return new Zone(
        id,
        true,
        none,
        none,
        id == 0 ? partial : none,
        id == 0 ? full : none,
        id == 0 ? empty : none,
        List.of(0L, 0L, 0L),
        true,
        false);
  }

  private Slab returned(long at) {
    return slab(at, available);
  }

  private static Slab slab(long at, long available) {
    List<Long> slots = available == 2 ? List.of(at + 128, at + 192) : List.of(0L, 0L);
    return new Slab(
        at, 512, 0, 0, 2, 2, 64, at + 88, at + 128, 2, 2 + available, 2 + available, slots, 0);
  }

  private Optional<Property> pass(int zone, Runnable meanwhile) {
    passes.begins(cpu0, CommonVerb.TIDY);
    Optional<Violation> begun = passes.happened(cpu0, KmallocObjEvent.POLLS, 0, zone);
    meanwhile.run();
    Optional<Violation> ended = passes.happened(cpu0, KmallocObjEvent.POLLED, 0, zone);
    passes.returned(cpu0, CommonVerb.TIDY);
    return begun.or(() -> ended).map(Violation::property);
  }

  private Optional<Property> pass(int zone) {
    return pass(zone, () -> {});
  }

  private void terminate(long slab) {
    full.add(slab);
    passes.happened(cpu0, KmallocObjEvent.TERMINATED, slab, 0);
  }

  private void retire(long slab) {
    full.remove(slab);
    passes.happened(cpu0, MachineEvent.SLAB_RIPPED, slab, 0);
  }

  @Test
  void thePassesGoRoundTheZonesThatThereAre() {
    for (int zone : List.of(0, 1, 2, 0, 1)) {
      assertThat(pass(zone)).isEmpty();
    }
    assertThat(found).isEmpty();
  }

  @Test
  void toLeaveOutAZoneOrToStayWithOneBreaksPollOrder() {
    pass(0);
    assertThat(pass(2)).contains(POLL_ORDER);
    assertThat(pass(2)).contains(POLL_ORDER);
  }

  @Test
  void aPassThatHasMoreToRetireStaysWithItsZone() {
    terminate(WHOLE);
    terminate(ANOTHER);
    terminate(EMPTY);
    ticks += 2;
    assertThat(pass(0, () -> retire(EMPTY))).isEmpty();
    assertThat(pass(1)).contains(POLL_ORDER);
  }

  @Test
  void whoDestroysAZoneMayMoveThePollerOn() {
    pass(0);
    passes.begins(cpu1, CommonVerb.DESTROY_TYPE);
    zones.remove(Integer.valueOf(1));
    passes.returned(cpu1, CommonVerb.DESTROY_TYPE);
    assertThat(pass(2)).isEmpty();
    assertThat(found).isEmpty();
  }

  @Test
  void whoDestroysAZoneMovesThePollerOnToTheNextAndOnlyIfItIsThere() {
    cursor = 1;
    passes.begins(cpu1, CommonVerb.DESTROY_TYPE);
    zones.remove(Integer.valueOf(1));
    cursor = 2;
    passes.returned(cpu1, CommonVerb.DESTROY_TYPE);
    passes.begins(cpu1, CommonVerb.DESTROY_TYPE);
    zones.remove(Integer.valueOf(0));
    passes.returned(cpu1, CommonVerb.DESTROY_TYPE);
    assertThat(found).isEmpty();
    zones.addAll(List.of(0, 1));
    passes.begins(cpu1, CommonVerb.DESTROY_TYPE);
    zones.remove(Integer.valueOf(1));
    cursor = 0;
    passes.returned(cpu1, CommonVerb.DESTROY_TYPE);
    assertThat(found).extracting(Violation::property).containsExactly(POLL_ORDER);
  }

  @Test
  void aZoneThatIsMadeDoesNotMoveThePoller() {
    zones.remove(Integer.valueOf(2));
    pass(0);
    zones.add(2);
    assertThat(pass(2)).contains(POLL_ORDER);
  }

  @Test
  void aZoneThatIsMadeBeforeThePollerHasGoneOnMayBeNext() {
    zones.remove(Integer.valueOf(1));
    pass(0);
    zones.add(1);
    assertThat(pass(1)).isEmpty();
    assertThat(pass(2)).isEmpty();
    assertThat(found).isEmpty();
  }

  @Test
  void aZoneThatIsStillThereOnceItIsDestroyedBreaksZoneDestruction() {
    passes.begins(cpu1, CommonVerb.DESTROY_TYPE);
    passes.returned(cpu1, CommonVerb.DESTROY_TYPE);
    assertThat(found).extracting(Violation::property).containsExactly(ZONE_DESTRUCTION);
  }

  @Test
  void aSlabThatIsLeftOfAZoneBreaksZoneDestructionUnlessAnotherIsBeingDestroyed() {
    cursor = 1;
    full.add(WHOLE);
    passes.begins(cpu0, CommonVerb.DESTROY_TYPE);
    passes.begins(cpu1, CommonVerb.DESTROY_TYPE);
    zones.remove(Integer.valueOf(0));
    passes.returned(cpu1, CommonVerb.DESTROY_TYPE);
    assertThat(found).as("cpu0 may be about to take it").isEmpty();
    passes.returned(cpu0, CommonVerb.DESTROY_TYPE);
    assertThat(found).extracting(Violation::property).containsExactly(ZONE_DESTRUCTION);
  }

  @Test
  void aCallThatPollsNothingBreaksPollOrderUnlessAnotherPolls() {
    passes.begins(cpu0, CommonVerb.TIDY);
    passes.begins(cpu1, CommonVerb.TIDY);
    passes.returned(cpu1, CommonVerb.TIDY);
    passes.returned(cpu0, CommonVerb.TIDY);
    assertThat(found).isEmpty();
    passes.begins(cpu1, CommonVerb.TIDY);
    passes.returned(cpu1, CommonVerb.TIDY);
    assertThat(found).extracting(Violation::property).containsExactly(POLL_ORDER);
  }

  @Test
  void toLeaveASlabAmongTheEmptyOnesThatHasGotObjectsBackBreaksPollComplete() {
    empty.add(EMPTY);
    assertThat(pass(0)).contains(POLL_COMPLETE);
    available = 0;
    assertThat(pass(1)).isEmpty();
    pass(2);
    assertThat(pass(0)).as("none is back").isEmpty();
  }

  @Test
  void toTakeAWholeSlabForAPartialOneBreaksPollComplete() {
    empty.add(EMPTY);
    assertThat(pass(0, () -> partial.add(empty.removeFirst()))).contains(POLL_COMPLETE);
    partial.clear();
    empty.add(EMPTY);
    pass(1);
    pass(2);
    assertThat(pass(0, () -> terminate(empty.removeFirst()))).isEmpty();
  }

  @Test
  void toLookAtOneEmptySlabMoreThanAPassMayBreaksPollBounded() {
    available = 0;
    for (long i = 0; i < 17; i++) {
      empty.add(EMPTY + 512 * i);
    }
    assertThat(pass(0, () -> empty.add(empty.removeFirst()))).as("the order is free").isEmpty();
    pass(1);
    pass(2);
    assertThat(pass(0, () -> partial.add(empty.removeLast()))).contains(POLL_BOUNDED);
  }

  @Test
  void toLeaveASlabWhoseGracePeriodIsOverBreaksPollComplete() {
    terminate(WHOLE);
    terminate(ANOTHER);
    ticks++;
    assertThat(pass(0)).as("it is not").isEmpty();
    pass(1);
    pass(2);
    ticks++;
    assertThat(pass(0)).contains(POLL_COMPLETE);
  }

  @Test
  void theOneThatIsKeptNeedNotGo() {
    terminate(WHOLE);
    ticks += 2;
    assertThat(pass(0)).isEmpty();
  }
}
