package ripsaw.dragonfly.kmallocobj.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.CACHE_CAP;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.GEOMETRY;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.LIST_COUNTS;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.ONE_PLACE;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.ORIGIN;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.POLL_BOUNDED;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.RETIRE_ONLY_WHEN_FINISHED;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.RING;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.ZONE_DESTRUCTION;
import static ripsaw.spec.CommonProperty.ACCOUNTING_CANCELS;
import static ripsaw.spec.CommonProperty.CONSERVATION;

import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.spec.Census.Account;
import ripsaw.spec.HeapModel;

/** Zones of objects: a right census, and the least change to it. */
class KmallocObjCensusTest {
  private final ObjectScene scene = new ObjectScene();

  @Test
  void slabsThatAreActiveEmptyFullAndCachedBreakNothing() {
    scene.active();
    scene.empty();
    scene.full();
    scene.cached();
    ObjectScene.Draft alternate = scene.nowhere();
    scene.alternate.set(1, alternate.base);
    scene.list(scene.partial, 0, scene.nowhere());
    assertThat(scene.broken()).isEmpty();
    scene.idle = false;
    assertThat(scene.broken()).isEmpty();
  }

  // ------------------------------------------------------------------- ring

  @Test
  void anIndexThatIsOffBreaksTheRing() {
    ObjectScene.Draft slab = scene.active();
    slab.aindex--;
    assertThat(scene.broken()).as("one taken too few").containsExactly(RING);
    slab.aindex += 2;
    assertThat(scene.broken()).as("one too many").containsExactly(RING);
    slab.aindex--;
    slab.findex++;
    slab.xindex++;
    assertThat(scene.broken()).as("a free without an object").containsExactly(RING);
  }

  @Test
  void moreThanAllOrLessThanNothingBreaksTheRing() {
    ObjectScene.Draft slab = scene.full();
    slab.findex++;
    slab.xindex++;
    assertThat(scene.broken()).containsExactly(RING);
    slab.findex = slab.aindex - 1;
    slab.xindex = slab.findex;
    assertThat(scene.broken()).containsExactly(RING);
  }

  @Test
  void aFreeThatEndedBeforeItBeganBreaksTheRing() {
    scene.full().xindex++;
    assertThat(scene.broken()).containsExactly(RING);
  }

  @Test
  void aFreeUnderWayThatNobodyMakesBreaksTheRing() {
    ObjectScene.Draft slab = scene.full();
    slab.xindex--;
    assertThat(scene.broken()).containsExactly(RING);
  }

  @Test
  void anObjectInASlotThatShouldBeEmptyBreaksTheRing() {
    ObjectScene.Draft slab = scene.active();
    slab.beginFree(0);
    slab.slots.set(0, slab.object(0));
    assertThat(scene.broken()).containsExactly(RING);
  }

  @Test
  void anEmptySlotAmongTheAvailableBreaksTheRingAndConservation() {
    scene.active().slots.set(2, 0L);
    assertThat(scene.broken()).containsExactlyInAnyOrder(RING, CONSERVATION);
  }

  @Test
  void aFreeUnderWayIsLegalAtEachOfItsSteps() {
    scene.idle = false;
    ObjectScene.Draft slab = scene.active();
    HeapModel.Block block = slab.beginFree(1);
    assertThat(scene.broken()).as("begun").isEmpty();
    int slot = slab.reserve();
    assertThat(scene.broken()).as("a slot is reserved").isEmpty();
    slab.slots.set(slot, slab.object(1));
    assertThat(scene.broken()).as("it is filled").isEmpty();
    slab.xindex++;
    assertThat(scene.broken()).as("it has ended").isEmpty();
    scene.model.endFree(block);
    assertThat(scene.broken()).as("it has returned").isEmpty();
  }

