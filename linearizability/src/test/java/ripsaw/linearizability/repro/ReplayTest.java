package ripsaw.linearizability.repro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.execution.Schedule.Turn;
import ripsaw.linearizability.explore.Df9daea;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.LoopSubject;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.repro.Recording.Kind;
import ripsaw.linearizability.repro.Recording.Row;
import ripsaw.linearizability.repro.Replay.Misfit;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

class ReplayTest {
  private static final Repro REPRO = Df9daea.repro();
  private static final List<Turn> TURNS = REPRO.schedule().orElseThrow().turns();

  private static Repro with(List<Turn> turns) {
    return new Repro(
        REPRO.subject(),
        REPRO.program(),
        REPRO.memory(),
        REPRO.expected(),
        Optional.of(new Schedule(turns)));
  }

  private static Repro withTurn(int index, Turn turn) {
    List<Turn> turns = new ArrayList<>(TURNS);
    turns.set(index, turn);
    return with(turns);
  }

  private static void misfits(Repro repro, String message) {
    assertThatThrownBy(() -> Replay.of(Df9daea.SUBJECT, repro))
        .isInstanceOf(Misfit.class)
        .hasMessageStartingWith("the schedule no longer fits: ")
        .hasMessageContaining(message);
  }

  @Test
  void whatWasFoundComesAboutAgain() throws Misfit {
    Replay replay = Replay.of(Df9daea.SUBJECT, REPRO);
    assertThat(replay.violation().map(Violation::property)).contains(KfreeProperty.NO_STRANDING);
    assertThat(replay.recording().violation().map(Violation::detail).orElseThrow())
        .as("by the slab's name")
        .startsWith("nobody will ever drain slab0 of cpu0 (");
    assertThat(replay.recording().subject()).isEqualTo("dragonfly/df9daea");
    assertThat(replay.recording().program()).isEqualTo(Df9daea.PROGRAM.lines());
  }

  @Test
  void twoReplaysGiveTheSameRecording() throws Misfit {
    assertThat(Replay.of(Df9daea.SUBJECT, REPRO)).isEqualTo(Replay.of(Df9daea.SUBJECT, REPRO));
  }

