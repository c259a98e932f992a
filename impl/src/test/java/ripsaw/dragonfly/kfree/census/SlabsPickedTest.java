package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.ASKED;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.LISTED;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.PARKED;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.PICKED;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NEWEST_FIRST;
import static ripsaw.machine.MachineEvent.SLAB_CREATED;
import static ripsaw.machine.MachineEvent.SLAB_RIPPED;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlabsPickedTest {
  private final Stage stage = new Stage();
  private final SlabsPicked picked = new SlabsPicked(stage);
  private long first;
  private long second;
  private long third;

  @BeforeEach
  void twoAreListed() {
    first = made(64);
    second = made(64);
    third = made(24);
    for (long slab : new long[] {first, second}) {
      stage.tell(picked, SLAB_CREATED, slab);
      stage.tell(picked, LISTED, slab);
    }
  }

  /** Of two chunks, both granted, so that the next one is in another slab. */
  private long made(long bytes) {
    stage.allocate(bytes);
    return stage.slabOf(stage.allocate(bytes));
  }

  @Test
  void theLastToBeListedIsPicked() {
    assertThat(stage.tell(picked, PICKED, second)).isNull();
    assertThat(stage.tell(picked, PICKED, first)).isEqualTo(NEWEST_FIRST);
  }

  @Test
  void whatIsParkedOrRippedIsNotMissed() {
    stage.tell(picked, PARKED, second);
    assertThat(stage.tell(picked, PICKED, first)).isNull();
    stage.tell(picked, LISTED, second);
    stage.tell(picked, SLAB_RIPPED, second);
    assertThat(stage.tell(picked, PICKED, first)).isNull();
  }

  @Test
  void aSlabIsMadeIfNoneOfItsClassWasListedWhenTheRequestBegan() {
    stage.tell(picked, ASKED, 24);
    assertThat(stage.tell(picked, SLAB_CREATED, third)).as("of another class").isNull();
    stage.tell(picked, PARKED, second);
    stage.tell(picked, ASKED, 64);
    stage.tell(picked, PARKED, first);
    stage.tell(picked, LISTED, second);
    assertThat(stage.tell(picked, SLAB_CREATED, second)).as("listed meanwhile").isNull();
    stage.tell(picked, ASKED, 64);
    assertThat(stage.tell(picked, SLAB_CREATED, second)).isEqualTo(NEWEST_FIRST);
  }
}
