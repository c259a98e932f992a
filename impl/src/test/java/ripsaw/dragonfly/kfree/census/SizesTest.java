package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.ASKED;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.MOVED;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.RESIZED;
import static ripsaw.dragonfly.kfree.census.KfreeEvent.TAKEN;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.SIZE_CLASS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.spec.Property;

class SizesTest {
  private final Stage stage = new Stage();
  private final Sizes sizes = new Sizes(stage, SlabHeader.CHUNK);

  private Property judge(long asked, long block) {
    stage.tell(sizes, ASKED, asked);
    return stage.tell(sizes, TAKEN, block);
  }

  @ParameterizedTest
  @CsvSource({"57, 56, 65", "1, 0, 9", "121, 120, 128", "128, 127, 513", "513, 512, 1025"})
  void aBlockIsOfTheSmallestSizeThatHoldsTheRequest(long asked, long less, long more) {
    long block = stage.allocate(asked);
    assertThat(judge(asked, block)).isNull();
    assertThat(judge(less, block)).isEqualTo(SIZE_CLASS);
    assertThat(judge(more, block)).isEqualTo(SIZE_CLASS);
  }

  @Test
  void aBlockThatIsLargeEnoughStaysWhereItIs() {
    long block = stage.allocate(60);
    assertThat(stage.tell(sizes, RESIZED, block, 64)).isNull();
    assertThat(stage.tell(sizes, ASKED, 8)).isNull();
  }

  @Test
  void aBlockThatIsToBeOfAnotherSizeMoves() {
    long block = stage.allocate(60);
    stage.tell(sizes, RESIZED, block, 65);
    assertThat(stage.tell(sizes, ASKED, 65)).isNull();
    stage.tell(sizes, RESIZED, block, 65);
    assertThat(stage.tell(sizes, ASKED, 8)).isEqualTo(SIZE_CLASS);
  }

  @Test
  void aBlockTakesAlongWhatItHolds() {
    long block = stage.allocate(64);
    long larger = stage.allocate(600);
    assertThat(stage.tell(sizes, MOVED, block, larger)).isNull();
    stage.machine.memory().poke(block + 56, 7);
    assertThat(stage.tell(sizes, MOVED, block, larger)).isEqualTo(SIZE_CLASS);
    assertThat(stage.tell(sizes, MOVED, block, 0)).as("resized to nothing").isNull();
  }

  @Test
  void aBlockDoesNotMoveToOneOfItsOwnSize() {
    long block = stage.allocate(64);
    assertThat(stage.tell(sizes, MOVED, block, stage.allocate(64))).isEqualTo(SIZE_CLASS);
  }
}
