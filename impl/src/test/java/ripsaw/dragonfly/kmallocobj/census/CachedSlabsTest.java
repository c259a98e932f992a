package ripsaw.dragonfly.kmallocobj.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Bounds;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Cache;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Shared;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/** A cache takes one slab; cpu1 has made two, and cpu0 takes them out of their zone. */
class CachedSlabsTest {
  private static final long SLAB = 0x8000;
  private static final long ANOTHER = 0x8200;

  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), MachineObserver.NOBODY);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final List<Long> cached = new ArrayList<>();
  private int reserved;

  private KmallocObjCensus census() {
    return new KmallocObjCensus(
        List.of(),
        List.of(),
        List.of(
            new Cache(0, 0, List.of(), List.of()),
            new Cache(1, cached.size() + reserved, List.of(), cached)),
        new Shared(2, KmallocObjCensus.NO_ZONE),
        new Bounds(1, 1, 1, 16),
        List.of());
  }

  private CachedSlabs monitor(boolean isSequential) {
    CachedSlabs monitor = new CachedSlabs(this::census, isSequential);
    for (long slab : List.of(SLAB, ANOTHER)) {
      monitor.happened(cpu1, MachineEvent.SLAB_CREATED, slab, 0);
      monitor.happened(cpu0, MachineEvent.SLAB_RIPPED, slab, 0);
    }
    return monitor;
  }

  private Optional<Property> happened(CachedSlabs monitor, Event event, long slab, long detail) {
    return monitor.happened(cpu0, event, slab, detail).map(Violation::property);
  }

  private Optional<Property> unmapped(CachedSlabs monitor, long slab) {
    return happened(monitor, MachineEvent.PAGES_FREED, slab, 0);
  }

  @Test
  void aSlabWaitsInTheCacheOfTheCpuThatMadeIt() {
    CachedSlabs monitor = monitor(true);
    assertThat(happened(monitor, KmallocObjEvent.CACHED, SLAB, 1)).isEmpty();
    assertThat(happened(monitor, KmallocObjEvent.CACHED, ANOTHER, 0))
        .contains(KmallocObjProperty.ORIGIN);
  }

  @Test
  void toUnmapASlabThatTheCacheHasRoomForBreaksCacheFirst() {
    assertThat(unmapped(monitor(true), SLAB)).contains(KmallocObjProperty.CACHE_FIRST);
  }

  @Test
  void aSlabThatAFullCacheDoesNotTakeIsUnmapped() {
    CachedSlabs monitor = monitor(true);
    happened(monitor, KmallocObjEvent.CACHED, SLAB, 1);
    cached.add(SLAB);
    assertThat(unmapped(monitor, ANOTHER)).isEmpty();
  }

  @Test
  void aCacheThatWasFullMeanwhileMayHaveBeenSeenSo() {
    CachedSlabs monitor = monitor(true);
    happened(monitor, KmallocObjEvent.CACHED, SLAB, 1);
    assertThat(unmapped(monitor, ANOTHER)).as("its owner has taken the slab").isEmpty();
  }

  @Test
  void roomThatAnotherHasReservedIsNone() {
    reserved = 1;
    assertThat(unmapped(monitor(true), SLAB)).isEmpty();
  }

  @Test
  void underWeakMemoryThereMaySeemToBeNoRoom() {
    assertThat(unmapped(monitor(false), SLAB)).isEmpty();
  }
}
