package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Cpu;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class ExplorerTest {
  private static final Set<Property> ALL = Set.copyOf(Property.all());

  private static Exploration explore(LitmusSubject litmus, MemoryModel model, Method method) {
    return Explorer.explore(
        new Question(
            litmus.subject(),
            litmus.program(),
            model,
            litmus.subject().promised(),
            method,
            1,
            10_000,
            Long.MAX_VALUE));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void theReferenceHoldsInEveryScheduleOfEveryProgramOfTheSuite(MemoryModel model) {
    Coverage coverage = new Coverage();
    for (Suite one : Suite.of(new KfreeFamily())) {
      Exploration exploration =
          Explorer.explore(
              new Question(
                  Df9daea.REFERENCE,
                  one.program(),
                  model,
                  ALL,
                  Method.EXHAUSTIVE,
                  0,
                  1_000_000,
                  Long.MAX_VALUE));
      assertThat(exploration.violation()).as(one.name()).isEmpty();
      assertThat(exploration.bound()).as(one.name()).isEmpty();
      assertThat(exploration.isExhausted()).as(one.name()).isTrue();
      assertThat(exploration.schedule()).isEmpty();
      assertThat(exploration.executions()).isPositive();
      assertThat(Math.log10(exploration.executions())).isLessThanOrEqualTo(exploration.naive());
      coverage.add(exploration.coverage());
    }
    assertThat(
            coverage.missing(
                Catalogue.load().find("dragonfly/reference").orElseThrow(), Checker.EXPLORER))
        .isEmpty();
    assertThat(coverage.exceeded()).isEmpty();
  }

  @Test
  void theLostSignalOfDf9daeaIsFound() {
    Exploration found = Explorer.explore(Df9daea.question(Method.EXHAUSTIVE, 0, 100_000));
    assertThat(found.violation().map(Violation::property)).contains(KfreeProperty.NO_STRANDING);
    assertThat(found.schedule()).isPresent();
    assertThat(found.isExhausted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void theSameQuestionGivesTheSameAnswer(Method method) {
    Exploration once = Explorer.explore(Df9daea.question(method, 1, 2_000));
    Exploration again = Explorer.explore(Df9daea.question(method, 1, 2_000));
    assertThat(again).usingRecursiveComparison().isEqualTo(once);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void cpusThatWaitForEachOtherDoNotTerminate(MemoryModel model) {
    Exploration found =
        explore(LitmusSubject.of("await.x=1 V.y=1", "await.y=1 V.x=1"), model, Method.EXHAUSTIVE);
    assertThat(found.violation())
        .hasValueSatisfying(
            violation ->
                assertThat(violation.toString())
                    .matches("termination: cpu[01] waits for what nobody will do"));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aCpuThatSpinsForWhatNobodyDoesDoesNotTerminate(MemoryModel model) {
    Exploration found = explore(LitmusSubject.of("spin.x=1", ""), model, Method.EXHAUSTIVE);
    assertThat(found.violation())
        .contains(
            new Violation(
                CommonProperty.TERMINATION,
                "cpu0 goes round for ever: 1000 identical rounds of 1 step"));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aLoopThatSomebodyEndsIsAWaitAndExhausted(MemoryModel model) {
    for (Method method : List.of(Method.EXHAUSTIVE, Method.DEEPENING)) {
      Exploration clean = explore(LitmusSubject.of("spin.x=1", "V.x=1"), model, method);
      assertThat(clean.violation()).isEmpty();
      assertThat(clean.bound()).isEmpty();
      assertThat(clean.isExhausted()).isTrue();
      assertThat(clean.executions()).isLessThan(method == Method.EXHAUSTIVE ? 10 : 100);
    }
  }

  /** Whoever finds the slab parked waits for its owner, who does nothing beforehand. */
  private static Exploration waitBeforehand(Set<Property> sought) {
    return Explorer.explore(
        new Question(
            Df9daea.subject("museum/link-waits-for-owner"),
            Df9daea.program("before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a | cpu0: tidy"),
            MemoryModel.SC,
            sought,
            Method.EXHAUSTIVE,
            0,
            1_000,
            Long.MAX_VALUE));
  }

  @Test
  void whatWaitsBeforehandForWhatNobodyDoesDoesNotTerminate() {
    assertThat(waitBeforehand(Set.of(CommonProperty.TERMINATION)).violation())
        .contains(
            new Violation(
                CommonProperty.TERMINATION, "cpu1 makes no end of an operation, beforehand"));
    Exploration other = waitBeforehand(Set.of(KfreeProperty.LISTING));
    assertThat(other.violation()).isEmpty();
    assertThat(other.bound()).isEqualTo("steps: 1 executions cut at 20000");
  }

  @Test
  void aBoundOnExecutionsSaysSo() {
    Question few =
        new Question(
            Df9daea.REFERENCE,
            Suite.of(new KfreeFamily()).get(1).program(),
            MemoryModel.SC,
            ALL,
            Method.EXHAUSTIVE,
            0,
            3,
            Long.MAX_VALUE);
    Exploration cut = Explorer.explore(few);
    assertThat(cut.executions()).isEqualTo(3);
    assertThat(cut.bound()).isEqualTo("executions: cut at 3 of a program");
    assertThat(cut.isExhausted()).isFalse();
    assertThat(cut.cutByBudget()).isFalse();
  }

  @Test
  void aDeadlineSaysSoAfterOneExecution() {
    Question late =
        new Question(
            Df9daea.REFERENCE,
            Suite.of(new KfreeFamily()).get(1).program(),
            MemoryModel.SC,
            ALL,
            Method.EXHAUSTIVE,
            0,
            1_000,
            System.nanoTime());
    Exploration cut = Explorer.explore(late);
    assertThat(cut.executions()).isEqualTo(1);
    assertThat(cut.bound()).isEqualTo("time: up after 1 executions");
    assertThat(cut.cutByBudget()).isTrue();
    assertThat(cut.isExhausted()).isFalse();
  }

  @Test
  void aThreadThatIsInterruptedMakesItsExecutionToTheEndAndNoOther() {
    AtomicInteger begun = new AtomicInteger();
    Subject reference = Df9daea.REFERENCE;
    Subject interrupting =
        new Subject(
            reference.id(),
            reference.summary(),
            reference.origin(),
            reference.family(),
            reference.kind(),
            reference.violates(),
            reference.unpromised(),
            machine -> {
              if (begun.incrementAndGet() == 2) {
                Thread.currentThread().interrupt();
              }
              return reference.start().apply(machine);
            });
    Question question =
        new Question(
            interrupting,
            Suite.of(new KfreeFamily()).get(1).program(),
            MemoryModel.SC,
            ALL,
            Method.EXHAUSTIVE,
            0,
            1_000,
            Long.MAX_VALUE);
    assertThatThrownBy(() -> Explorer.explore(question)).isInstanceOf(CancellationException.class);
    assertThat(begun).hasValue(2);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static Exploration beforehand(LoopSubject.Piece piece, Set<Property> sought) {
    return Explorer.explore(
        new Question(
            LoopSubject.of(piece).subject(),
            Df9daea.program("before: cpu0: a = alloc 0 | cpu1: tidy"),
            MemoryModel.SC,
            sought,
            Method.EXHAUSTIVE,
            0,
            1_000,
            Long.MAX_VALUE));
  }

  @Test
  void aLockThatIsTakenTwiceBeforehandIsADeadlock() {
    LoopSubject.Piece twice =
        (heap, cpu) -> {
          heap.lock().lock(cpu);
          heap.lock().lock(cpu);
        };
    assertThat(beforehand(twice, Set.of(CommonProperty.TERMINATION)).violation())
        .contains(
            new Violation(
                CommonProperty.TERMINATION,
                "cpu0 waits for the lock subject.word95, which nobody will let go of, beforehand:"
                    + " cpu0 waits for the list's lock, with the list's lock"));
    assertThat(beforehand(twice, Set.of(KfreeProperty.LISTING)).isExhausted()).isFalse();
  }

  /** A ring that is full has room when its receiver has taken a signal. */
  @Test
  void whoWaitsBeforehandForASignalToBeTakenGoesOnWhenItIs() {
    int[] taken = new int[1];
    Exploration exploration =
        beforehand(
            (heap, cpu) -> {
              taken[0] = 0;
              Cpu other = heap.machine.cpu(1);
              other.onSignal((any, argument) -> taken[0]++);
              for (int i = 0; i < IpiQueue.CAPACITY + 1; i++) {
                cpu.signal(other, 8);
              }
            },
            Set.of(CommonProperty.TERMINATION));
    assertThat(exploration.violation()).isEmpty();
    assertThat(taken[0]).isEqualTo(IpiQueue.CAPACITY + 1);
  }

  @Test
  void whoWaitsBeforehandForWhatNobodyDoesViolatesTermination() {
    assertThat(
            beforehand((heap, cpu) -> heap.machine.watch().await(cpu, () -> false), ALL)
                .violation())
        .contains(
            new Violation(
                CommonProperty.TERMINATION, "cpu0 waits for what nobody will do, beforehand"));
  }
}
