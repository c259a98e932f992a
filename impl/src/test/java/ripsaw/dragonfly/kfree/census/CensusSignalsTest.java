package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.MARK_ONLY_WHEN_OFF_LIST;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NO_STRANDING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.PARKED_MARK;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.PIN_BALANCE;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.RIP_ONLY_WHEN_EMPTY;

import org.junit.jupiter.api.Test;
import ripsaw.spec.HeapModel;

/** Marks, signals, pins and rips: a right census, and the least change to it. */
class CensusSignalsTest {
  private final Scene scene = new Scene();

  @Test
  void aParkedSlabWithoutItsMarkBreaksParkedMark() {
    scene.parked().marked = false;
    assertThat(scene.broken()).containsExactly(PARKED_MARK);
  }

  @Test
  void aListedSlabThatKeepsItsMarkBreaksNothingButMarkOnlyWhenOffList() {
    scene.listed().marked = true;
    assertThat(scene.broken()).containsExactly(MARK_ONLY_WHEN_OFF_LIST);
  }

  @Test
  void remoteChunksOfAParkedSlabThatNobodyWillDrainAreStranded() {
    Scene.Draft slab = scene.parked();
    slab.freeRemotely(0);
    assertThat(scene.broken()).containsExactly(NO_STRANDING);
    slab.marked = false;
    assertThat(scene.broken()).as("with or without the mark").containsExactly(NO_STRANDING);
  }

  @Test
  void aSignalOnItsWayToTheOwnerExcusesRemoteChunks() {
    Scene.Draft slab = scene.parked();
    slab.freeRemotely(0);
    slab.signalled = true;
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void aSignalForAnotherSlabExcusesNothing() {
    scene.parked().freeRemotely(0);
    scene.parked().signalled = true;
    scene.signalsPending = true;
    assertThat(scene.broken()).containsExactly(NO_STRANDING);
  }

  @Test
  void aFreeThatStillRunsOnTheSlabExcusesRemoteChunks() {
    Scene.Draft slab = scene.parked();
    slab.freeRemotely(0);
    HeapModel.Block running = slab.beginFree(1);
    assertThat(scene.broken()).isEmpty();
    slab.remote.add(slab.chunk(1));
    scene.model.endFree(running);
    assertThat(scene.broken()).containsExactly(NO_STRANDING);
  }

  @Test
  void aFreeThatRunsOnAnotherSlabExcusesNothing() {
    scene.parked().freeRemotely(0);
    scene.parked().beginFree(0);
    assertThat(scene.broken()).containsExactly(NO_STRANDING);
  }

  @Test
  void aPinExcusesRemoteChunksButNeedsAHolder() {
    Scene.Draft slab = scene.parked();
    slab.freeRemotely(0);
    slab.pins = 1;
    assertThat(scene.broken()).containsExactly(PIN_BALANCE);
  }

  @Test
  void remoteChunksOfAListedSlabAreNotStranded() {
    scene.listed().freeRemotely(2);
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void aPinIsHeldByASignalOrByARunningFree() {
    Scene.Draft slab = scene.listed();
    slab.pins = 1;
    assertThat(scene.broken()).containsExactly(PIN_BALANCE);
    slab.signalled = true;
    assertThat(scene.broken()).isEmpty();
    slab.signalled = false;
    slab.beginFree(2);
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void aPinCountBelowZeroHasNoExcuse() {
    Scene.Draft slab = scene.listed();
    slab.pins = -1;
    slab.signalled = true;
    assertThat(scene.broken()).containsExactly(PIN_BALANCE);
  }

  @Test
  void aWholeSlabMayBeRippedIfAnotherOfItsClassStaysListed() {
    Scene.Draft slab = scene.whole();
    scene.listed();
    assertThat(scene.brokenByRipOf(slab)).isEmpty();
  }

  @Test
  void aSlabWithAChunkOutOrUndrainedOrPinnedMayNotBeRipped() {
    Scene.Draft slab = scene.whole();
    scene.listed();
    slab.pins = 1;
    assertThat(scene.brokenByRipOf(slab)).contains(RIP_ONLY_WHEN_EMPTY);
    slab.pins = 0;
    slab.remote.add(slab.local.remove(0));
    assertThat(scene.brokenByRipOf(slab)).contains(RIP_ONLY_WHEN_EMPTY);
    slab.remote.clear();
    assertThat(scene.brokenByRipOf(slab)).as("miscounted").contains(RIP_ONLY_WHEN_EMPTY);
    slab.freeCount = 3;
    assertThat(scene.brokenByRipOf(slab)).contains(RIP_ONLY_WHEN_EMPTY);
  }

  @Test
  void theLastOfItsClassMayNotBeRipped() {
    Scene.Draft slab = scene.whole();
    scene.parked();
    scene.listed().owner = 1;
    scene.listed().chunkBytes = 32;
    assertThat(scene.brokenByRipOf(slab)).contains(RIP_ONLY_WHEN_EMPTY);
    scene.whole();
    assertThat(scene.brokenByRipOf(slab)).isEmpty();
  }
}
