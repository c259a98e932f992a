package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** Each version, one operation after another: two objects a slab. */
class SlubTest {
  private SlubScene scene;

  /** Oldest first. */
  static List<Subject> versions() {
    return SlubSubjects.all();
  }

  private void start(Subject version, int kept) {
    scene = new SlubScene(version, Shape.small(2, 2, 6).withCachedSlabs(kept));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theFirstAllocationMakesASlabAndTakesAllOfIt(Subject version) {
    start(version, 0);
    long first = scene.allocate(scene.cpu(0));
    assertThat(scene.slabOf(first).frozen()).isTrue();
    assertThat(scene.slabOf(first).inuse()).isEqualTo(2);
    assertThat(scene.slabOf(first).own()).hasSize(1);
    scene.allocate(scene.cpu(0));
    assertThat(scene.watch.count(MachineEvent.SLAB_CREATED)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatItsOwnCpuFreesNeedsNoLockAndIsNotCounted(Subject version) {
    start(version, 0);
    long first = scene.allocate(scene.cpu(0));
    scene.free(scene.cpu(0), first);
    assertThat(scene.slabOf(first).own()).hasSize(2);
    assertThat(scene.slabOf(first).inuse()).isEqualTo(2);
    assertThat(scene.allocate(scene.cpu(0))).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatAnotherCpuFreesIsTakenOverBeforeAnotherSlabIsLookedFor(Subject version) {
    start(version, 0);
    List<Long> objects = scene.allocate(scene.cpu(0), 2);
    objects.forEach(object -> scene.free(scene.cpu(1), object));
    assertThat(scene.slabOf(objects.get(0)).regular()).hasSize(2);
    assertThat(scene.allocate(scene.cpu(0), 2)).containsExactlyInAnyOrderElementsOf(objects);
    assertThat(scene.watch.count(SlubEvent.LEFT)).isZero();
    assertThat(scene.watch.count(MachineEvent.SLAB_CREATED)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aFullSlabIsOnNoListUntilAnObjectComesBack(Subject version) {
    start(version, 0);
    List<Long> objects = scene.allocate(scene.cpu(0), 3);
    assertThat(scene.census().nodes().get(0).partial()).isEmpty();
    scene.free(scene.cpu(1), objects.get(0));
    assertThat(scene.census().nodes().get(0).partial())
        .containsExactly(scene.slabOf(objects.get(0)).base());
    assertThat(scene.allocate(scene.cpu(1))).isEqualTo(objects.get(0));
    assertThat(scene.census().nodes().get(0).partial()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aSlabWhoseLastObjectComesBackIsDiscarded(Subject version) {
    start(version, 1);
    List<Long> objects = scene.allocate(scene.cpu(0), 3);
    scene.free(scene.cpu(1), objects.get(0));
    scene.free(scene.cpu(0), objects.get(1));
    assertThat(scene.census().slabs()).hasSize(1);
    assertThat(scene.watch.count(MachineEvent.PAGES_FREED)).isEqualTo(1);
  }

  @Test
  void aShrinkLeavesNoEmptySlabAndTheFullestFirst() {
    scene = new SlubScene(SlubSubjects.REFERENCE, Shape.small(2, 3, 6).withCachedSlabs(2));
    List<Long> objects = scene.allocate(scene.cpu(0), 9);
    scene.free(scene.cpu(0), objects.get(0));
    scene.free(scene.cpu(0), objects.get(1));
    scene.free(scene.cpu(0), objects.get(3));
    scene.allocate(scene.cpu(1));
    scene.free(scene.cpu(1), objects.get(6));
    scene.shrink(scene.cpu(0));
    assertThat(scene.census().cpuSlabs()).allMatch(one -> one.page() == 0);
    assertThat(scene.census().slabs()).allMatch(slab -> slab.inuse() > 0);
    List<Long> partial = scene.census().nodes().get(0).partial();
    List<Long> inuse =
        partial.stream().map(base -> scene.census().slab(base).orElseThrow().inuse()).toList();
    assertThat(inuse).isSortedAccordingTo((one, other) -> Long.compare(other, one));
  }

  @Test
  void aNodeKeepsAsManyEmptySlabsAsItIsToKeep() {
    start(SlubSubjects.REFERENCE, 1);
    long mine = scene.allocate(scene.cpu(0));
    long other = scene.allocate(scene.cpu(1));
    scene.free(scene.cpu(0), mine);
    scene.free(scene.cpu(1), other);
    scene.slub.flushCpuSlab(scene.cpu(0), scene.cpu(0), scene.cache);
    scene.judge();
    assertThat(scene.census().slabs()).hasSize(2);
    scene.slub.flushCpuSlab(scene.cpu(1), scene.cpu(1), scene.cache);
    scene.judge();
    assertThat(scene.census().slabs()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aCacheThatIsClosedLeavesNothing(Subject version) {
    start(version, 2);
    List<Long> objects = scene.allocate(scene.cpu(0), 3);
    objects.forEach(object -> scene.free(scene.cpu(0), object));
    scene.slub.destroyType(scene.cpu(0), scene.cache);
    assertThat(scene.machine.mappedPages()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aRequestIsRefusedWhenThereAreNoPages(Subject version) {
    scene = new SlubScene(version, Shape.small(1, 2, 1));
    scene.allocate(scene.cpu(0), 2);
    scene.cpu(0).beginOperation();
    assertThat(scene.slub.allocate(scene.cpu(0), scene.cache, 64)).isEqualTo(Allocator.NO_MEMORY);
    scene.judge();
  }

  @Test
  void theFreePointerOfAConstructedObjectLiesBehindIt() {
    CacheGeometry geometry = CacheGeometry.of(Shape.small(1, 8, 2), 129);
    assertThat(geometry.offset()).isEqualTo(136);
    assertThat(geometry.size()).isEqualTo(144);
    assertThat(geometry.objects()).isEqualTo(3);
    assertThat(CacheGeometry.of(Shape.small(1, 8, 2), 64))
        .isEqualTo(new CacheGeometry(64, 0, 64, 8));
  }
}