  @Test
  void theRowsAreNumberedAndTheGuiltyOneIsAnAccessOrAnEvent() throws Misfit {
    List<Row> rows = Replay.of(Df9daea.SUBJECT, REPRO).recording().rows();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).number()).isEqualTo(i + 1);
    }
    assertThat(rows)
        .filteredOn(Row::guilty)
        .singleElement()
        .matches(row -> row.kind() == Kind.ACCESS || row.kind() == Kind.EVENT);
    assertThat(rows).extracting(Row::text).contains("b = alloc 64", "free a");
    assertThat(rows).filteredOn(row -> row.kind() == Kind.CALL).hasSize(2);
    assertThat(rows).last().satisfies(row -> assertThat(row.state().slabs()).isNotEmpty());
  }

  @Test
  void aTurnThatEndsElsewhereIsNamed() {
    Turn first = TURNS.get(0);
    misfits(
        withTurn(0, new Turn(first.actor(), first.steps(), 0, "set nowhere")),
        "turn 1 of cpu%d ends with 'set nowhere', and the code does '%s' there"
            .formatted(first.actor(), first.last()));
  }

  @Test
  void aTurnOfSomebodyWhoHasNothingToDoIsNamed() {
    List<Turn> turns = new ArrayList<>(TURNS);
    turns.add(0, new Turn(2, 1, 0, "take a signal"));
    misfits(with(turns), "in turn 1 cpu0-signal cannot make step 1 of 1: it has nothing to do");
  }

  @Test
  void aTurnBehindTheEndIsNamed() {
    List<Turn> turns = new ArrayList<>(TURNS);
    turns.add(new Turn(0, 1, 0, "get x"));
    misfits(
        with(turns),
        "in turn %d cpu0 cannot make step 1 of 1: the execution is over".formatted(turns.size()));
  }

  @Test
  void aScheduleThatEndsEarlyIsNamed() {
    misfits(with(TURNS.subList(0, 1)), "it ends after turn 1, and the execution does not");
  }

  @Test
  void aValueThatCannotBeSeenIsNamed() {
    Turn first = TURNS.get(0);
    misfits(
        withTurn(0, new Turn(first.actor(), first.steps(), 1, first.last())),
        "in turn 1 cpu%d sees a value that it cannot see any more".formatted(first.actor()));
  }

  @Test
  void anotherSubjectDoesNotFitOrHolds() {
    assertThatThrownBy(() -> Replay.of(Df9daea.REFERENCE, REPRO)).isInstanceOf(Misfit.class);
  }

  // ------------------------------------------------------------------- loops

  private static final LoopSubject SPINS =
      LoopSubject.of(
          (heap, cpu) -> heap.spin(cpu, 0, 1),
          (heap, cpu) -> {
            heap.store(cpu, 0, 2);
            heap.store(cpu, 0, 3);
          });

  private static Repro loop(Schedule schedule) {
    return new Repro(
        SPINS.subject().id(),
        SPINS.program(),
        MemoryModel.SC,
        Optional.of(CommonProperty.TERMINATION),
        Optional.of(schedule));
  }

  private static Schedule found() {
    return Explorer.shortest(SPINS.question(MemoryModel.SC, Method.EXHAUSTIVE, 1_000))
        .schedule()
        .orElseThrow();
  }

  @Test
  void aLoopIsRecordedOnceAndSaidToRepeat() throws Misfit {
    Schedule schedule = found();
    assertThat(schedule.repeated()).isEqualTo(1);
    Replay replay = Replay.of(SPINS.subject(), loop(schedule));
    assertThat(replay.violation())
        .contains(
            new Violation(
                CommonProperty.TERMINATION,
                "cpu0 goes round for ever: 1000 identical rounds of 1 step"));
    List<Row> rows = replay.recording().rows();
    assertThat(replay.recording().loop()).contains(rows.size());
    assertThat(rows.get(rows.size() - 1).text()).isEqualTo("get-acquire subject.word0 = 3");
  }

  @Test
  void whatDoesNotRepeatIsNoLoop() {
    Schedule schedule = found();
    int turns = schedule.turns().size();
    assertThatThrownBy(
            () -> Replay.of(SPINS.subject(), loop(new Schedule(schedule.turns(), turns))))
        .isInstanceOf(Misfit.class)
        .hasMessage(
            "the schedule no longer fits: its last %d turns do not repeat".formatted(turns));
  }

  /** cpu1 could end it, or change it: to go round before it does is no livelock. */
  @Test
  void aLoopThatIsUnfairIsNone() {
    Turn call = new Turn(0, 1, 0, "call n0 = alloc 0");
    Turn round = new Turn(0, 1, 0, "get-acquire subject.word0");
    assertThatThrownBy(
            () -> Replay.of(SPINS.subject(), loop(new Schedule(List.of(call, round), 1))))
        .isInstanceOf(Misfit.class)
        .hasMessage("the schedule no longer fits: its last turn does not repeat");
  }

  /** As they were written when a loop was cut after 20,000 steps. */
  @Test
  void aScheduleThatGoesRoundManyTimesIsFollowedUntilThatIsSeen() throws Misfit {
    Schedule schedule = found();
    List<Turn> turns = new ArrayList<>(schedule.turns());
    turns.set(turns.size() - 1, new Turn(0, 19_990, 0, "get-acquire subject.word0"));
    Replay replay = Replay.of(SPINS.subject(), loop(new Schedule(turns)));
    assertThat(replay).isEqualTo(Replay.of(SPINS.subject(), loop(schedule)));
    assertThat(replay.recording().loop()).isPresent();
  }

  /** It goes round as often as is made of it, while the other could end it. */
  @Test
  void aScheduleThatIsCutIsNoExecution() {
    Turn call = new Turn(0, 1, 0, "call n0 = alloc 0");
    Turn round = new Turn(0, ProgramRun.MOST_STEPS - 1, 0, "get-acquire subject.word0");
    assertThatThrownBy(() -> Replay.of(SPINS.subject(), loop(new Schedule(List.of(call, round)))))
        .isInstanceOf(Misfit.class)
        .hasMessage("the schedule no longer fits: the execution does not come to its end");
  }

  @ParameterizedTest
  @EnumSource
  void whoeverFindsALoopWritesItOnce(MemoryModel model) throws Misfit {
    for (Method method : Method.values()) {
      Exploration found = SPINS.explore(model, method);
      Repro repro =
          new Repro(
              SPINS.subject().id(),
              SPINS.program(),
              model,
              Optional.of(CommonProperty.TERMINATION),
              found.schedule());
      assertThat(repro.schedule().orElseThrow().repeated()).as("%s", method).isEqualTo(1);
      assertThat(Replay.of(SPINS.subject(), repro).recording().rows())
          .as("%s", method)
          .hasSizeLessThan(20);
    }
  }
}
