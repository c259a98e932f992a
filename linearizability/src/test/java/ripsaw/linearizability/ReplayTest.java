package ripsaw.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.Recording.Kind;
import ripsaw.linearizability.Recording.Row;
import ripsaw.linearizability.Replay.Misfit;
import ripsaw.linearizability.Schedule.Turn;
import ripsaw.spec.Property;
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
    assertThat(replay.violation().map(Violation::property)).contains(Property.NO_STRANDING);
    assertThat(replay.recording().violation()).isEqualTo(replay.violation());
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
}
