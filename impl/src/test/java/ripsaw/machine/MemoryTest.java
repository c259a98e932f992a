package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Access.Order;
import ripsaw.machine.order.MemoryModel;

/** What one cpu alone computes is the same in every memory. */
class MemoryTest {
  private static final Shape SHAPE = Shape.small(2, 2, 2);

  static Stream<Machine> machines() {
    return Stream.concat(
        Stream.of(Machine.raw(SHAPE)),
        Arrays.stream(MemoryModel.values())
            .map(model -> Machine.checked(SHAPE, new RecordingWatch(), model)));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void aLoadSeesTheStoreBeforeItInEveryOrder(Machine machine) {
    Memory memory = machine.memory();
    Cpu cpu = machine.cpu(0);
    long word = machine.cpuWord(cpu, 0);
    memory.setVolatile(cpu, word, 1);
    assertThat(memory.getVolatile(cpu, word)).isEqualTo(1);
    memory.setRelease(cpu, word, 2);
    assertThat(memory.getAcquire(cpu, word)).isEqualTo(2);
    memory.setOpaque(cpu, word, 3);
    assertThat(memory.getOpaque(cpu, word)).isEqualTo(3);
    memory.setPlain(cpu, word, 4);
    assertThat(memory.getPlain(cpu, word)).isEqualTo(4);
    assertThat(memory.peek(word)).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void anUpdateOfAnyOrderComputesTheSame(Machine machine) {
    Memory memory = machine.memory();
    Cpu cpu = machine.cpu(0);
    long word = machine.sharedWord(0);
    assertThat(memory.compareAndSet(cpu, word, 0, 1)).isTrue();
    assertThat(memory.compareAndSet(cpu, word, 0, 9)).isFalse();
    assertThat(memory.compareAndSetAcquire(cpu, word, 1, 2)).isTrue();
    assertThat(memory.compareAndSetAcquire(cpu, word, 1, 9)).isFalse();
    assertThat(memory.compareAndSetRelease(cpu, word, 2, 3)).isTrue();
    assertThat(memory.compareAndSetRelease(cpu, word, 2, 9)).isFalse();
    assertThat(memory.getAndSet(cpu, word, 4)).isEqualTo(3);
    assertThat(memory.getAndSetAcquire(cpu, word, 5)).isEqualTo(4);
    assertThat(memory.getAndSetRelease(cpu, word, 6)).isEqualTo(5);
    assertThat(memory.getAndAdd(cpu, word, -7)).isEqualTo(6);
    assertThat(memory.peek(word)).isEqualTo(-1);
    assertThat(memory.getVolatile(machine.cpu(1), word)).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void anAdditionOfAnyOrderReturnsWhatWasThere(Machine machine) {
    Memory memory = machine.memory();
    Cpu cpu = machine.cpu(0);
    long word = machine.sharedWord(0);
    assertThat(memory.getAndAdd(cpu, word, 5)).isZero();
    assertThat(memory.getAndAddAcquire(cpu, word, 6)).isEqualTo(5);
    assertThat(memory.getAndAddRelease(cpu, word, -4)).isEqualTo(11);
    assertThat(memory.peek(word)).isEqualTo(7);
  }

  /** A compare-and-set in one of the orders of the weak one. */
  private interface Weak {
    boolean compareAndSet(Cpu cpu, long address, long expected, long value);
  }

  private static List<Weak> weak(Memory memory) {
    return List.of(
        memory::weakCompareAndSet,
        memory::weakCompareAndSetPlain,
        memory::weakCompareAndSetAcquire,
        memory::weakCompareAndSetRelease);
  }

  /** What is raw may fail now and then, and does not always. */
  private static boolean ofMany(Cpu cpu, Weak weak, long address, long expected, long value) {
    for (int attempt = 0; attempt < 1000; attempt++) {
      if (weak.compareAndSet(cpu, address, expected, value)) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("machines")
  void aWeakCompareAndSetOfAnyOrderSetsWhatItExpectsOnly(Machine machine) {
    Memory memory = machine.memory();
    Cpu cpu = machine.cpu(0);
    long word = machine.sharedWord(0);
    long value = 0;
    for (Weak weak : weak(memory)) {
      assertThat(ofMany(cpu, weak, word, value + 1, 9)).isFalse();
      assertThat(memory.peek(word)).isEqualTo(value);
      assertThat(ofMany(cpu, weak, word, value, value + 1)).isTrue();
      assertThat(memory.peek(word)).isEqualTo(++value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWeakCompareAndSetMayFailUnderEachModelAndAnotherMayNot(MemoryModel model) {
    RecordingWatch watch = new RecordingWatch();
    Machine machine = Machine.checked(SHAPE, watch, model);
    Cpu cpu = machine.cpu(0);
    long word = machine.sharedWord(0);
    watch.older(1);
    for (Weak weak : weak(machine.memory())) {
      assertThat(weak.compareAndSet(cpu, word, 0, 1)).isFalse();
    }
    assertThat(watch.takeOffered()).containsExactly(2, 2, 2, 2);
    assertThat(machine.memory().compareAndSet(cpu, word, 0, 1)).isTrue();
    assertThat(machine.memory().compareAndSetAcquire(cpu, word, 1, 2)).isTrue();
    assertThat(machine.memory().compareAndSetRelease(cpu, word, 2, 3)).isTrue();
    assertThat(watch.takeOffered()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("machines")
  void fencesLeaveTheWordsAsTheyAre(Machine machine) {
    Memory memory = machine.memory();
    Cpu cpu = machine.cpu(0);
    memory.setOpaque(cpu, machine.sharedWord(0), 1);
    memory.fullFence(cpu);
    memory.acquireFence(cpu);
    memory.releaseFence(cpu);
    assertThat(memory.getOpaque(cpu, machine.sharedWord(0))).isEqualTo(1);
  }

  @Test
  void eachAccessIsMadeUnderItsOwnName() {
    RecordingWatch watch = new RecordingWatch();
    Machine machine = Machine.checked(SHAPE, watch);
    Memory memory = machine.memory();
    Cpu cpu = machine.cpu(0);
    long word = machine.sharedWord(0);
    memory.getPlain(cpu, word);
    memory.setPlain(cpu, word, 0);
    memory.getOpaque(cpu, word);
    memory.setOpaque(cpu, word, 0);
    memory.getAcquire(cpu, word);
    memory.setRelease(cpu, word, 0);
    memory.getVolatile(cpu, word);
    memory.setVolatile(cpu, word, 0);
    memory.compareAndSet(cpu, word, 0, 0);
    memory.compareAndSetAcquire(cpu, word, 0, 0);
    memory.compareAndSetRelease(cpu, word, 0, 0);
    memory.getAndSet(cpu, word, 0);
    memory.getAndSetAcquire(cpu, word, 0);
    memory.getAndSetRelease(cpu, word, 0);
    memory.getAndAdd(cpu, word, 0);
    memory.getAndAddAcquire(cpu, word, 0);
    memory.getAndAddRelease(cpu, word, 0);
    memory.weakCompareAndSet(cpu, word, 0, 0);
    memory.weakCompareAndSetPlain(cpu, word, 0, 0);
    memory.weakCompareAndSetAcquire(cpu, word, 0, 0);
    memory.weakCompareAndSetRelease(cpu, word, 0, 0);
    assertThat(watch.accesses)
        .extracting(RecordingWatch.Accessed::access)
        .containsExactlyElementsOf(
            Arrays.stream(Access.values()).filter(access -> access.order() != Order.NONE).toList());
  }

  @ParameterizedTest
  @MethodSource("machines")
  void aDebuggerSetsWordsAndRunsOfWords(Machine machine) {
    Memory memory = machine.memory();
    memory.fill(machine.sharedWord(1), 16, 7);
    memory.poke(machine.sharedWord(2), 8);
    assertThat(memory.peek(machine.sharedWord(0))).isZero();
    assertThat(memory.getVolatile(machine.cpu(0), machine.sharedWord(1))).isEqualTo(7);
    assertThat(memory.getVolatile(machine.cpu(1), machine.sharedWord(2))).isEqualTo(8);
    assertThat(memory.peek(machine.sharedWord(3))).isZero();
  }

  @Test
  void anAccessIsCalledByOneNameAndSaysItsOrder() {
    assertThat(Access.values()).extracting(Access::toString).doesNotHaveDuplicates();
    assertThat(Access.values())
        .filteredOn(access -> access.order() == Order.NONE)
        .containsExactly(
            Access.FULL_FENCE,
            Access.ACQUIRE_FENCE,
            Access.RELEASE_FENCE,
            Access.CALL,
            Access.MASK,
            Access.OWN,
            Access.LOCK,
            Access.PAGES,
            Access.AWAIT,
            Access.TRY_LOCK,
            Access.SLEEP,
            Access.ARRIVE,
            Access.SIGNAL)
        .noneMatch(access -> access.isRead() || access.isAtomicUpdate());
    assertThat(Access.values())
        .filteredOn(Access::isAtomicUpdate)
        .hasSize(13)
        .noneMatch(Access::isRead)
        .allMatch(
            access ->
                access.acquires()
                    || access.releases()
                    || access == Access.WEAK_COMPARE_AND_SET_PLAIN);
    assertThat(Access.values())
        .filteredOn(Access::isRead)
        .containsExactly(
            Access.GET_PLAIN, Access.GET_OPAQUE, Access.GET_ACQUIRE, Access.GET_VOLATILE);
    assertThat(Access.values())
        .filteredOn(Access::mayFail)
        .containsExactly(
            Access.WEAK_COMPARE_AND_SET,
            Access.WEAK_COMPARE_AND_SET_PLAIN,
            Access.WEAK_COMPARE_AND_SET_ACQUIRE,
            Access.WEAK_COMPARE_AND_SET_RELEASE);
    assertThat(Access.GET_AND_SET_ACQUIRE.releases()).isFalse();
    assertThat(Access.COMPARE_AND_SET_RELEASE.acquires()).isFalse();
  }

  @Test
  void aMemoryModelIsFoundByItsWord() {
    assertThat(MemoryModel.values()).extracting(MemoryModel::id).containsExactly("sc", "tso", "ra");
    assertThat(MemoryModel.byId("tso")).contains(MemoryModel.TSO);
    assertThat(MemoryModel.byId("TSO")).isEmpty();
  }
}
