package ripsaw.dragonfly.kmallocobj.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.POLL_ORDER;
import static ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty.STAMP;

import org.junit.jupiter.api.Test;

/** It is the second tick, and zone 0 is the only one. */
class StampAndCursorTest {
  private final ObjectScene scene = new ObjectScene();

  @Test
  void aSlabOnTheFullListHasTheStampOfATickBefore() {
    ObjectScene.Draft slab = scene.full();
    assertThat(scene.broken()).isEmpty();
    for (long wrong : new long[] {0, 2, -1}) {
      slab.stamp = wrong;
      assertThat(scene.broken()).as("stamp %d", wrong).containsExactly(STAMP);
    }
  }

  @Test
  void aSlabInAnyOtherPlaceIsLive() {
    ObjectScene.Draft slab = scene.active();
    slab.stamp = 1;
    assertThat(scene.broken()).containsExactly(STAMP);
    slab.stamp = 0;
    scene.empty().stamp = 1;
    assertThat(scene.broken()).containsExactly(STAMP);
  }

  @Test
  void aSlabInTheHandsOfACpuIsOnItsWay() {
    scene.idle = false;
    scene.nowhere().stamp = 1;
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void thePollersCursorIsOnAZoneThatIsThere() {
    scene.cursor = 1;
    assertThat(scene.broken()).containsExactly(POLL_ORDER);
    scene.live = false;
    assertThat(scene.broken()).as("there is none").containsExactly(POLL_ORDER);
    scene.cursor = KmallocObjCensus.NO_ZONE;
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void nobodyIsSaidToPollWhenNobodyDoes() {
    scene.polled = true;
    assertThat(scene.broken()).containsExactly(POLL_ORDER);
    scene.idle = false;
    assertThat(scene.broken()).isEmpty();
  }
}
