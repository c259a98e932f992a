package ripsaw.dragonfly.kmallocobj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.Shape;

/** Three slots; an object is any number but 0. */
class RingTest {
  private static final int CAPACITY = 3;

  private final Machine machine = Machine.raw(Shape.small(2, 2, 4));
  private final Memory memory = machine.memory();
  private final Cpu cpu = machine.cpu(0);
  private final Ring ring = new Ring(memory);
  private final long slab = machine.pages().allocate(cpu, 1, 1, false);

  RingTest() {
    memory.poke(slab + ObjectSlab.CAPACITY, CAPACITY);
  }

  private void fill() {
    for (int i = 1; i <= CAPACITY; i++) {
      ring.put(cpu, slab, i);
    }
  }

  @Test
  void anEmptyRingHasNothing() {
    assertThat(ring.available(cpu, slab)).isZero();
    assertThat(ring.take(cpu, slab)).isZero();
    assertThat(ring.isWhole(cpu, slab)).isFalse();
    assertThat(ring.isFinished(cpu, slab)).isFalse();
  }

  @Test
  void itIsWholeWhenAllAreBackAndFinishedWhenAllFreesHaveEnded() {
    fill();
    assertThat(ring.isWhole(cpu, slab)).isTrue();
    assertThat(ring.isFinished(cpu, slab)).isTrue();
    memory.poke(slab + ObjectSlab.XINDEX, CAPACITY - 1);
    assertThat(ring.isWhole(cpu, slab)).isTrue();
    assertThat(ring.isFinished(cpu, slab)).isFalse();
  }

  @Test
  void objectsAreTakenInTheOrderInWhichTheyWerePut() {
    Deque<Long> expected = new ArrayDeque<>();
    Random random = new Random(1);
    long next = 1;
    for (int i = 0; i < 1_000; i++) {
      if (expected.size() < CAPACITY && random.nextBoolean()) {
        ring.put(machine.cpu(random.nextInt(2)), slab, next);
        expected.add(next++);
      } else {
        Long first = expected.poll();
        assertThat(ring.take(cpu, slab)).isEqualTo(first == null ? 0 : first);
      }
      assertThat(ring.available(cpu, slab)).isEqualTo(expected.size());
      assertThat(ring.isFinished(cpu, slab)).isEqualTo(expected.size() == CAPACITY);
    }
    assertThat(next).isGreaterThan(100);
  }

  @Test
  void aTakenSlotIsEmpty() {
    fill();
    ring.take(cpu, slab);
    assertThat(memory.peek(slab + ObjectSlab.RING)).isZero();
    assertThat(memory.peek(slab + ObjectSlab.RING + 8)).isEqualTo(2);
  }

  @Test
  void aPutThatHasOnlyBegunIsAvailableAndCannotBeTaken() {
    memory.poke(slab + ObjectSlab.FINDEX, 1);
    assertThat(ring.available(cpu, slab)).isEqualTo(1);
    assertThat(ring.take(cpu, slab)).isZero();
    assertThat(memory.peek(slab + ObjectSlab.AINDEX)).as("nothing was taken").isZero();
    memory.poke(slab + ObjectSlab.RING, 5);
    assertThat(ring.take(cpu, slab)).as("before the put has ended").isEqualTo(5);
    assertThat(memory.peek(slab + ObjectSlab.XINDEX)).isZero();
  }
}
