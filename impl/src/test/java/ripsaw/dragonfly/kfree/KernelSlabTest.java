package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.spec.HeapModel;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** The allocator at its real size: 128 KiB slabs, as many chunks as fit. */
class KernelSlabTest {
  private final Machine machine = Machine.raw(Shape.kernel(2, 12));
  private final Cpu cpu = machine.cpu(0);
  private Allocator heap;
  private int type;

  private void start(Subject version) {
    heap = version.start().apply(machine);
    type = heap.createType(cpu, Long.MAX_VALUE);
  }

  private List<KfreeCensus.Slab> slabs() {
    return ((KfreeCensus) heap.census()).slabs();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void oneSlabServesAllTheSmallestChunksThatFitBehindItsHeader(Subject version) {
    start(version);
    int fit = ((128 << 10) - SlabHeader.BYTES) / 8;
    Set<Long> chunks = new HashSet<>();
    for (int i = 0; i < fit; i++) {
      chunks.add(heap.allocate(cpu, type, 8));
    }
    assertThat(chunks).as("distinct").hasSize(fit).hasSizeGreaterThan(16_000);
    assertThat(slabs()).hasSize(1);
    KfreeCensus.Slab slab = slabs().get(0);
    assertThat(slab.freeCount()).isZero();
    assertThat(chunks)
        .allMatch(
            chunk ->
                chunk % 8 == 0
                    && chunk >= slab.base() + SlabHeader.BYTES
                    && chunk + 8 <= slab.base() + slab.bytes());
    assertThat(heap.allocate(cpu, type, 8)).isGreaterThanOrEqualTo(slab.base() + slab.bytes());
    assertThat(slabs()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aPowerOfTwoIsAlignedToItself(Subject version) {
    start(version);
    HeapModel model = new HeapModel();
    for (int bytes = 8; bytes < 16 << 10; bytes *= 2) {
      assertThat(heap.alignment(bytes)).isEqualTo(bytes);
      for (int i = 0; i < 3; i++) {
        long chunk = heap.allocate(cpu, type, bytes);
        assertThat(chunk).isPositive();
        assertThat(chunk % bytes).as("%d bytes at %#x", bytes, chunk).isZero();
        assertThat(heap.usable(chunk)).isEqualTo(bytes);
        assertThat(model.grant(new HeapModel.Block(chunk, bytes, bytes, type))).isEmpty();
      }
    }
    assertThat(Rig.promised(version, heap.census().judge(model, 0, true))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void theLargestChunkFitsSevenTimes(Subject version) {
    start(version);
    long first = heap.allocate(cpu, type, (16 << 10) - 1);
    for (int i = 1; i < 7; i++) {
      heap.allocate(cpu, type, (16 << 10) - 1);
    }
    assertThat(heap.usable(first)).isEqualTo(16 << 10);
    assertThat(slabs()).hasSize(1);
    heap.allocate(cpu, type, (16 << 10) - 1);
    assertThat(slabs()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void anOversizedBlockHasPagesOfItsOwnAndNoSlab(Subject version) {
    start(version);
    for (int bytes : new int[] {12288, 16384, 20000}) {
      long block = heap.allocate(cpu, type, bytes);
      int pages = (bytes + 4095) / 4096;
      assertThat(block % heap.alignment(bytes)).isZero();
      assertThat(heap.alignment(bytes)).isEqualTo(4096);
      assertThat(heap.usable(block)).isEqualTo(pages * 4096L);
      assertThat(machine.pageTable().peek(block)).isEqualTo(pages);
      assertThat(machine.pageTable().peek(block + 4096)).isZero();
    }
    assertThat(slabs()).isEmpty();
  }

  /** {@code ZALLOC_SLAB_SLIDE}: the start slides by 20 for each slab that a cpu makes. */
  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void slabsBeginToServeAtDifferentChunks(Subject version) {
    start(version);
    for (int slab = 0; slab < 3; slab++) {
      long chunk = heap.allocate(cpu, type, 8 << slab);
      long first = slabs().get(slab).firstChunk();
      assertThat(chunk - first).isEqualTo(20L * slab * (8 << slab));
    }
  }
}
