package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/** Frees by another cpu than the slab's owner, in every version. */
class RemoteFreeTest {
  private static Rig rig(Subject version, int chunksPerSlab) {
    return new Rig(version, Shape.small(2, chunksPerSlab, 6));
  }

  private static List<Long> allocate(Rig rig, int count) {
    List<Long> chunks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chunks.add(rig.allocate(rig.cpu0, 64));
    }
    return chunks;
  }

  @Test
  void thereAreSixVersionsAndTwoReferences() {
    assertThat(Rig.versions()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aChunkFreedToAParkedSlabIsGrantedAgainOnceTheOwnerTookTheSignal(Subject version) {
    Rig rig = rig(version, 2);
    List<Long> chunks = allocate(rig, 2);
    rig.free(rig.cpu1, chunks.get(0));
    assertThat(rig.cpu0.hasSignals()).isTrue();
    rig.takeSignals();
    assertThat(rig.allocate(rig.cpu0, 64)).isEqualTo(chunks.get(0));
    assertThat(rig.watch.count(MachineEvent.SLAB_CREATED)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aChunkFreedToAListedSlabIsGrantedAgainOnceTheSlabIsExhausted(Subject version) {
    Rig rig = rig(version, 2);
    long chunk = allocate(rig, 1).get(0);
    rig.free(rig.cpu1, chunk);
    rig.takeSignals();
    assertThat(allocate(rig, 2)).contains(chunk);
    assertThat(rig.watch.count(MachineEvent.SLAB_CREATED)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void onlyTheOldestVersionSignalsForFreesToASlabThatNeverParks(Subject version) {
    Rig rig = rig(version, 4);
    List<Long> chunks = allocate(rig, 3);
    rig.free(rig.cpu1, chunks.get(0));
    rig.free(rig.cpu1, chunks.get(1));
    assertThat(rig.signalsSent()).isEqualTo(rig.isV0() ? 2 : 0);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aParkedSlabCostsOneSignalForManyFreesExceptInTheOldestVersion(Subject version) {
    Rig rig = rig(version, 4);
    for (long chunk : allocate(rig, 4)) {
      rig.free(rig.cpu1, chunk);
    }
    assertThat(rig.signalsSent()).isEqualTo(rig.isV0() ? 4 : 1);
    rig.takeSignals();
    assertThat(rig.census().slabs().get(0).isWhole()).isTrue();
  }

  @Test
  void theReferenceSendsOneSignalForEachSpellOffTheList() {
    Rig rig = Rig.reference(Shape.small(2, 2, 6));
    List<Long> chunks = allocate(rig, 2);
    for (int spell = 1; spell <= 3; spell++) {
      assertThat(rig.watch.count(KfreeEvent.PARKED)).isEqualTo(spell);
      rig.free(rig.cpu1, chunks.get(0));
      rig.takeSignals();
      assertThat(rig.signalsSent()).isEqualTo(spell);
      chunks = List.of(rig.allocate(rig.cpu0, 64));
    }
    rig.free(rig.cpu0, chunks.get(0));
    rig.free(rig.cpu1, rig.model.granted().get(0).address());
    assertThat(rig.signalsSent()).as("a local free has listed the slab again").isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aSlabThatComesHomeBySignalsIsRippedByTheHandler(Subject version) {
    Rig rig = rig(version, 2);
    for (long chunk : allocate(rig, 4)) {
      rig.free(rig.cpu1, chunk);
    }
    assertThat(rig.watch.count(MachineEvent.SLAB_RIPPED)).isZero();
    rig.takeSignals();
    assertThat(rig.watch.count(MachineEvent.SLAB_RIPPED)).isEqualTo(1);
    assertThat(rig.liveSlabs()).isEqualTo(1);
  }

  @Test
  void theReferenceDropsASignalForASlabThatWasRippedMeanwhile() {
    Rig rig = Rig.reference(Shape.small(2, 2, 6));
    List<Long> chunks = allocate(rig, 3);
    rig.free(rig.cpu1, chunks.get(0));
    rig.free(rig.cpu0, chunks.get(1));
    rig.free(rig.cpu0, rig.allocate(rig.cpu0, 64));
    assertThat(rig.watch.count(MachineEvent.SLAB_RIPPED)).isEqualTo(1);
    assertThat(rig.cpu0.hasSignals()).isTrue();
    rig.takeSignals();
    assertThat(rig.watch.count(KfreeEvent.SIGNAL_STALE)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aFreeIsAccountedWhereItHappensSinceSeptember2010(Subject version) {
    Rig rig = rig(version, 4);
    long chunk = allocate(rig, 2).get(0);
    rig.free(rig.cpu1, chunk);
    rig.takeSignals();
    boolean inOwners = rig.isV0() || rig.subject.id().endsWith("5fee07e");
    assertThat(rig.machine.memory().peek(rig.machine.cpuWord(rig.cpu1, 2 * rig.type)))
        .isEqualTo(inOwners ? 0 : -1);
    assertThat(rig.watch.broken().contains(CommonProperty.CPU_LOCAL))
        .isEqualTo(rig.subject.violates().contains(CommonProperty.CPU_LOCAL));
  }

  @Test
  void aFullMailboxHoldsTheSenderUntilTheOwnerTakesSignals() {
    Rig rig = new Rig(Rig.subject("cfc3386"), Shape.small(2, Integer.MAX_VALUE, 6));
    List<Long> chunks = new ArrayList<>();
    for (int i = 0; i <= IpiQueue.CAPACITY; i++) {
      chunks.add(rig.allocate(rig.cpu0, 8));
    }
    List<Integer> waited = new ArrayList<>();
    rig.watch.whileWaiting(
        () -> {
          waited.add(rig.cpu0.pendingSignals().size());
          rig.cpu0.takeSignals();
        });
    chunks.forEach(chunk -> rig.free(rig.cpu1, chunk));
    assertThat(waited).containsExactly(IpiQueue.CAPACITY);
    rig.takeSignals();
    assertThat(rig.model.granted()).isEmpty();
    assertThat(rig.census().slabs().get(0).isWhole()).isTrue();
  }

  /**
   * The race of the research notes, A.6 W3: before each step of a remote free in turn, the owner
   * takes its last chunk and parks the slab.
   */
  private static Set<Property> brokenIfTheOwnerParksDuringAFree(Subject version) {
    Set<Property> broken = new HashSet<>();
    boolean parked = true;
    for (int step = 0; parked; step++) {
      Rig rig = new Rig(version, Shape.small(2, 2, 4));
      parked = freeWhileTheOwnerParks(rig, allocate(rig, 1).get(0), step);
      broken.addAll(rig.broken());
    }
    return broken;
  }

  /** False if the free had fewer steps. */
  private static boolean freeWhileTheOwnerParks(Rig rig, long chunk, int before) {
    int[] step = {0};
    rig.watch.atPreemption(
        cpu -> {
          if (cpu == rig.cpu1 && step[0]++ == before) {
            rig.cpu0.beginOperation();
            long last = rig.heap.allocate(rig.cpu0, rig.type, 64);
            rig.model.grant(new HeapModel.Block(last, 64, rig.heap.usable(last), rig.type));
          }
        });
    HeapModel.Block block = rig.beginFree(rig.cpu1, chunk);
    rig.heap.free(rig.cpu1, rig.type, chunk);
    rig.model.endFree(block);
    return step[0] > before;
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void anOwnerThatParksBetweenFlagAndLinkIsNeverToldExceptInTheReferencesAndTheOldest(
      Subject version) {
    Set<Property> broken = brokenIfTheOwnerParksDuringAFree(version);
    assertThat(broken.contains(KfreeProperty.NO_STRANDING))
        .as("%s: %s", version, broken)
        .isEqualTo(version.violates().contains(KfreeProperty.NO_STRANDING));
    assertThat(version.violates()).containsAll(broken);
  }
}
