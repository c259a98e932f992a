package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.FREE_COUNT;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.spec.CommonProperty.CONSERVATION;

import org.junit.jupiter.api.Test;

/** The chunks of a slab and its place on the lists: a right census, and the least change to it. */
class CensusTest {
  private final Scene scene = new Scene();

  @Test
  void slabsThatAreListedParkedWholeAndCachedBreakNothing() {
    scene.listed();
    scene.parked();
    scene.whole();
    scene.cached();
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void aChunkOnTwoListsBreaksConservation() {
    Scene.Draft slab = scene.listed();
    slab.remote.add(slab.chunk(0));
    assertThat(scene.broken()).containsExactly(CONSERVATION);
  }

  @Test
  void aGrantedChunkOnAListBreaksConservation() {
    Scene.Draft slab = scene.listed();
    slab.remote.add(slab.chunk(2));
    assertThat(scene.broken()).containsExactly(CONSERVATION);
  }

  @Test
  void aChunkThatIsNowhereBreaksConservation() {
    scene.listed().forget(2);
    assertThat(scene.broken()).containsExactly(CONSERVATION);
  }

  @Test
  void aStrangerOnAListBreaksConservation() {
    Scene.Draft slab = scene.listed();
    slab.remote.add(slab.chunk(0) + 8);
    assertThat(scene.broken()).containsExactly(CONSERVATION);
  }

  @Test
  void aListThatRunsInACircleBreaksConservation() {
    Scene.Draft slab = scene.listed();
    slab.freeRemotely(2);
    assertThat(scene.broken()).isEmpty();
    slab.remote.add(slab.chunk(2));
    assertThat(scene.broken()).containsExactly(CONSERVATION);
  }

  @Test
  void eachRunningAllocationExcusesOneChunkThatIsNowhere() {
    scene.listed().forget(2);
    scene.allocating = 1;
    assertThat(scene.broken()).isEmpty();
    scene.listed().forget(3);
    assertThat(scene.broken()).as("of another slab, too").containsExactly(CONSERVATION);
    scene.allocating = 2;
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void aChunkWhoseFreeIsRunningMayBeNowhereOrInOnePlace() {
    Scene.Draft slab = scene.listed();
    slab.beginFree(2);
    assertThat(scene.broken()).isEmpty();
    slab.remote.add(slab.chunk(2));
    assertThat(scene.broken()).isEmpty();
    slab.remote.add(slab.chunk(2));
    assertThat(scene.broken()).containsExactly(CONSERVATION);
  }

  @Test
  void aChunkInAMessageIsInAPlace() {
    Scene.Draft slab = scene.listed();
    slab.forget(2);
    scene.carried.add(slab.chunk(2));
    assertThat(scene.broken()).isEmpty();
    slab.remote.add(slab.chunk(2));
    assertThat(scene.broken()).containsExactly(CONSERVATION);
  }

  @Test
  void aFreeCountThatIsOffByOneBreaksFreeCount() {
    Scene.Draft slab = scene.listed();
    slab.freeCount = 3;
    assertThat(scene.broken()).containsExactly(FREE_COUNT);
    slab.freeCount = 1;
    assertThat(scene.broken()).containsExactly(FREE_COUNT);
  }

  @Test
  void theFreeCountLeavesTheRemoteListOut() {
    Scene.Draft slab = scene.listed();
    slab.freeRemotely(2);
    assertThat(scene.broken()).isEmpty();
    slab.freeCount = 3;
    assertThat(scene.broken()).containsExactly(FREE_COUNT);
  }

  @Test
  void aSlabWithFreeChunksOffTheListBreaksListing() {
    Scene.Draft slab = scene.listed();
    slab.listings = 0;
    slab.marked = true;
    assertThat(scene.broken()).containsExactly(LISTING);
  }

  @Test
  void aSlabListedTwiceOrWithoutAFreeChunkBreaksListing() {
    Scene.Draft slab = scene.listed();
    slab.listings = 2;
    assertThat(scene.broken()).containsExactly(LISTING);
    slab.listings = 1;
    assertThat(scene.broken()).isEmpty();
    Scene.Draft parked = scene.parked();
    parked.marked = false;
    parked.listings = 1;
    assertThat(scene.broken()).containsExactly(LISTING);
  }

  @Test
  void aCachedSlabOnAListBreaksListing() {
    scene.cached().listings = 1;
    assertThat(scene.broken()).containsExactly(LISTING);
  }

  @Test
  void aCachedSlabThatIsNotWholeBreaksListing() {
    Scene.Draft slab = scene.cached();
    slab.local.remove(0);
    slab.freeCount = 3;
    assertThat(scene.broken()).containsExactly(LISTING);
  }
}
