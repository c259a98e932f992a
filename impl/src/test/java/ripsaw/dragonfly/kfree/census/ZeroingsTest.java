package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.ASKED;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.TAKEN;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.ZEROED;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LAZY_ZEROING;
import static ripsaw.machine.MachineEvent.PAGES_FREED;
import static ripsaw.machine.MachineEvent.SLAB_CREATED;
import static ripsaw.machine.MachineEvent.SLAB_RIPPED;

import org.junit.jupiter.api.Test;
import ripsaw.spec.Property;

class ZeroingsTest {
  private static final long SLAB = 0x800;
  private static final long CHUNK = 0x900;

  private final Stage stage = new Stage();
  private final Zeroings zeroings = new Zeroings(stage);

  private Property zeroes(boolean asked) {
    stage.tell(zeroings, ASKED, 64, KfreeEvent.flags(true, asked));
    stage.tell(zeroings, TAKEN, CHUNK);
    return stage.tell(zeroings, ZEROED, CHUNK);
  }

  @Test
  void aChunkThatWasUsedIsZeroedIfThatWasAskedFor() {
    stage.tell(zeroings, SLAB_CREATED, SLAB);
    assertThat(zeroes(true)).as("a fresh one").isEqualTo(LAZY_ZEROING);
    assertThat(zeroes(true)).isNull();
    assertThat(zeroes(false)).isEqualTo(LAZY_ZEROING);
  }

  @Test
  void aChunkOfARecycledSlabIsZeroed() {
    stage.tell(zeroings, SLAB_RIPPED, SLAB);
    stage.tell(zeroings, SLAB_CREATED, SLAB);
    assertThat(zeroes(true)).isNull();
  }

  @Test
  void aSlabOfPagesThatWereGivenBackIsFresh() {
    stage.tell(zeroings, SLAB_RIPPED, SLAB);
    stage.tell(zeroings, PAGES_FREED, SLAB);
    stage.tell(zeroings, SLAB_CREATED, SLAB);
    assertThat(zeroes(true)).isEqualTo(LAZY_ZEROING);
  }
}
