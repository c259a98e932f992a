package ripsaw.linearizability.smp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.LoopSubject;
import ripsaw.linearizability.explore.LoopSubject.Heap;
import ripsaw.linearizability.explore.LoopSubject.Piece;
import ripsaw.linearizability.explore.Method;
import ripsaw.machine.Cpu;
import ripsaw.machine.lock.LockProperty;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Violation;

/** Orders of locks, in executions that need not come to a deadlock. */
class LockOrderTest {
  private static void listUnderSlab(Heap heap, Cpu cpu) {
    heap.bitLock().lock(cpu);
    heap.lock().lock(cpu);
    heap.lock().unlock(cpu);
    heap.bitLock().unlock(cpu);
  }

  private static void slabUnderList(Heap heap, Cpu cpu) {
    heap.lock().lock(cpu);
    heap.bitLock().lock(cpu);
    heap.bitLock().unlock(cpu);
    heap.lock().unlock(cpu);
  }

  private static void triesSlabUnderList(Heap heap, Cpu cpu) {
    heap.lock().lock(cpu);
    if (heap.bitLock().tryLock(cpu)) {
      heap.bitLock().unlock(cpu);
    }
    heap.lock().unlock(cpu);
  }

  private static Optional<Violation> found(MemoryModel model, Method method, Piece... pieces) {
    LoopSubject loop = LoopSubject.of(pieces);
    Explorer.Question question =
        new Explorer.Question(
            loop.subject(),
            loop.program(),
            model,
            Set.of(LockProperty.LOCK_ORDER),
            method,
            1,
            2_000,
            Long.MAX_VALUE);
    return Explorer.explore(question).violation();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void twoOrdersAreFoundAndBothPlacesNamed(MemoryModel model) {
    for (Method method : Method.values()) {
      Violation violation =
          found(model, method, LockOrderTest::listUnderSlab, LockOrderTest::slabUnderList)
              .orElseThrow();
      assertThat(violation.detail())
          .contains("cpu0: n0 = alloc 0 in LockOrderTest.listUnderSlab waits for the list's lock")
          .contains("cpu1: n1 = alloc 1 in LockOrderTest.slabUnderList waits for a slab's lock");
    }
  }

  /** No schedule of it is a deadlock: one of the two comes after the other. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void theyAreFoundThoughThisProgramCannotDeadlock(MemoryModel model) {
    Piece first =
        (heap, cpu) -> {
          listUnderSlab(heap, cpu);
          heap.release(cpu, 0, 1);
        };
    Piece second =
        (heap, cpu) -> {
          heap.spin(cpu, 0, 1);
          slabUnderList(heap, cpu);
        };
    assertThat(LoopSubject.of(first, second).exploreAll(model).broken()).isEmpty();
    assertThat(found(model, Method.EXHAUSTIVE, first, second)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoOnlyTriesIsInNoCycle(MemoryModel model) {
    assertThat(
            found(
                model,
                Method.EXHAUSTIVE,
                LockOrderTest::listUnderSlab,
                LockOrderTest::triesSlabUnderList))
        .isEmpty();
  }
}
