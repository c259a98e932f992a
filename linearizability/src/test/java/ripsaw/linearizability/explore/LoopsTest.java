package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.explore.LoopSubject.Explored;
import ripsaw.linearizability.explore.LoopSubject.Heap;
import ripsaw.linearizability.explore.LoopSubject.Piece;
import ripsaw.machine.Cpu;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/** Loops that wait, loops that end by themselves, and loops that never end. */
class LoopsTest {
  private static final Set<Property> NOTHING = Set.of();

  private static void holds(Explored explored) {
    assertThat(explored.broken()).isEqualTo(NOTHING);
    assertThat(explored.bound()).isEmpty();
  }

  private static void goesRound(LoopSubject loop, MemoryModel model, String detail) {
    for (Method method : Method.values()) {
      Exploration found = Explorer.explore(loop.question(model, method, 2_000));
      assertThat(found.violation().map(Violation::property))
          .as("%s %s", model, method)
          .contains(CommonProperty.TERMINATION);
      assertThat(found.violation().orElseThrow().detail()).contains(detail);
      assertThat(found.schedule().orElseThrow().repeated()).isPositive();
    }
  }

  // ------------------------------------------------------------------- waits

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aFlagThatIsWaitedForCostsAHandfulOfExecutions(MemoryModel model) {
    Explored explored =
        LoopSubject.of(
                (heap, cpu) -> {
                  heap.spin(cpu, 0, 1);
                  heap.keep(cpu, heap.load(cpu, 1));
                },
                (heap, cpu) -> {
                  heap.store(cpu, 1, 5);
                  heap.release(cpu, 0, 1);
                })
            .exploreAll(model);
    holds(explored);
    assertThat(explored.kept()).containsExactly("5 ");
    assertThat(explored.executions()).isBetween(2L, 9L);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void twoThatWaitForEachOtherInTurn(MemoryModel model) {
    Explored explored =
        LoopSubject.of(
                (heap, cpu) -> {
                  heap.release(cpu, 0, 1);
                  heap.spin(cpu, 1, 1);
                },
                (heap, cpu) -> {
                  heap.spin(cpu, 0, 1);
                  heap.release(cpu, 1, 1);
                })
            .exploreAll(model);
    holds(explored);
    assertThat(explored.executions()).isBetween(2L, 100L);
  }

  /** Nobody is in a loop that reads one word after another, however many. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoReadsFourHundredWordsMayBeWaitedFor(MemoryModel model) {
    Piece reader =
        (heap, cpu) -> {
          heap.release(cpu, 0, 1);
          for (int i = 0; i < 400; i++) {
            heap.load(cpu, 1 + i % 80);
          }
          heap.release(cpu, 0, 0);
        };
    Piece waiter = (heap, cpu) -> heap.spin(cpu, 0, 0);
    for (Method method : Set.of(Method.EXHAUSTIVE, Method.RANDOM, Method.PCT, Method.POS)) {
      Exploration explored =
          Explorer.explore(LoopSubject.of(waiter, reader).question(model, method, 50));
      assertThat(explored.violation()).isEmpty();
    }
    holds(LoopSubject.of(waiter, reader).exploreAll(model));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aLockOfOneSwapThatIsUsedRightIsExhausted(MemoryModel model) {
    Piece user =
        (heap, cpu) -> {
          while (heap.swap(cpu, 0, 1) != 0) {
            // It changes nothing while the other has the lock.
          }
          long before = heap.load(cpu, 1);
          heap.keep(cpu, before);
          heap.release(cpu, 1, before + 1);
          heap.release(cpu, 0, 0);
        };
    Explored explored = LoopSubject.of(user, user).exploreAll(model);
    holds(explored);
    assertThat(explored.kept()).containsExactly("0 1", "1 0");
  }

  /** As in a critical section of a lock: the round takes it, looks, and lets go. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoLooksUnderALockIsNotHeldWithTheLock(MemoryModel model) {
    Explored explored =
        LoopSubject.of(
                (heap, cpu) -> {
                  boolean isSet = false;
                  while (!isSet) {
                    heap.lock().lock(cpu);
                    isSet = heap.load(cpu, 0) == 1;
                    heap.lock().unlock(cpu);
                  }
                },
                (heap, cpu) -> {
                  heap.lock().lock(cpu);
                  heap.store(cpu, 0, 1);
                  heap.lock().unlock(cpu);
                })
            .exploreAll(model);
    holds(explored);
  }

  @Test
  void aWaiterIsWokenByEachOfTheWordsOfItsRound() {
    Explored explored =
        LoopSubject.of(
                (heap, cpu) -> {
                  long first = 0;
                  long second = 0;
                  while (first == 0 && second == 0) {
                    first = heap.load(cpu, 0);
                    second = heap.load(cpu, 1);
                  }
                  heap.keep(cpu, first);
                  heap.keep(cpu, second);
                },
                (heap, cpu) -> heap.store(cpu, 0, 1),
                (heap, cpu) -> heap.store(cpu, 1, 1))
            .exploreAll(MemoryModel.SC);
    holds(explored);
    assertThat(explored.kept()).containsExactly("0,1  ", "1,0  ", "1,1  ");
  }

  // ------------------------------------------- loops that end by themselves

  @ParameterizedTest
  @CsvSource({"SC, 10", "TSO, 10", "RA, 6"})
  void whoTriesSoManyTimesMayGiveUp(MemoryModel model, int tries) {
    Explored explored =
        LoopSubject.of(
                (heap, cpu) -> {
                  int tried = 0;
                  while (tried < tries && heap.load(cpu, 0) == 0) {
                    tried++;
                  }
                  heap.keep(cpu, tried);
                },
                (heap, cpu) -> heap.release(cpu, 0, 1))
            .exploreAll(model);
    holds(explored);
    assertThat(explored.kept()).hasSize(tries + 1);
  }

  /** The loop that ends looks just as the one that waits. */
  @Test
  void whoGivesUpAndThenWaitsDoesBoth() {
    Explored explored =
        LoopSubject.of(
                (heap, cpu) -> {
                  int tried = 0;
                  while (tried < 5 && heap.load(cpu, 0) == 0) {
                    tried++;
                  }
                  heap.keep(cpu, tried);
                  heap.store(cpu, 1, 1);
                  heap.spin(cpu, 0, 1);
                },
                (heap, cpu) -> heap.store(cpu, 0, 1))
            .exploreAll(MemoryModel.SC);
    holds(explored);
    assertThat(explored.kept()).hasSize(6);
  }

  // -------------------------------------------------------- loops without end

  private static void push(Heap heap, Cpu cpu, boolean readsAgain) {
    long head = heap.load(cpu, 0);
    while (!heap.compareAndSet(cpu, 0, head, cpu.id() + 1)) {
      head = readsAgain ? heap.load(cpu, 0) : head;
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aPushWhoseExpectedValueIsStaleNeverSucceeds(MemoryModel model) {
    Piece stale = (heap, cpu) -> push(heap, cpu, false);
    goesRound(LoopSubject.of(stale, stale), model, "goes round for ever: 1000 identical rounds");
    Piece right = (heap, cpu) -> push(heap, cpu, true);
    holds(LoopSubject.of(right, right).exploreAll(model));
  }

  private static Piece takes(int first, int second, boolean swaps) {
    return (heap, cpu) -> {
      for (int word : new int[] {first, second}) {
        while (swaps ? heap.swap(cpu, word, 1) != 0 : !heap.compareAndSet(cpu, word, 0, 1)) {
          // Somebody has it.
        }
      }
      heap.store(cpu, second, 0);
      heap.store(cpu, first, 0);
    };
  }

  @ParameterizedTest
  @CsvSource({"SC, true", "TSO, true", "RA, true", "SC, false", "TSO, false", "RA, false"})
  void twoLocksTakenInBothOrdersAreADeadlockThatSpins(MemoryModel model, boolean swaps) {
    goesRound(
        LoopSubject.of(takes(0, 1, swaps), takes(1, 0, swaps)),
        model,
        "cpu0 and cpu1 go round for ever: 1000 identical rounds of 2 steps");
    holds(LoopSubject.of(takes(0, 1, swaps), takes(0, 1, swaps)).exploreAll(model));
  }

  private static Piece politely(int mine, int other) {
    return (heap, cpu) -> {
      heap.store(cpu, mine, 1);
      while (heap.load(cpu, other) == 1) {
        heap.store(cpu, mine, 0);
        heap.store(cpu, mine, 1);
      }
      heap.store(cpu, mine, 0);
    };
  }

  /**
   * Each lets the other go first, in step: memory changes, and is as it was. Under weak memory the
   * search is lost among loads that see ever older stores, and says that it was cut.
   */
  @Test
  void twoThatGiveWayToEachOtherForEver() {
    Exploration found =
        LoopSubject.of(politely(0, 1), politely(1, 0)).explore(MemoryModel.SC, Method.EXHAUSTIVE);
    assertThat(found.violation().map(Violation::detail).orElse("none"))
        .matches("cpu0 and cpu1 go round for ever: [0-9]+ identical rounds of [0-9]+ steps");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListMadeCyclicIsWalkedForEver(boolean plain) {
    Piece walk =
        (heap, cpu) -> {
          heap.store(cpu, 1, 2);
          heap.store(cpu, 2, 3);
          heap.store(cpu, 3, 1);
          int node = 1;
          while (node != 0) {
            node = (int) (plain ? heap.loadPlain(cpu, node) : heap.load(cpu, node));
          }
        };
    goesRound(LoopSubject.of(walk), MemoryModel.SC, "1000 identical rounds of 3 steps");
  }
}
