package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
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
    refused("no room for a slab of 8", 2, 512, 4, 4096, 2, 0);
    Shape small = Shape.small(2, 2, 4);
    assertThatThrownBy(() -> small.withSlabPages(3)).hasMessageContaining("power of two, not 3");
    assertThatThrownBy(() -> small.withSlabPages(0)).hasMessageContaining("power of two, not 0");
    assertThatThrownBy(() -> small.withSlabPages(8)).hasMessageContaining("a slab of 8");
    assertThatThrownBy(() -> small.withSignals(0)).hasMessageContaining("signals");
    assertThatThrownBy(() -> small.withSignals(65)).hasMessageContaining("signals");
    assertThatThrownBy(() -> small.withPageBytes(500)).hasMessageContaining("page size");
    assertThatThrownBy(() -> small.withPageBytes(256)).hasMessageContaining("slab size");
  }

  /** Each changes one thing, and a text says only what is not as on any small machine. */
  @Test
  void aShapeIsChangedAPartAtATime() {
    Shape small = Shape.small(3, 2, 8);
    assertThat(small).hasToString("{cpus: 3, chunks-per-slab: 2, pages: 8, cached-slabs: 0}");
    assertThat(small.withSlabPages(4)).isEqualTo(new Shape(3, 512, 8, 2048, 2, 0, 16));
    assertThat(small.withSignals(2)).isEqualTo(new Shape(3, 512, 8, 512, 2, 0, 2));
    assertThat(small.withSlabPages(4).withPageBytes(128))
        .isEqualTo(new Shape(3, 128, 8, 512, 2, 0, 16));
    assertThat(small.withCachedSlabs(3).withSlabPages(2).withSignals(1).withPageBytes(1024))
        .isEqualTo(new Shape(3, 1024, 8, 2048, 2, 3, 1))
        .hasToString(
            "{cpus: 3, chunks-per-slab: 2, pages: 8, cached-slabs: 3, slab-pages: 2, signals: 1,"
                + " page-bytes: 1024}");
    assertThat(small.withSlabPages(4).withSignals(5).withCachedSlabs(1).withCpus(2))
        .isEqualTo(new Shape(2, 512, 8, 2048, 2, 1, 5));
  }

  @Test
  void nodesShareOutCpusAndPagesInOrder() {
    Shape shape = Shape.small(3, 2, 9).withNodes(2);
    assertThat(IntStream.range(0, 3).map(shape::nodeOfCpu)).containsExactly(0, 0, 1);
    assertThat(IntStream.range(0, 9).map(shape::nodeOfPage))
        .containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1);
    assertThat(shape)
        .hasToString("{cpus: 3, chunks-per-slab: 2, pages: 9, cached-slabs: 0, nodes: 2}");
    assertThat(shape.withCpus(1).nodes()).isEqualTo(1);
    assertThat(shape.withCachedSlabs(1).withSignals(1).withPageBytes(512).nodes()).isEqualTo(2);
  }

  @Test
  void noSlabLiesOnTwoNodes() {
    Shape shape = Shape.small(2, 2, 15).withSlabPages(2).withNodes(2);
    assertThat(IntStream.range(0, 15).map(shape::nodeOfPage))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void aNodeHasACpuAndRoomForASlab() {
    Shape small = Shape.small(3, 2, 4);
    assertThat(small.nodes()).isEqualTo(1);
    assertThatThrownBy(() -> small.withNodes(0)).hasMessageContaining("nodes must be 1 to");
    assertThatThrownBy(() -> small.withNodes(4)).hasMessageContaining("nodes must be 1 to");
    assertThatThrownBy(() -> small.withSlabPages(2).withNodes(3)).hasMessageContaining("nodes");
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
