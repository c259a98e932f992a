package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.explore.LoopSubject.Explored;
import ripsaw.linearizability.explore.LoopSubject.Heap;
import ripsaw.linearizability.explore.LoopSubject.Piece;
import ripsaw.machine.order.MemoryModel;
import ripsaw.machine.smp.BitSpinLock;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

/** Locks that are a bit of a word, and waits for them that are loops. */
class LockBitsTest {
  /** A holder changes another bit of the word by a load and a store. */
  private static Piece adds(Function<Heap, BitSpinLock> which) {
    return (heap, cpu) -> {
      BitSpinLock lock = which.apply(heap);
      lock.lock(cpu);
      heap.addToFlags(cpu, 2);
      lock.unlock(cpu);
    };
  }

  private static Explored explored(MemoryModel model, Function<Heap, BitSpinLock> which) {
    return LoopSubject.of(adds(which), adds(which)).exploreAll(model);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoWaitsForTheBitMakesNoStep(MemoryModel model) {
    Explored explored = explored(model, Heap::bitLock);
    assertThat(explored.broken()).isEmpty();
    assertThat(explored.bound()).isEmpty();
    assertThat(explored.executions()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aLoopThatLooksUntilTheBitIsClearIsAWait(MemoryModel model) {
    Explored explored = explored(model, Heap::guarded);
    assertThat(explored.broken()).isEmpty();
    assertThat(explored.bound()).isEmpty();
    assertThat(explored.executions()).isBetween(4L, 100L);
  }

  /** Bug D10 of the notes on SLUB: the unlock is lost, and all go round for ever. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void anUnlockByALoadAndAStoreIsLostWhereAWaiterSetsTheBitInTwoSteps(MemoryModel model) {
    assertThat(explored(model, Heap::plain).broken()).contains(CommonProperty.TERMINATION);
    for (Method method : Method.values()) {
      Exploration found =
          LoopSubject.of(adds(Heap::plain), adds(Heap::plain)).explore(model, method);
      assertThat(found.violation().map(Violation::property))
          .as("%s %s", model, method)
          .contains(CommonProperty.TERMINATION);
      assertThat(found.violation().orElseThrow().detail()).contains("round for ever");
    }
  }

  /** What is right where the bit is set in one step, as on x86. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void theSameUnlockIsRightIfTheBitIsSetAtOnce(MemoryModel model) {
    Piece piece =
        (heap, cpu) -> {
          heap.bitLock().lock(cpu);
          heap.addToFlags(cpu, 2);
          heap.addToFlags(cpu, 2);
          heap.bitLock().unlock(cpu);
        };
    Explored explored = LoopSubject.of(piece, piece).exploreAll(model);
    assertThat(explored.broken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoTriesAgainAndAgainWaits(MemoryModel model) {
    Piece tries =
        (heap, cpu) -> {
          while (!heap.bitLock().tryLock(cpu)) {
            // Until the other lets go.
          }
          heap.addToFlags(cpu, 2);
          heap.bitLock().unlock(cpu);
        };
    for (Piece other : Set.of(tries, adds(Heap::bitLock))) {
      Explored explored = LoopSubject.of(tries, other).exploreAll(model);
      assertThat(explored.broken()).isEmpty();
      assertThat(explored.bound()).isEmpty();
      assertThat(explored.executions()).isBetween(2L, 100L);
    }
  }

  /** A holds the list's lock and wants the slab's; B has that, and waits for the list's. */
  @Test
  void tryingIsWhatKeepsTwoOrdersFromADeadlock() {
    Piece slabThenList =
        (heap, cpu) -> {
          heap.bitLock().lock(cpu);
          heap.lock().lock(cpu);
          heap.lock().unlock(cpu);
          heap.bitLock().unlock(cpu);
        };
    Piece listThenSlab =
        (heap, cpu) -> {
          heap.lock().lock(cpu);
          heap.bitLock().lock(cpu);
          heap.bitLock().unlock(cpu);
          heap.lock().unlock(cpu);
        };
    Piece listThenTries =
        (heap, cpu) -> {
          heap.lock().lock(cpu);
          boolean had = heap.bitLock().tryLock(cpu);
          if (had) {
            heap.bitLock().unlock(cpu);
          }
          heap.keep(cpu, had ? 1 : 0);
          heap.lock().unlock(cpu);
        };
    assertThat(LoopSubject.of(slabThenList, listThenSlab).exploreAll(MemoryModel.SC).broken())
        .containsExactly(CommonProperty.TERMINATION);
    Explored explored = LoopSubject.of(slabThenList, listThenTries).exploreAll(MemoryModel.SC);
    assertThat(explored.broken()).isEmpty();
    assertThat(explored.kept()).containsExactly(" 0", " 1");
  }
}
