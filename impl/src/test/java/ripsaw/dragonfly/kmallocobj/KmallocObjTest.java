package ripsaw.dragonfly.kmallocobj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Slab;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Zone;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.RecordingWatch;
import ripsaw.machine.Shape;
import ripsaw.spec.HeapModel;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** Each version, one operation after another: two objects a slab, one slab kept everywhere. */
class KmallocObjTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(2, 2, 8).withCachedSlabs(1), watch);
  private final HeapModel model = new HeapModel();
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private Subject subject;
  private KmallocObj heap;
  private int type;

  /** Oldest first. */
  static List<Subject> versions() {
    return KmallocObjSubjects.all();
  }

  /** Those whose poller is. */
  static List<Subject> bounded() {
    return versions().stream()
        .filter(version -> !version.violates().contains(KmallocObjProperty.POLL_BOUNDED))
        .toList();
  }

  private void start(Subject version) {
    subject = version;
    heap = (KmallocObj) version.start().apply(machine);
    type = heap.createType(cpu0, Allocator.UNLIMITED, 64);
  }

  private List<Long> allocate(Cpu cpu, int zone, int count) {
    List<Long> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cpu.beginOperation();
      long object = heap.allocate(cpu, zone, 60);
      assertThat(object).isPositive();
      assertThat(object % heap.alignment(60)).isZero();
      assertThat(model.grant(new HeapModel.Block(object, 60, heap.usable(object), zone))).isEmpty();
      objects.add(object);
      judge();
    }
    return objects;
  }

  private void free(Cpu cpu, List<Long> objects) {
    for (long object : objects) {
      cpu.beginOperation(object);
      machine.cpus().forEach(giver -> machine.receive(cpu, machine.publish(giver)));
      HeapModel.Block block = model.beginFree(object);
      heap.free(cpu, block.type(), object);
      model.endFree(block);
      judge();
    }
  }

  private void poll() {
    cpu0.beginOperation();
    heap.tidy(cpu0);
    judge();
  }

  private void round() {
    heap.tick(cpu0);
    cpu1.takeSignals();
  }

  /** Until what could be retired is. */
  private void pollForLong() {
    for (int i = 0; i < 20; i++) {
      poll();
      round();
    }
  }

  private void judge() {
    assertThat(census().judge(model, 0, true))
        .filteredOn(found -> subject.promised().contains(found.property()))
        .isEmpty();
    assertThat(watch.violations).isEmpty();
  }

  private KmallocObjCensus census() {
    return (KmallocObjCensus) heap.census();
  }

  private Zone zone(int id) {
    return census().zones().stream().filter(zone -> zone.id() == id).findFirst().orElseThrow();
  }

  private static long slabOf(long object) {
    return object & -512;
  }

  // ----------------------------------------------------------------- places

  @ParameterizedTest
  @MethodSource("versions")
  void slabsGoFromActiveToAlternateToEmpty(Subject version) {
    start(version);
    List<Long> objects = allocate(cpu0, type, 6);
    assertThat(zone(type).active().get(0)).isEqualTo(slabOf(objects.get(4)));
    assertThat(zone(type).alternate().get(0)).isEqualTo(slabOf(objects.get(2)));
    assertThat(zone(type).empty()).containsExactly(slabOf(objects.get(0)));
    assertThat(zone(type).active().get(1)).as("cpu1 has none").isZero();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anAlternateThatHasObjectsAgainBecomesActive(Subject version) {
    start(version);
    List<Long> objects = allocate(cpu0, type, 4);
    free(cpu1, objects.subList(0, 1));
    assertThat(allocate(cpu0, type, 1)).containsExactly(objects.get(0));
    assertThat(zone(type).active().get(0)).isEqualTo(slabOf(objects.get(0)));
    assertThat(zone(type).alternate().get(0)).isEqualTo(slabOf(objects.get(2)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aScanFindsSlabsThatHaveObjectsAgainThePartialFirst(Subject version) {
    start(version);
    List<Long> objects = allocate(cpu0, type, 10);
    free(cpu1, objects.subList(0, 3));
    List<Long> again = allocate(cpu1, type, 3);
    assertThat(again.get(0)).as("of the slab that is partial").isEqualTo(objects.get(2));
    assertThat(again.subList(1, 3)).as("then the full one").isEqualTo(objects.subList(0, 2));
    assertThat(watch.count(MachineEvent.SLAB_CREATED)).as("no slab was made for them").isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void memoryRunsOutAndComesBack(Subject version) {
    start(version);
    List<Long> objects = allocate(cpu0, type, 16);
    cpu0.beginOperation();
    assertThat(heap.allocate(cpu0, type, 64)).isEqualTo(Allocator.NO_MEMORY);
    judge();
    free(cpu1, objects.subList(5, 6));
    assertThat(allocate(cpu0, type, 1)).containsExactly(objects.get(5));
  }

  // ----------------------------------------------------------------- poller

  @ParameterizedTest
  @MethodSource("bounded")
  void thePollerKeepsAsManyAsItShouldAndNoPassRetiresMoreThanOne(Subject version) {
    start(version);
    free(cpu1, allocate(cpu0, type, 12));
    poll();
    assertThat(zone(type).full()).as("the actives are not scanned").hasSize(4);
    for (int left = 4; left > 1; left--) {
      assertThat(zone(type).full()).hasSize(left);
      while (zone(type).full().size() == left) {
        round();
        long before = watch.count(MachineEvent.SLAB_RIPPED);
        poll();
        assertThat(watch.count(MachineEvent.SLAB_RIPPED) - before).isLessThanOrEqualTo(1);
      }
    }
    pollForLong();
    assertThat(zone(type).full()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void retiredSlabsGoToTheCacheOfTheirMakerUpToTheCap(Subject version) {
    start(version);
    free(cpu0, allocate(cpu1, type, 12));
    pollForLong();
    assertThat(census().caches().get(0).remote()).isEmpty();
    assertThat(census().caches().get(1).remote()).hasSize(1);
    assertThat(census().caches().get(1).count()).isEqualTo(1);
    assertThat(watch.count(MachineEvent.PAGES_FREED)).as("what does not fit").isEqualTo(2);
    assertThat(census().slabs()).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aCachedSlabServesAnotherZone(Subject version) {
    start(version);
    int other = heap.createType(cpu0, Allocator.UNLIMITED, 128);
    free(cpu1, allocate(cpu0, type, 8));
    pollForLong();
    pollForLong();
    long cached = census().caches().get(0).remote().get(0);
    long object = allocate(cpu0, other, 1).get(0);
    assertThat(slabOf(object)).isEqualTo(cached);
    assertThat(heap.usable(object)).isEqualTo(128);
    assertThat(census().caches().get(0).count()).isZero();
  }

  @Test
  void aHoldKeepsWhatWasTerminatedInItOfTheReference() {
    start(KmallocObjSubjects.REFERENCE);
    round();
    List<Long> objects = allocate(cpu0, type, 8);
    heap.hold(cpu1);
    free(cpu0, objects);
    pollForLong();
    assertThat(watch.count(MachineEvent.SLAB_RIPPED)).isZero();
    heap.drop(cpu1);
    pollForLong();
    assertThat(watch.count(MachineEvent.SLAB_RIPPED)).isPositive();
  }

  // -------------------------------------------------------------- and so on

  @ParameterizedTest
  @MethodSource("versions")
  void aZoneThatIsDestroyedLeavesNothing(Subject version) {
    start(version);
    List<Long> objects = allocate(cpu0, type, 8);
    objects.addAll(allocate(cpu1, type, 3));
    free(cpu1, objects);
    cpu0.beginOperation();
    heap.destroyType(cpu0, type);
    judge();
    assertThat(census().zones()).isEmpty();
    assertThat(census().slabs()).hasSize(2).allMatch(slab -> slab.zone() == -1);
    assertThat(census().slabs()).extracting(Slab::origin).containsExactlyInAnyOrder(0, 1);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatIsAskedForZeroedIsZero(Subject version) {
    start(version);
    long object = allocate(cpu0, type, 1).get(0);
    for (int word = 0; word < 64; word += 8) {
      machine.memory().setPlain(cpu0, object + word, -1);
    }
    free(cpu0, List.of(object));
    heap.allocate(cpu0, type, 64);
    long again = heap.allocate(cpu0, type, 64, Allocator.Flag.ZERO);
    assertThat(again).isEqualTo(object);
    for (int word = 0; word < 64; word += 8) {
      assertThat(machine.memory().peek(object + word)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aZoneAtItsLimitRefusesUntilAnObjectComesBack(Subject version) {
    start(version);
    int limited = heap.createType(cpu0, 256, 128);
    List<Long> objects = allocate(cpu0, limited, 2);
    cpu0.beginOperation();
    assertThat(heap.allocate(cpu0, limited, 128)).isEqualTo(Allocator.OVER_LIMIT);
    free(cpu1, objects.subList(0, 1));
    allocate(cpu0, limited, 1);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyWordHasAName(Subject version) {
    start(version);
    long object = allocate(cpu0, type, 1).get(0);
    long slab = slabOf(object);
    assertThat(heap.name(slab)).isEqualTo("slab0");
    assertThat(heap.name(slab + ObjectSlab.FINDEX)).isEqualTo("slab0.findex");
    assertThat(heap.name(slab + ObjectSlab.RING + 8)).isEqualTo("slab0.ring[1]");
    assertThat(heap.name(object)).isEqualTo("slab0.o0");
    assertThat(heap.name(object + 64 + 8)).isEqualTo("slab0.o1+8");
    assertThat(heap.name(machine.subjectWord(0))).isEqualTo("ticks");
  }

  /** 128 KiB slabs: as many objects as fit, and all of them before the next slab. */
  @ParameterizedTest
  @MethodSource("versions")
  void atTheKernelsSizeASlabServesAllObjectsThatFit(Subject version) {
    Machine raw = Machine.raw(Shape.kernel(2, 4));
    Allocator kernel = version.start().apply(raw);
    int zone = kernel.createType(raw.cpu(0), Allocator.UNLIMITED, 192);
    long fit = KmallocObj.Geometry.EXACT.capacity(128 << 10, 192);
    long base = kernel.allocate(raw.cpu(0), zone, 192) & -(128 << 10);
    for (long i = 1; i < fit; i++) {
      long object = kernel.allocate(raw.cpu(0), zone, 192);
      assertThat(object).isBetween(base, base + (128 << 10) - 192);
    }
    assertThat(fit).isGreaterThan(640);
    long next = kernel.allocate(raw.cpu(0), zone, 192) & -(128 << 10);
    assertThat(next).isNotEqualTo(base);
  }
}
