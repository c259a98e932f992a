package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.ASKED;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.PUT_ASIDE;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.TAKEN;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.KEPT_PAGES;
import static ripsaw.machine.MachineEvent.PAGES_FREED;
import static ripsaw.machine.MachineEvent.SLAB_CREATED;
import static ripsaw.machine.MachineEvent.SLAB_RIPPED;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ripsaw.machine.Shape;

class PagesKeptTest {
  private static final long WAITS = KfreeEvent.flags(true, false);
  private static final long A = 0x800;
  private static final long B = 0xa00;

  private final Stage stage = new Stage(Stage.REFERENCE, Shape.small(2, 2, 8).withCachedSlabs(1));
  private final PagesKept kept = new PagesKept(stage);

  @BeforeEach
  void twoSlabsAreRipped() {
    stage.tell(kept, SLAB_RIPPED, A);
    stage.tell(kept, SLAB_RIPPED, B);
  }

  @Test
  void whoMayWaitGivesBackWhatIsBeyondTheThreshold() {
    stage.tell(kept, ASKED, 64, WAITS);
    assertThat(stage.tell(kept, TAKEN, 0)).isEqualTo(KEPT_PAGES);
    assertThat(stage.tell(kept, PAGES_FREED, B)).isNull();
    assertThat(stage.tell(kept, TAKEN, 0)).isNull();
    assertThat(stage.tell(kept, PAGES_FREED, A)).as("one too many").isEqualTo(KEPT_PAGES);
  }

  @Test
  void whoMayNotWaitGivesNothingBack() {
    stage.tell(kept, ASKED, 64, 0);
    assertThat(stage.tell(kept, TAKEN, 0)).isNull();
  }

  @Test
  void whatIsRippedMeanwhileMayWait() {
    stage.tell(kept, PAGES_FREED, B);
    stage.tell(kept, ASKED, 64, WAITS);
    stage.tell(kept, SLAB_RIPPED, B);
    assertThat(stage.tell(kept, TAKEN, 0)).isNull();
  }

  @Test
  void aSlabThatIsKeptIsUsedBeforePagesAreAskedFor() {
    assertThat(stage.tell(kept, SLAB_CREATED, 0xc00)).isEqualTo(KEPT_PAGES);
    assertThat(stage.tell(kept, SLAB_CREATED, A)).isNull();
    assertThat(stage.tell(kept, SLAB_CREATED, B)).isNull();
    assertThat(stage.tell(kept, SLAB_CREATED, 0xc00)).isNull();
  }

  /** The pages were asked for before a signal gave back the slab. */
  @Test
  void aSlabThatComesWhileSomebodyWaitsForPagesIsNotUsedInTheirPlace() {
    stage.tell(kept, PAGES_FREED, A);
    stage.tell(kept, PAGES_FREED, B);
    stage.tell(kept, ASKED, 64, WAITS);
    stage.tell(kept, SLAB_RIPPED, A);
    assertThat(stage.tell(kept, SLAB_CREATED, 0xc00)).isNull();
    stage.tell(kept, ASKED, 64, WAITS);
    assertThat(stage.tell(kept, SLAB_CREATED, 0xe00)).isEqualTo(KEPT_PAGES);
  }

  @Test
  void onlyAnInterruptPutsABlockAsideAndTheNextThatMayWaitGivesItBack() {
    assertThat(stage.tell(kept, PUT_ASIDE, 0xe00)).isEqualTo(KEPT_PAGES);
    stage.tell(kept, PAGES_FREED, B);
    stage.tell(kept, ASKED, 64, WAITS);
    assertThat(stage.tell(kept, TAKEN, 0)).isEqualTo(KEPT_PAGES);
    stage.tell(kept, PAGES_FREED, 0xe00);
    assertThat(stage.tell(kept, TAKEN, 0)).isNull();
  }
}
