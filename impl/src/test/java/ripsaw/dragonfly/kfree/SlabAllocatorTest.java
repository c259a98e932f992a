package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.HeapModel;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** The owner's side, on one cpu and for all versions alike. */
class SlabAllocatorTest {
  private static final Shape SHAPE = Shape.small(2, 2, 6);

  private static List<Long> allocate(Rig rig, int count, long bytes) {
    List<Long> chunks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chunks.add(rig.allocate(rig.cpu0, bytes));
    }
    return chunks;
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void zeroBytesAreTheSentinelWhichIsNeverGranted(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    assertThat(rig.heap.allocate(rig.cpu0, rig.type, 0)).isEqualTo(Allocator.ZERO_SIZE);
    rig.heap.free(rig.cpu0, rig.type, Allocator.ZERO_SIZE);
    assertThat(rig.heap.allocate(rig.cpu0, rig.type, 0)).isEqualTo(Allocator.ZERO_SIZE);
    assertThat(rig.census().slabs()).isEmpty();
    assertThat(rig.broken()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aFreedChunkIsGrantedNext(Subject version) {
    Rig versionRig = new Rig(version, SHAPE);
    List<Long> chunks = allocate(versionRig, 2, 64);
    versionRig.free(versionRig.cpu0, chunks.get(0));
    assertThat(versionRig.allocate(versionRig.cpu0, 60)).isEqualTo(chunks.get(0));
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void sizesOfDifferentClassesShareNoSlab(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    rig.allocate(rig.cpu0, 64);
    rig.allocate(rig.cpu0, 57);
    assertThat(rig.liveSlabs()).isEqualTo(1);
    rig.allocate(rig.cpu0, 56);
    assertThat(rig.liveSlabs()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void eachCpuCarvesItsOwnSlabs(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    rig.allocate(rig.cpu0, 64);
    rig.allocate(rig.cpu1, 64);
    assertThat(rig.census().slabs())
        .extracting(slab -> slab.owner())
        .containsExactlyInAnyOrder(0, 1);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aSlabThatIsWholeIsRippedUnlessItIsTheLastOfItsClass(Subject version) {
    Rig versionRig = new Rig(version, SHAPE);
    List<Long> chunks = allocate(versionRig, 4, 64);
    versionRig.free(versionRig.cpu0, chunks.get(0));
    versionRig.free(versionRig.cpu0, chunks.get(1));
    assertThat(versionRig.cachedSlabs()).isZero();
    versionRig.free(versionRig.cpu0, chunks.get(2));
    assertThat(versionRig.cachedSlabs()).as("it is not whole: %s", version).isZero();
    versionRig.free(versionRig.cpu0, chunks.get(3));
    assertThat(versionRig.cachedSlabs()).isEqualTo(1);
    assertThat(versionRig.liveSlabs()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void anAllocationThatMayWaitGivesBackAllButSoManyCachedSlabs(Subject version) {
    Rig cacher = new Rig(version, SHAPE.withCachedSlabs(2));
    for (long chunk : allocate(cacher, 10, 64)) {
      cacher.free(cacher.cpu0, chunk);
    }
    assertThat(cacher.cachedSlabs()).as("a free gives no page back").isEqualTo(4);
    cacher.allocate(cacher.cpu0, 64, Allocator.Flag.NOWAIT);
    assertThat(cacher.cachedSlabs()).isEqualTo(4);
    cacher.allocate(cacher.cpu0, 64);
    assertThat(cacher.cachedSlabs()).isEqualTo(2);
    assertThat(cacher.watch.count(MachineEvent.PAGES_FREED)).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aCachedSlabServesAnotherClass(Subject version) {
    Rig cacher = new Rig(version, SHAPE.withCachedSlabs(1));
    for (long chunk : allocate(cacher, 4, 64)) {
      cacher.free(cacher.cpu0, chunk);
    }
    long recycled =
        cacher.census().slabs().stream()
            .filter(slab -> !slab.live())
            .mapToLong(slab -> slab.base())
            .findFirst()
            .orElseThrow();
    assertThat(cacher.allocate(cacher.cpu0, 32)).isBetween(recycled, recycled + 511);
    assertThat(cacher.watch.count(MachineEvent.PAGES_FREED)).isZero();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void whatIsAskedForZeroedIsZeroOnRecycledChunksAndSlabs(Subject version) {
    Rig dirty = new Rig(version, SHAPE.withCachedSlabs(1));
    List<Long> chunks = allocate(dirty, 4, 64);
    for (long chunk : chunks) {
      dirty.machine.memory().fill(chunk, 64, -1);
      dirty.free(dirty.cpu0, chunk);
    }
    assertThat(dirty.cachedSlabs()).isEqualTo(1);
    for (int bytes : new int[] {64, 64, 32, 32}) {
      long chunk = dirty.allocate(dirty.cpu0, bytes, Allocator.Flag.ZERO);
      for (long word = chunk; word < chunk + bytes; word += 8) {
        assertThat(dirty.machine.memory().peek(word)).as("%s, %d", version, bytes).isZero();
      }
    }
    assertThat(dirty.watch.count(MachineEvent.SLAB_CREATED))
        .as("the cached one again")
        .isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void withoutPagesThereIsNoMemoryUntilSomeComeBack(Subject version) {
    Rig tight = new Rig(version, Shape.small(2, 2, 1));
    long block = tight.allocate(tight.cpu0, 300);
    assertThat(tight.tryAllocate(tight.cpu0, 64)).isEqualTo(Allocator.NO_MEMORY);
    assertThat(tight.tryAllocate(tight.cpu1, 300)).isEqualTo(Allocator.NO_MEMORY);
    tight.free(tight.cpu1, block);
    tight.allocate(tight.cpu0, 64);
    assertThat(tight.cpu0.isInterruptible()).as("a refusal leaves no critical section").isTrue();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void theTickOfTheVersionsThatHaveOneTakesWhatOtherCpusFreedToAListedSlab(Subject version) {
    Rig rig = new Rig(version, Shape.small(2, 3, 4));
    rig.free(rig.cpu1, allocate(rig, 2, 64).get(0));
    assertThat(rig.census().slabs().get(0).freeCount()).isEqualTo(1);
    rig.heap.tidy(rig.cpu0);
    boolean ticks = List.of("dragonfly/f86fcbe", "dragonfly/reference").contains(version.id());
    assertThat(rig.census().slabs().get(0).freeCount()).isEqualTo(ticks ? 2 : 1);
    assertThat(version.violates()).containsAll(rig.broken());
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void theVersionsSince2015TakeFromTheSlabThatWasListedFirst(Subject version) {
    Rig ordered = new Rig(version, SHAPE);
    List<Long> chunks = allocate(ordered, 4, 64);
    ordered.free(ordered.cpu0, chunks.get(0));
    ordered.free(ordered.cpu0, chunks.get(2));
    boolean oldest = version.id().endsWith("f86fcbe");
    assertThat(ordered.allocate(ordered.cpu0, 64)).isEqualTo(chunks.get(oldest ? 0 : 2));
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void theCensusNamesSlabsChunksAndFields(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    long chunk = rig.allocate(rig.cpu0, 64);
    long slab = rig.census().slabs().get(0).base();
    assertThat(rig.heap.name(slab)).isEqualTo("slab0");
    assertThat(rig.heap.name(slab + SlabHeader.REMOTE)).isEqualTo("slab0.remote");
    assertThat(rig.heap.name(chunk)).isEqualTo("slab0.c0");
    assertThat(rig.heap.name(chunk + 72)).isEqualTo("slab0.c1+8");
    assertThat(rig.heap.name(rig.machine.cpuWord(rig.cpu1, 4))).isEqualTo("cpu1.type2.count");
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aCensusOfAHeapInUseSeesEachChunkOnce(Subject version) {
    Rig rig = new Rig(version, SHAPE);
    List<Long> chunks = allocate(rig, 3, 64);
    rig.free(rig.cpu1, chunks.get(2));
    HeapModel.Block block = rig.model.beginFree(chunks.get(0));
    assertThat(Rig.promised(version, rig.heap.census().judge(rig.model, 0, false)))
        .as("its free has begun")
        .isEmpty();
    rig.model.endFree(block);
    assertThat(rig.broken()).contains(CommonProperty.CONSERVATION);
  }
}
