package ripsaw.linearizability.smp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.smp.SleepSubject.Piece;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

/** Threads that wait and are woken, in every schedule. */
class ConditionVariableTest {
  private static final int READY = 0;
  private static final int DATA = 1;
  private static final String TWO_CPUS = "cpu0: a = alloc 0 | cpu1: b = alloc 1";
  private static final String TWO_THREADS = "cpu0: a = alloc 0 | cpu0.t1: b = alloc 1";
  private static final String ROAMING = "cpu0 roams: a = alloc 0 | cpu1: b = alloc 1";
  private static final String THREE = "machine: {cpus: 3} | " + TWO_CPUS + " | cpu2: c = alloc 2";

  private static final Piece WAITS =
      (heap, cpu) -> {
        var here = heap.mutex.lock(cpu);
        while (heap.get(here, READY) == 0) {
          here = heap.turn.await(here, heap.mutex);
        }
        heap.mustBe(heap.get(here, DATA) == 7, "what was done before the signal is not seen");
        heap.mutex.unlock(here);
        return here;
      };

  /** Looks, lets go, and waits then: what comes in between is lost. */
  private static final Piece WAITS_WITHOUT_LOOKING_AGAIN =
      (heap, cpu) -> {
        var here = heap.mutex.lock(cpu);
        boolean isReady = heap.get(here, READY) != 0;
        heap.mutex.unlock(here);
        here = heap.mutex.lock(here);
        if (!isReady) {
          here = heap.turn.await(here, heap.mutex);
        }
        heap.mutex.unlock(here);
        return here;
      };

  private static Piece wakes(boolean all) {
    return (heap, cpu) -> {
      var here = heap.mutex.lock(cpu);
      heap.set(here, DATA, 7);
      heap.set(here, READY, 1);
      if (all) {
        heap.turn.broadcast(here);
      } else {
        heap.turn.signal(here);
      }
      heap.mutex.unlock(here);
      return here;
    };
  }

  private static Exploration explored(MemoryModel model, String program, Piece... pieces) {
    return SleepSubject.of(program, pieces).explore(model, Method.EXHAUSTIVE);
  }

  private static void assertRight(MemoryModel model, String program, Piece... pieces) {
    Exploration explored = explored(model, program, pieces);
    assertThat(explored.violation()).isEmpty();
    assertThat(explored.bound()).isEmpty();
    assertThat(explored.executions()).isGreaterThan(1);
  }

