package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.SLAB_LAYOUT;
import static ripsaw.machine.MachineEvent.SLAB_CREATED;

import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.machine.Shape;

class SlabsMadeTest {
  private final Stage stage = new Stage(Stage.REFERENCE, Shape.small(2, 3, 8));
  private final SlabsMade made = new SlabsMade(stage, SlabHeader.BYTES);

  @Test
  void aSlabIsAsItShouldBe() {
    assertThat(stage.tell(made, SLAB_CREATED, stage.slabOf(stage.allocate(100)))).isNull();
    assertThat(stage.tell(made, SLAB_CREATED, stage.slabOf(stage.allocate(64)))).isNull();
  }

  @Test
  void chunksBeginRightBehindTheHeader() {
    long slab = stage.slabOf(stage.allocate(100));
    stage.machine.memory().poke(slab + SlabHeader.FIRST, slab + SlabHeader.BYTES + 8);
    assertThat(stage.tell(made, SLAB_CREATED, slab)).isEqualTo(SLAB_LAYOUT);
  }

  @Test
  void thereAreAsManyChunksAsFit() {
    long slab = stage.slabOf(stage.allocate(100));
    stage.machine.memory().poke(slab + SlabHeader.CAPACITY, 2);
    assertThat(stage.tell(made, SLAB_CREATED, slab)).isEqualTo(SLAB_LAYOUT);
  }

  @Test
  void theFirstToGoSlidesFromSlabToSlab() {
    long slab = stage.slabOf(stage.allocate(100));
    assertThat(stage.tell(made, SLAB_CREATED, slab)).isNull();
    assertThat(stage.tell(made, SLAB_CREATED, slab)).as("a second one").isEqualTo(SLAB_LAYOUT);
  }
}