  @Test
  void twoFreesMayEndInTheOtherOrder() {
    scene.idle = false;
    ObjectScene.Draft slab = scene.active();
    slab.beginFree(0);
    HeapModel.Block second = slab.beginFree(1);
    slab.reserve();
    slab.slots.set(slab.reserve(), slab.object(1));
    slab.xindex++;
    assertThat(scene.broken()).isEmpty();
    scene.model.endFree(second);
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void anObjectMayBeTakenAgainBeforeItsFreeHasEnded() {
    scene.idle = false;
    ObjectScene.Draft slab = scene.active();
    HeapModel.Block first = slab.beginFree(0);
    slab.slots.set(slab.reserve(), slab.object(0));
    slab.grant(2);
    slab.grant(3);
    slab.grant(0);
    assertThat(slab.xindex).isLessThan(slab.aindex);
    assertThat(scene.broken()).isEmpty();
    slab.xindex++;
    scene.model.endFree(first);
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void theIndicesGoRoundTheRing() {
    ObjectScene.Draft slab = scene.active();
    for (int i = 0; i < 10; i++) {
      slab.free(i % 4);
      slab.grant((i + 2) % 4);
      assertThat(scene.broken()).as("round %d", i).isEmpty();
    }
    slab.aindex--;
    assertThat(scene.broken()).containsExactly(RING);
  }

  // ----------------------------------------------------------- conservation

  @Test
  void anObjectInTwoSlotsBreaksConservation() {
    ObjectScene.Draft slab = scene.active();
    slab.slots.set(2, slab.object(3));
    assertThat(scene.broken()).containsExactly(CONSERVATION);
  }

  @Test
  void aGrantedObjectInASlotBreaksConservation() {
    ObjectScene.Draft slab = scene.active();
    slab.slots.set(2, slab.object(0));
    assertThat(scene.broken()).containsExactly(CONSERVATION);
  }

  @Test
  void aStrangerInASlotBreaksConservation() {
    ObjectScene.Draft slab = scene.active();
    slab.slots.set(2, slab.object(2) + 8);
    assertThat(scene.broken()).containsExactly(CONSERVATION);
    slab.slots.set(2, scene.full().object(2));
    assertThat(scene.broken()).as("of another slab").containsExactly(CONSERVATION);
  }

  @Test
  void eachRunningAllocationExcusesOneObjectThatIsNowhere() {
    scene.idle = false;
    ObjectScene.Draft slab = scene.active();
    slab.slots.set(2, 0L);
    slab.aindex++;
    assertThat(scene.broken()).containsExactly(CONSERVATION);
    scene.allocating = 1;
    assertThat(scene.broken()).isEmpty();
    slab.slots.set(3, 0L);
    slab.aindex++;
    assertThat(scene.broken()).containsExactly(CONSERVATION);
    scene.allocating = 2;
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void ofACachedSlabNothingIsLookedAtButItsPlace() {
    ObjectScene.Draft slab = scene.cached();
    slab.slots.set(0, 0L);
    slab.findex = 0;
    slab.capacity = 1;
    assertThat(scene.broken()).isEmpty();
  }

  // -------------------------------------------------------------- one place

  @Test
  void aSlabInTwoPlacesOfAZoneBreaksOnePlace() {
    ObjectScene.Draft slab = scene.active();
    scene.alternate.set(1, slab.base);
    assertThat(scene.broken()).containsExactly(ONE_PLACE);
    scene.alternate.set(1, 0L);
    scene.active.set(1, slab.base);
    assertThat(scene.broken()).as("of two cpus").containsExactly(ONE_PLACE);
    scene.active.set(1, 0L);
    for (int i = 0; i < 3; i++) {
      List<Long> list = List.of(scene.partial, scene.full, scene.empty).get(i);
      scene.list(list, i, slab);
      assertThat(scene.broken()).containsExactly(ONE_PLACE);
      list.clear();
      scene.counts.set(i, 0L);
    }
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void aSlabTwiceOnAListBreaksOnePlace() {
    scene.list(scene.full, 1, scene.full());
    ObjectScene.Draft slab = scene.nowhere();
    scene.list(scene.full, 1, slab);
    scene.full.set(1, slab.base);
    scene.full.set(2, slab.base);
    assertThat(scene.broken()).containsExactly(ONE_PLACE);
  }

  @Test
  void aSlabOfAZoneAndOfACacheBreaksOnePlace() {
    scene.free.get(0).add(scene.full().base);
    scene.cached[0]++;
    assertThat(scene.broken()).containsExactly(ONE_PLACE);
  }

  @Test
  void aSlabOnBothListsOfACacheBreaksOnePlace() {
    scene.remote.get(0).add(scene.cached().base);
    scene.cached[0]++;
    assertThat(scene.broken()).containsExactly(ONE_PLACE);
  }

  @Test
  void aSlabThatIsInNoPlaceIsInTheHandsOfAnOperation() {
    ObjectScene.Draft slab = scene.nowhere();
    assertThat(scene.broken()).containsExactly(ONE_PLACE);
    scene.idle = false;
    assertThat(scene.broken()).isEmpty();
    slab.zone = KmallocObjCensus.NO_ZONE;
    assertThat(scene.broken()).isEmpty();
    scene.idle = true;
    assertThat(scene.broken()).as("between a zone and a cache").containsExactly(ONE_PLACE);
  }

  @Test
  void whatIsNoSlabBreaksOnePlace() {
    scene.idle = false;
    scene.active.set(0, 0x100L);
    assertThat(scene.broken()).containsExactly(ONE_PLACE);
    scene.active.set(0, 0L);
    scene.remote.get(1).add(0x100L);
    scene.cached[1]++;
    assertThat(scene.broken()).containsExactly(ONE_PLACE);
  }

  // ------------------------------------------------------- counts and caches

  @Test
  void aListThatIsCountedWrongBreaksListCounts() {
    scene.empty();
    scene.full();
    for (int i = 0; i < 3; i++) {
      for (int by : new int[] {1, -1}) {
        scene.counts.set(i, scene.counts.get(i) + by);
        assertThat(scene.broken()).containsExactly(LIST_COUNTS);
        scene.counts.set(i, scene.counts.get(i) - by);
      }
    }
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void anEmptyListThatEndsElsewhereBreaksListCounts() {
    scene.empty();
    scene.tailIsRight = false;
    assertThat(scene.broken()).containsExactly(LIST_COUNTS);
  }

  @Test
  void theCountOfACacheIsNeverBelowItsListsAndAheadOnlyWhileAnOperationRuns() {
    scene.idle = false;
    scene.cached();
    assertThat(scene.broken()).isEmpty();
    scene.cached[0] = 2;
    assertThat(scene.broken()).isEmpty();
    scene.idle = true;
    assertThat(scene.broken()).containsExactly(LIST_COUNTS);
    scene.idle = false;
    scene.cached[0] = 0;
    assertThat(scene.broken()).containsExactly(LIST_COUNTS);
  }

  @Test
  void aCacheWithOneMoreThanItMayHaveBreaksTheCap() {
    scene.cached();
    scene.cached();
    assertThat(scene.broken()).isEmpty();
    ObjectScene.Draft slab = scene.cached();
    assertThat(scene.broken()).containsExactly(CACHE_CAP);
    scene.free.get(0).remove(slab.base);
    scene.remote.get(0).add(slab.base);
    assertThat(scene.broken()).as("the remote list counts").containsExactly(CACHE_CAP);
  }

  @Test
  void aSlabInTheCacheOfACpuThatDidNotMakeItBreaksOrigin() {
    ObjectScene.Draft slab = scene.cached();
    slab.origin = 1;
    assertThat(scene.broken()).containsExactly(ORIGIN);
    scene.free.get(0).clear();
    scene.cached[0] = 0;
    scene.remote.get(1).add(slab.base);
    scene.cached[1] = 1;
    assertThat(scene.broken()).isEmpty();
    slab.origin = 0;
    assertThat(scene.broken()).as("on the remote list").containsExactly(ORIGIN);
  }

  @Test
  void aSlabOfAZoneMayBeAnywhereWhoeverMadeIt() {
    scene.active().origin = 1;
    scene.full().origin = 1;
    assertThat(scene.broken()).isEmpty();
  }

  // --------------------------------------------------------------- geometry

  @Test
  void objectsThatBeginInTheRingOrEndBehindTheSlabBreakGeometry() {
    ObjectScene.Draft slab = scene.cached();
    slab.zone = 0;
    slab.slots.clear();
    slab.slots.addAll(List.of(0L, 0L, 0L, 0L));
    slab.findex = 0;
    slab.xindex = 0;
    scene.allocating = 4;
    assertThat(scene.broken()).isEmpty();
    slab.first = slab.base + 112;
    assertThat(scene.broken()).as("88 and four slots are 120").containsExactly(GEOMETRY);
    slab.first = slab.base + 512 - 4 * 64;
    assertThat(scene.broken()).isEmpty();
    slab.first += 64;
    assertThat(scene.broken()).containsExactly(GEOMETRY);
  }

  @Test
  void objectsOfMoreOrFewerCacheLinesThanTheyNeedBreakGeometry() {
    scene.full();
    for (long bytes : new long[] {1, 64}) {
      scene.model.created(0, bytes);
      assertThat(scene.broken()).as("one line for " + bytes).isEmpty();
    }
    scene.model.created(0, 65);
    assertThat(scene.broken()).as("two lines are needed").containsExactly(GEOMETRY);
  }

  @Test
  void fewerObjectsThanFitBreakGeometry() {
    ObjectScene.Draft slab = scene.full();
    slab.mostObjects = 100;
    assertThat(scene.broken()).as("five fit behind five slots").containsExactly(GEOMETRY);
    slab.mostObjects = ObjectScene.CAPACITY;
    assertThat(scene.broken()).isEmpty();
    slab.mostObjects = 3;
    assertThat(scene.broken()).as("one more than the machine allows").containsExactly(GEOMETRY);
  }

  // ------------------------------------------------- destruction, accounting

  @Test
  void aSlabThatADestroyedZoneLeavesBreaksZoneDestruction() {
    scene.active();
    scene.destroy();
    assertThat(scene.broken()).containsExactly(ZONE_DESTRUCTION);
    scene.idle = false;
    assertThat(scene.broken()).as("the destruction is under way").isEmpty();
  }

  @Test
  void ofADestroyedZoneNoListIsLookedAt() {
    scene.destroy();
    scene.counts.set(1, 7L);
    scene.partial.add(0x100L);
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void accountsThatAreOffBreakAccountingOnceAllIsIdle() {
    scene.active();
    scene.accounts.add(new Account(0, 2, 128));
    assertThat(scene.broken()).isEmpty();
    for (Account wrong : List.of(new Account(0, 1, 128), new Account(0, 2, 64))) {
      scene.idle = true;
      scene.accounts.set(0, wrong);
      assertThat(scene.broken()).containsExactly(ACCOUNTING_CANCELS);
      scene.idle = false;
      assertThat(scene.broken()).isEmpty();
    }
  }

  // ------------------------------------------------------ retiring, polling

  @Test
  void aSlabMayLeaveOnceAllItsObjectsAreBackAndAllFreesHaveEnded() {
    ObjectScene.Draft slab = scene.full();
    assertThat(scene.brokenByRipOf(slab)).isEmpty();
    slab.xindex--;
    assertThat(scene.brokenByRipOf(slab)).contains(RETIRE_ONLY_WHEN_FINISHED);
    slab.findex--;
    assertThat(scene.brokenByRipOf(slab)).contains(RETIRE_ONLY_WHEN_FINISHED);
    assertThat(scene.brokenByRipOf(scene.active())).contains(RETIRE_ONLY_WHEN_FINISHED);
  }

  @Test
  void aPassMayRetireOneAndLeavesOne() {
    scene.full();
    assertThat(scene.brokenByPoll(0, 0)).isEmpty();
    assertThat(scene.brokenByPoll(0, 1)).isEmpty();
    assertThat(scene.brokenByPoll(0, 2)).contains(POLL_BOUNDED);
    scene.full.clear();
    assertThat(scene.brokenByPoll(0, 0)).isEmpty();
    assertThat(scene.brokenByPoll(0, 1)).contains(POLL_BOUNDED);
  }

  @Test
  void aZoneThatIsDestroyedOrUnknownIsNotPolled() {
    assertThat(scene.brokenByPoll(1, 0)).contains(ZONE_DESTRUCTION);
    scene.live = false;
    assertThat(scene.brokenByPoll(0, 0)).contains(ZONE_DESTRUCTION);
  }
}
