package ripsaw.linearizability.smp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.smp.SleepSubject.Piece;
import ripsaw.machine.lock.LockProperty;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/** Mutexes for which threads sleep, in every schedule. */
class SleepMutexTest {
  private static final String TWO_CPUS = "cpu0: a = alloc 0 | cpu1: b = alloc 1";
  private static final String TWO_THREADS = "cpu0: a = alloc 0 | cpu0.t1: b = alloc 1";

  private static final Piece COUNTS =
      (heap, cpu) -> {
        var here = heap.mutex.lock(cpu);
        heap.count(here, 0);
        heap.mutex.unlock(here);
        return here;
      };

  private static final Piece COUNTS_ALONE =
      (heap, cpu) -> {
        heap.count(cpu, 0);
        return cpu;
      };

  private static final Piece BOTH =
      (heap, cpu) -> {
        var here = heap.other.lock(heap.mutex.lock(cpu));
        heap.other.unlock(here);
        heap.mutex.unlock(here);
        return here;
      };

  private static final Piece BOTH_THE_OTHER_WAY_ROUND =
      (heap, cpu) -> {
        var here = heap.mutex.lock(heap.other.lock(cpu));
        heap.mutex.unlock(here);
        heap.other.unlock(here);
        return here;
      };

  private static void assertRight(MemoryModel model, String program, Piece... pieces) {
    Exploration explored = SleepSubject.of(program, pieces).explore(model, Method.EXHAUSTIVE);
    assertThat(explored.violation()).isEmpty();
    assertThat(explored.bound()).isEmpty();
    assertThat(explored.executions()).isGreaterThan(1);
  }

  private static void assertBroken(
      MemoryModel model, Property property, String program, Piece... pieces) {
    assertThat(SleepSubject.of(program, pieces).broken(model).map(Violation::property))
        .contains(property);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatItGuardsRacesWithNothing(MemoryModel model) {
    assertRight(model, TWO_CPUS, COUNTS, COUNTS);
    assertRight(model, TWO_THREADS, COUNTS, COUNTS);
    assertBroken(model, CommonProperty.NO_DATA_RACE, TWO_CPUS, COUNTS, COUNTS_ALONE);
    assertBroken(model, CommonProperty.NO_DATA_RACE, TWO_THREADS, COUNTS, COUNTS_ALONE);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aThreadThatLeavesItsCpuTakesItAlong(MemoryModel model) {
    assertRight(model, "cpu0 roams: a = alloc 0 | cpu1: b = alloc 1", COUNTS, COUNTS);
    Piece sleepsWithIt =
        (heap, cpu) -> {
          var here = heap.mutex.lock(cpu);
          heap.count(here, 0);
          var there = here.maySleep();
          heap.count(there, 0);
          heap.mutex.unlock(there);
          return there;
        };
    assertRight(model, "cpu0 roams: a = alloc 0 | cpu1: b = alloc 1", sleepsWithIt, COUNTS);
  }

  /** The holder's cpu is free for another thread, which waits until the holder goes on. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void anotherThreadOfTheHoldersCpuRunsMeanwhile(MemoryModel model) {
    Piece tries =
        (heap, cpu) -> {
          if (!heap.mutex.tryLock(cpu)) {
            heap.mustBe(false, "it has run while the other had the mutex");
          } else {
            heap.mutex.unlock(cpu);
          }
          return cpu;
        };
    assertBroken(model, CommonProperty.CONSERVATION, TWO_THREADS, COUNTS, tries);
    assertBroken(model, CommonProperty.CONSERVATION, TWO_CPUS, COUNTS, tries);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void itIsNotTakenWhereNothingMaySleep(MemoryModel model) {
    Piece inInterrupt =
        (heap, cpu) -> {
          cpu.interrupt(() -> COUNTS.run(heap, cpu));
          return cpu;
        };
    Piece inSection =
        (heap, cpu) -> {
          cpu.enterCritical();
          COUNTS.run(heap, cpu);
          cpu.leaveCritical();
          return cpu;
        };
    for (Piece piece : new Piece[] {inInterrupt, inSection}) {
      assertBroken(model, CommonProperty.NO_BLOCKING_IN_INTERRUPT, "cpu0: a = alloc 0", piece);
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void twoOrdersAreFoundOnOneCpuToo(MemoryModel model) {
    for (String program : new String[] {TWO_CPUS, TWO_THREADS}) {
      Violation violation =
          SleepSubject.of(program, BOTH, BOTH_THE_OTHER_WAY_ROUND).broken(model).orElseThrow();
      assertThat(violation.property()).isEqualTo(LockProperty.LOCK_ORDER);
      assertThat(violation.detail()).contains("alloc 0 in").contains("alloc 1 in");
    }
    assertRight(model, TWO_THREADS, BOTH, BOTH);
  }

  @Test
  void aDeadlockIsNamedWithWhoWaitsForWhatAndHasWhat() {
    Piece oneAfterTheOther =
        (heap, cpu) -> {
          var here = heap.mutex.lock(cpu);
          return heap.mutex.lock(here);
        };
    Violation violation =
        SleepSubject.of("cpu0: a = alloc 0 | cpu0.t1: b = alloc 1", oneAfterTheOther, COUNTS)
            .exploreFor(CommonProperty.TERMINATION)
            .orElseThrow();
    assertThat(violation.detail())
        .contains("waits for what nobody will do: ")
        .contains("cpu0 waits for the mutex, with the mutex")
        .contains("cpu0.t1 waits for the mutex");
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void onlyWhoHasItLetsItGo(MemoryModel model) {
    Piece letsGo =
        (heap, cpu) -> {
          heap.mutex.unlock(cpu);
          return cpu;
        };
    assertBroken(model, CommonProperty.NO_CRASH, TWO_THREADS, COUNTS, letsGo);
  }

  @Test
  void everyMethodOfSearchFindsTheDeadlock() {
    for (Method method : Method.values()) {
      assertThat(
              SleepSubject.of(TWO_CPUS, BOTH, BOTH_THE_OTHER_WAY_ROUND)
                  .explore(MemoryModel.SC, method)
                  .violation())
          .as(method.toString())
          .isPresent();
    }
  }
}
