package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

class ReallocateTest {
  private final Machine machine = Machine.raw(Shape.small(2, 4, 4));
  private final Memory memory = machine.memory();
  private final Cpu cpu = machine.cpu(0);
  private Allocator heap;
  private int type;

  private void start(Subject version) {
    heap = version.start().apply(machine);
    type = heap.createType(cpu, Long.MAX_VALUE);
  }

  private long granted(long bytes) {
    long address = heap.allocate(cpu, type, bytes);
    for (int word = 0; word < bytes / 8; word++) {
      memory.poke(address + 8L * word, word + 1);
    }
    return address;
  }

  private void assertHolds(long address, int words) {
    assertThat(address).isPositive();
    for (int word = 0; word < words; word++) {
      assertThat(memory.peek(address + 8L * word)).as("word %d", word).isEqualTo(word + 1);
    }
  }

  private long outstanding() {
    return heap.census().accounts().get(0).count();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aSizeOfTheSameClassKeepsTheAddress(Subject version) {
    start(version);
    long address = granted(57);
    assertThat(heap.reallocate(cpu, type, address, 64)).isEqualTo(address);
    assertThat(heap.reallocate(cpu, type, address, 57)).isEqualTo(address);
    long pages = granted(600);
    assertThat(heap.reallocate(cpu, type, pages, 1024)).isEqualTo(pages);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void growingAndShrinkingMoveTheContentsAndFreeTheOldChunk(Subject version) {
    start(version);
    long small = granted(32);
    long large = heap.reallocate(cpu, type, small, 64);
    assertThat(large).isNotEqualTo(small);
    assertHolds(large, 4);
    memory.poke(large + 32, 5);
    long shrunk = heap.reallocate(cpu, type, large, 24);
    assertHolds(shrunk, 3);
    assertThat(heap.usable(shrunk)).isEqualTo(24);
    assertThat(outstanding()).isEqualTo(1);
    assertThat(heap.allocate(cpu, type, 64)).as("the old chunk is free").isEqualTo(large);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aChunkBecomesAnOversizedBlockAndAChunkAgain(Subject version) {
    start(version);
    long block = heap.reallocate(cpu, type, granted(64), 600);
    assertHolds(block, 8);
    assertThat(heap.usable(block)).isEqualTo(1024);
    long chunk = heap.reallocate(cpu, type, block, 64);
    assertHolds(chunk, 8);
    assertThat(heap.usable(chunk)).isEqualTo(64);
    assertThat(machine.pages().isMapped(block)).isFalse();
    assertThat(outstanding()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void fromNothingItAllocatesAndToNothingItFrees(Subject version) {
    start(version);
    long chunk = heap.reallocate(cpu, type, Allocator.ZERO_SIZE, 64);
    assertThat(heap.usable(chunk)).isEqualTo(64);
    assertThat(heap.reallocate(cpu, type, chunk, 0)).isEqualTo(Allocator.ZERO_SIZE);
    assertThat(outstanding()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ripsaw.dragonfly.kfree.Rig#versions")
  void aRefusalLeavesTheOldChunkGranted(Subject version) {
    start(version);
    long chunk = granted(64);
    assertThat(heap.reallocate(cpu, type, chunk, 4 * 512)).isEqualTo(Allocator.NO_MEMORY);
    assertHolds(chunk, 8);
    assertThat(outstanding()).isEqualTo(1);
  }
}
