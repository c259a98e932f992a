package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.explore.LoopSubject.Explored;
import ripsaw.linearizability.explore.LoopSubject.Heap;
import ripsaw.linearizability.explore.LoopSubject.Piece;
import ripsaw.machine.Cpu;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

/** Calls that all cpus answer, in every schedule. */
class CrossCallTest {
  private static final Piece IDLE = (heap, cpu) -> {};

  private static Piece calls(boolean wait) {
    return (heap, cpu) -> heap.calls().all(cpu, 8, wait);
  }

  private static Optional<Violation> found(MemoryModel model, Piece... pieces) {
    LoopSubject loop = LoopSubject.of(pieces);
    return Explorer.explore(
            new Explorer.Question(
                loop.subject(),
                loop.program(),
                model,
                Set.of(CommonProperty.TERMINATION, CommonProperty.NO_DATA_RACE),
                Method.EXHAUSTIVE,
                1,
                20_000,
                Long.MAX_VALUE))
        .violation();
  }

  /** Each has answered, and what it did is seen without a race. */
  private static void callAndLook(Heap heap, Cpu cpu) {
    heap.calls().all(cpu, 8, true);
    heap.keep(cpu, heap.loadPlain(cpu, Heap.ANSWERS));
    heap.keep(cpu, heap.loadPlain(cpu, Heap.ANSWERS + 1));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoWaitsSeesWhatAllHaveDone(MemoryModel model) {
    Explored explored = LoopSubject.of(CrossCallTest::callAndLook, IDLE).exploreAll(model);
    assertThat(explored.broken()).isEmpty();
    assertThat(explored.kept()).containsExactly("8,8 ");
    assertThat(found(model, CrossCallTest::callAndLook, IDLE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoDoesNotWaitRacesWithTheOthers(MemoryModel model) {
    Piece piece =
        (heap, cpu) -> {
          heap.calls().all(cpu, 8, false);
          heap.keep(cpu, heap.loadPlain(cpu, Heap.ANSWERS + 1));
        };
    assertThat(found(model, piece, IDLE).map(Violation::property))
        .contains(CommonProperty.NO_DATA_RACE);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aCpuWithInterruptsOffAnswersLater(MemoryModel model) {
    Piece off =
        (heap, cpu) -> {
          boolean on = cpu.saveInterrupts();
          long before = heap.loadPlain(cpu, Heap.ANSWERS + 1);
          heap.keep(cpu, before == heap.loadPlain(cpu, Heap.ANSWERS + 1) ? 1 : 0);
          cpu.restoreInterrupts(on);
        };
    Explored explored = LoopSubject.of(calls(true), off).exploreAll(model);
    assertThat(explored.broken()).isEmpty();
    assertThat(explored.kept()).containsExactly(" 1");
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void twoMayCallEachOtherIfTheirInterruptsAreOn(MemoryModel model) {
    assertThat(found(model, calls(true), calls(true))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void twoThatCallEachOtherWithInterruptsOffWaitForEver(MemoryModel model) {
    Piece piece =
        (heap, cpu) -> {
          boolean on = cpu.saveInterrupts();
          heap.calls().all(cpu, 8, true);
          cpu.restoreInterrupts(on);
        };
    assertThat(found(model, piece, piece))
        .hasValueSatisfying(
            violation -> {
              assertThat(violation.property()).isEqualTo(CommonProperty.TERMINATION);
              assertThat(violation.detail()).contains("waits for what nobody will do");
            });
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aSecondCallWaitsUntilTheFirstIsAnswered(MemoryModel model) {
    Piece twice =
        (heap, cpu) -> {
          heap.calls().all(cpu, 8, false);
          heap.calls().all(cpu, 16, true);
          heap.keep(cpu, heap.loadPlain(cpu, Heap.ANSWERS + 1));
        };
    assertThat(found(model, twice, IDLE)).isEmpty();
    assertThat(LoopSubject.of(twice, IDLE).exploreAll(model).kept()).containsExactly("16 ");
  }
}
