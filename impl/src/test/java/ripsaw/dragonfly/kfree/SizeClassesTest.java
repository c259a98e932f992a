package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ripsaw.machine.Shape;

/** The table of zoneindex(), restated: research notes A.1. */
class SizeClassesTest {
  private static final int LIMIT = 16 << 10;

  private final SizeClasses kernel = new SizeClasses(Shape.kernel(1, 1));

  private static int documentedStep(int bytes) {
    int[] below = {128, 256, 512, 1024, 2048, 4096, 8192, 16384};
    int[] step = {8, 16, 32, 64, 128, 256, 512, 1024};
    int row = 0;
    while (bytes >= below[row]) {
      row++;
    }
    return step[row];
  }

  @Test
  void theKernelHas72Classes() {
    assertThat(kernel.count()).isEqualTo(72);
  }

  @Test
  void everySizeGetsTheLeastMultipleOfItsStep() {
    for (int bytes = 1; bytes < LIMIT; bytes++) {
      int step = documentedStep(bytes);
      int expected = (bytes + step - 1) / step * step;
      assertThat(SizeClasses.chunkBytes(bytes)).as("%d bytes", bytes).isEqualTo(expected);
    }
  }

  @Test
  void classesAreNumberedBySizeWithoutAGap() {
    int previous = -1;
    Map<Integer, Integer> chunkOf = new HashMap<>();
    for (int bytes = 1; bytes < LIMIT; bytes++) {
      int index = SizeClasses.index(bytes);
      int chunk = SizeClasses.chunkBytes(bytes);
      assertThat(index).as("%d bytes", bytes).isBetween(previous, previous + 1);
      assertThat(chunkOf.computeIfAbsent(index, ignored -> chunk)).isEqualTo(chunk);
      assertThat(SizeClasses.index(chunk)).as("the class of the chunk itself").isEqualTo(index);
      previous = index;
    }
    assertThat(chunkOf).hasSize(72);
    assertThat(chunkOf.values()).doesNotHaveDuplicates();
  }

  @Test
  void aRoundedSizeIsRoundedAlready() {
    for (int bytes = 1; bytes < LIMIT; bytes++) {
      int chunk = SizeClasses.chunkBytes(bytes);
      if (chunk < LIMIT) {
        assertThat(SizeClasses.chunkBytes(chunk)).isEqualTo(chunk);
      }
    }
  }

  @Test
  void aQuarterOfTheSlabOr16KiBIsTheLimit() {
    assertThat(kernel.isOversized(LIMIT - 1)).isFalse();
    assertThat(kernel.isOversized(LIMIT)).isTrue();
    SizeClasses small = new SizeClasses(Shape.small(1, 2, 1));
    assertThat(small.isOversized(127)).isFalse();
    assertThat(small.isOversized(128)).isTrue();
    assertThat(small.count()).isEqualTo(16);
  }

  @Test
  void moreThanTwoWholePagesAreOversizedToo() {
    assertThat(kernel.isOversized(4096)).isFalse();
    assertThat(kernel.isOversized(8192)).isFalse();
    assertThat(kernel.isOversized(12288)).isTrue();
    assertThat(kernel.isOversized(12287)).isFalse();
    assertThat(kernel.isOversized(12289)).isFalse();
    assertThat(kernel.pages(12288)).isEqualTo(3);
    assertThat(kernel.pages(12289)).isEqualTo(4);
  }
}
