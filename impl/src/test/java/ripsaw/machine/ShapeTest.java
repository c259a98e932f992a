package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  private static void refused(
      String reason, int cpus, int pageBytes, int pages, int slabBytes, int chunks, int cached) {
    assertThatThrownBy(() -> new Shape(cpus, pageBytes, pages, slabBytes, chunks, cached))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void parametersThatMakeNoMachineAreRefused() {
    refused("cpus", 0, 512, 4, 512, 2, 0);
    refused("cpus", 65, 512, 4, 512, 2, 0);
    refused("page size", 2, 500, 4, 512, 2, 0);
    refused("page size", 2, 32, 4, 512, 2, 0);
    refused("page size", 2, 0, 4, 512, 2, 0);
    refused("at least one page", 2, 512, 0, 512, 2, 0);
    refused("slab size", 2, 512, 4, 256, 2, 0);
    refused("slab size", 2, 512, 4, 1536, 2, 0);
    refused("chunks per slab", 2, 512, 4, 512, 0, 0);
    refused("cached slabs", 2, 512, 4, 512, 2, -1);
  }

  @Test
  void theKernelsMachineHasSlabsOf32Pages() {
    Shape kernel = Shape.kernel(2, 3);
    assertThat(kernel.slabPages()).isEqualTo(32);
    assertThat(kernel.pages()).isEqualTo(96);
    assertThat(kernel.slabBytes()).isEqualTo(131072);
  }

  @Test
  void theSmallMachineCachesNoSlabUnlessItIsTold() {
    Shape small = Shape.small(2, 3, 4);
    assertThat(small.slabPages()).isEqualTo(1);
    assertThat(small.cachedSlabs()).isZero();
    assertThat(small.withCachedSlabs(5)).isEqualTo(new Shape(2, 512, 4, 512, 3, 5));
  }
}
