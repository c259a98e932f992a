package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator;

class ReallocateTest {
  private final Machine machine = Machine.raw(Shape.small(2, 4, 4));
  private final Memory memory = machine.memory();
  private final Allocator heap = Rig.subject("reference").start().apply(machine);
  private final Cpu cpu = machine.cpu(0);
  private final int type = heap.createType(cpu, Long.MAX_VALUE);

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

  @Test
  void aSizeOfTheSameClassKeepsTheAddress() {
    long address = granted(57);
    assertThat(heap.reallocate(cpu, type, address, 64)).isEqualTo(address);
    assertThat(heap.reallocate(cpu, type, address, 57)).isEqualTo(address);
    long pages = granted(600);
    assertThat(heap.reallocate(cpu, type, pages, 1024)).isEqualTo(pages);
  }

  @Test
  void growingAndShrinkingMoveTheContentsAndFreeTheOldChunk() {
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

  @Test
  void aChunkBecomesAnOversizedBlockAndAChunkAgain() {
    long block = heap.reallocate(cpu, type, granted(64), 600);
    assertHolds(block, 8);
    assertThat(heap.usable(block)).isEqualTo(1024);
    long chunk = heap.reallocate(cpu, type, block, 64);
    assertHolds(chunk, 8);
    assertThat(heap.usable(chunk)).isEqualTo(64);
    assertThat(machine.pages().isMapped(block)).isFalse();
    assertThat(outstanding()).isEqualTo(1);
  }

  @Test
  void fromNothingItAllocatesAndToNothingItFrees() {
    long chunk = heap.reallocate(cpu, type, Allocator.ZERO_SIZE, 64);
    assertThat(heap.usable(chunk)).isEqualTo(64);
    assertThat(heap.reallocate(cpu, type, chunk, 0)).isEqualTo(Allocator.ZERO_SIZE);
    assertThat(outstanding()).isZero();
  }

  @Test
  void aRefusalLeavesTheOldChunkGranted() {
    long chunk = granted(64);
    assertThat(heap.reallocate(cpu, type, chunk, 4 * 512)).isEqualTo(Allocator.NO_MEMORY);
    assertHolds(chunk, 8);
    assertThat(outstanding()).isEqualTo(1);
  }
}