  private static Violation lost(MemoryModel model, String program, Piece... pieces) {
    Violation violation = explored(model, program, pieces).violation().orElseThrow();
    assertThat(violation.property()).isEqualTo(CommonProperty.TERMINATION);
    return violation;
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoLooksUnderTheMutexIsWokenOrNeedNotSleep(MemoryModel model) {
    for (String program : new String[] {TWO_CPUS, TWO_THREADS, ROAMING}) {
      assertRight(model, program, WAITS, wakes(false));
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aLostWakeupIsFoundAndTheSleeperIsNamed(MemoryModel model) {
    for (String program : new String[] {TWO_CPUS, TWO_THREADS}) {
      assertThat(lost(model, program, WAITS_WITHOUT_LOOKING_AGAIN, wakes(true)).detail())
          .contains("cpu0 waits for what nobody will do: cpu0 waits for its turn");
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aSleeperIsNamedWithWhatItHas(MemoryModel model) {
    Piece waitsWithTheOther =
        (heap, cpu) -> {
          var here = WAITS.run(heap, heap.other.lock(cpu));
          heap.other.unlock(here);
          return here;
        };
    Piece wakesWithTheOther =
        (heap, cpu) -> {
          var here = wakes(true).run(heap, heap.other.lock(cpu));
          heap.other.unlock(here);
          return here;
        };
    assertThat(lost(model, TWO_CPUS, waitsWithTheOther, wakesWithTheOther).detail())
        .contains("cpu0 waits for its turn, with the other mutex")
        .contains("cpu1 waits for the other mutex");
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aSignalWakesOneAndABroadcastAll(MemoryModel model) {
    assertRight(model, THREE, WAITS, WAITS, wakes(true));
    assertThat(lost(model, THREE, WAITS, WAITS, wakes(false)).detail()).contains("its turn");
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void theOneThatSleepsLongestIsWoken(MemoryModel model) {
    Piece first =
        (heap, cpu) -> {
          var here = heap.mutex.lock(cpu);
          heap.count(here, READY);
          here = heap.turn.await(here, heap.mutex, 1);
          heap.mutex.unlock(here);
          return here;
        };
    Piece second =
        (heap, cpu) -> {
          var here = heap.mutex.lock(cpu);
          if (heap.get(here, READY) == 1) {
            heap.count(here, READY);
            heap.turn.await(here, heap.mutex, 2);
            heap.mustBe(false, "the second is woken");
          }
          heap.mutex.unlock(here);
          return here;
        };
    Piece signals =
        (heap, cpu) -> {
          var here = heap.mutex.lock(cpu);
          if (heap.get(here, READY) == 2) {
            heap.mustBe(heap.turn.waiting().equals(java.util.List.of(1L, 2L)), "who waits");
            heap.turn.signal(here);
          }
          heap.mutex.unlock(here);
          return here;
        };
    assertThat(
            SleepSubject.of(THREE, first, second, signals)
                .exploreFor(CommonProperty.CONSERVATION, model))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatCallersAreToEndMayLastForEver(MemoryModel model) {
    Piece waits =
        (heap, cpu) -> {
          var here = heap.mutex.lock(cpu);
          here = heap.callers.await(here, heap.mutex);
          heap.mutex.unlock(here);
          return here;
        };
    assertThat(explored(model, "cpu0: a = alloc 0", waits).violation()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void nobodySleepsWithoutTheMutexNorWhereNothingMay(MemoryModel model) {
    Piece without = (heap, cpu) -> heap.turn.await(cpu, heap.mutex);
    assertThat(explored(model, "cpu0: a = alloc 0", without).violation().map(Violation::property))
        .contains(CommonProperty.NO_CRASH);
    Piece inSection =
        (heap, cpu) -> {
          heap.mutex.lock(cpu);
          cpu.enterCritical();
          return heap.turn.await(cpu, heap.mutex);
        };
    assertThat(explored(model, "cpu0: a = alloc 0", inSection).violation().map(Violation::property))
        .contains(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aReaderIsWaitedForAndNobodyElse(MemoryModel model) {
    Piece reads =
        (heap, cpu) -> {
          heap.readers.enter(cpu);
          long first = heap.memory.getOpaque(cpu, heap.word(READY));
          boolean isGone = first == 1 && heap.memory.getOpaque(cpu, heap.word(DATA)) == 9;
          heap.mustBe(!isGone, "it is gone, and still read");
          heap.readers.leave(cpu);
          return cpu;
        };
    for (boolean waits : new boolean[] {true, false}) {
      Piece retires =
          (heap, cpu) -> {
            heap.memory.setOpaque(cpu, heap.word(READY), 2);
            var here = waits ? heap.readers.perform(cpu) : cpu;
            heap.memory.setOpaque(here, heap.word(DATA), 9);
            return here;
          };
      Piece starts =
          (heap, cpu) -> {
            heap.memory.setOpaque(cpu, heap.word(READY), 1);
            return retires.run(heap, cpu);
          };
      assertThat(explored(model, TWO_CPUS, reads, starts).violation().isEmpty())
          .as("with a barrier: %s", waits)
          .isEqualTo(waits);
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoReadsDoesNotWaitForTheReadersOfOthers(MemoryModel model) {
    Piece performsInASection =
        (heap, cpu) -> {
          heap.readers.enter(cpu);
          return heap.readers.perform(cpu);
        };
    assertThat(
            explored(model, "cpu0: a = alloc 0", performsInASection)
                .violation()
                .map(Violation::property))
        .contains(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
  }
}
