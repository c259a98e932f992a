package ripsaw.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import ripsaw.spec.HeapModel.Block;

class HeapModelTest {
  private final HeapModel model = new HeapModel();

  private static Block block(long address, long usable) {
    return new Block(address, usable, usable, 0);
  }

  @Test
  void neighboursAreGrantedSideBySide() {
    assertThat(model.grant(block(128, 64))).isEmpty();
    assertThat(model.grant(block(64, 64))).isEmpty();
    assertThat(model.grant(block(192, 64))).isEmpty();
    assertThat(model.granted()).hasSize(3);
  }

  @Test
  void anyByteGrantedTwiceIsADoubleGrant() {
    model.grant(block(128, 64));
    for (Block second :
        new Block[] {
          block(128, 64), block(120, 16), block(184, 16), block(136, 8), block(0, 512)
        }) {
      assertThat(model.grant(second))
          .hasValueSatisfying(
              found -> assertThat(found.property()).isEqualTo(CommonProperty.NO_DOUBLE_GRANT));
    }
    assertThat(model.granted()).as("the first holder keeps it").containsExactly(block(128, 64));
  }

  @Test
  void aBlockThatIsHandedOutTwiceIsADoubleGrantBeforeEitherIsGranted() {
    assertThat(model.handOut(block(128, 64))).isEmpty();
    assertThat(model.handOut(block(128, 64)))
        .hasValueSatisfying(
            found -> assertThat(found.property()).isEqualTo(CommonProperty.NO_DOUBLE_GRANT));
    assertThat(model.isGranted(128)).isFalse();
    assertThat(model.grant(block(128, 64))).isEmpty();
    assertThat(model.grant(block(128, 64))).isPresent();
    model.endFree(model.beginFree(128));
    assertThat(model.handOut(block(128, 64))).as("what came back").isEmpty();
  }

  @Test
  void whatIsUsableCountsNotWhatWasAskedFor() {
    model.grant(new Block(128, 1, 64, 0));
    assertThat(model.grant(new Block(136, 8, 8, 0))).isPresent();
  }

  @Test
  void aBlockIsGrantedThenInFlightThenGone() {
    model.grant(block(128, 64));
    assertThat(model.isGranted(128)).isTrue();
    assertThat(model.isInFlight(128)).isFalse();

    Block freed = model.beginFree(128);
    assertThat(freed).isEqualTo(block(128, 64));
    assertThat(model.isGranted(128)).isFalse();
    assertThat(model.isInFlight(128)).isTrue();
    assertThat(model.granted()).isEmpty();
    assertThat(model.all()).containsExactly(freed);

    model.endFree(freed);
    assertThat(model.isInFlight(128)).isFalse();
    assertThat(model.all()).isEmpty();
  }

  @Test
  void bytesAreCountedByTypeAndWhetherTheFreeHasBegun() {
    model.grant(new Block(128, 1, 64, 0));
    model.grant(new Block(192, 8, 8, 0));
    model.grant(new Block(256, 16, 16, 1));
    model.beginFree(192);

    assertThat(model.grantedBytes(0)).isEqualTo(64);
    assertThat(model.inFlightBytes(0)).isEqualTo(8);
    assertThat(model.grantedBytes(1)).isEqualTo(16);
    assertThat(model.inFlightBytes(1)).isZero();
  }

  @Test
  void aBlockInFlightMayBeGrantedToSomebodyElse() {
    model.grant(block(128, 64));
    Block freed = model.beginFree(128);
    assertThat(model.grant(block(128, 64))).isEmpty();
    model.endFree(freed);
    assertThat(model.isGranted(128)).as("the end of the old free leaves the new grant").isTrue();
  }

  @Test
  void inFlightIsAskedOfARangeWithoutItsEnd() {
    model.grant(block(512, 64));
    model.beginFree(512);
    assertThat(model.anyInFlight(512, 512)).isTrue();
    assertThat(model.anyInFlight(0, 513)).isTrue();
    assertThat(model.anyInFlight(0, 512)).isFalse();
    assertThat(model.anyInFlight(576, 512)).isFalse();
  }

  @Test
  void onlyWhatIsGrantedCanBeFreed() {
    model.grant(block(128, 64));
    assertThatThrownBy(() -> model.beginFree(136))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x88");
    model.beginFree(128);
    assertThatThrownBy(() -> model.beginFree(128)).isInstanceOf(IllegalArgumentException.class);
  }
}
