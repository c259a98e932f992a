package ripsaw.linearizability.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.linearizability.execution.Schedule.Turn;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.explore.Df9daea;
import ripsaw.linearizability.program.Program.Malformed;

class ScheduleTest {
  private static final Actors ACTORS = new Actors(2);
  private static final Schedule SCHEDULE =
      new Schedule(
          List.of(
              new Turn(1, 9, 0, "get-acquire slab0.signal"),
              new Turn(0, 31, 0, "set slab0.free"),
              new Turn(2, 4, 0, "take a signal"),
              new Turn(4, 1, 0, "flush slab0.signal"),
              new Turn(1, 1, 1, "get-opaque slab0.signal"),
              new Turn(1, 2, 0, "call free a")));

  @Test
  void aTurnIsALineThatSaysWhoHowFarAndWhereItEnds() {
    assertThat(SCHEDULE.lines(ACTORS))
        .containsExactly(
            "cpu1 9           get-acquire slab0.signal",
            "cpu0 31          set slab0.free",
            "cpu0-signal 4    take a signal",
            "cpu0-buffer 1    flush slab0.signal",
            "cpu1 1 older 1   get-opaque slab0.signal",
            "cpu1 2           call free a");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Malformed {
    List<String> lines = SCHEDULE.lines(ACTORS);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(Schedule.parse(lines.get(i), ACTORS)).isEqualTo(SCHEDULE.turns().get(i));
      assertThat(Schedule.parse("  " + lines.get(i) + "\t", ACTORS))
          .isEqualTo(SCHEDULE.turns().get(i));
    }
  }

  @Test
  void aSwitchIsWhereTheActorChanges() {
    assertThat(SCHEDULE.switches()).isEqualTo(4);
    assertThat(new Schedule(List.of()).switches()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          cpu0               # 'cpu0': expected a turn, as 'cpu0 12  set slab0.free'
          cpu0 3             # 'cpu0 3': expected a turn, as 'cpu0 12  set slab0.free'
          cpu0-disk 3 set x  # 'cpu0-disk 3 set x': expected a turn, as 'cpu0 12  set slab0.free'
          0 3 set x          # '0 3 set x': expected a turn, as 'cpu0 12  set slab0.free'
          cpu0 0 set x       # 'cpu0 0 set x': a turn has at least one step
          cpu2 1 set x       # cpu2: the machine has 2 cpus
          """)
  void aMalformedTurnIsRefusedInOneLine(String line, String message) {
    assertThatThrownBy(() -> Schedule.parse(line, ACTORS))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }

  @Test
  void theStepsOfAnExecutionArePutTogetherToTurns() {
    Schedule schedule = Df9daea.repro().schedule().orElseThrow();
    assertThat(schedule.turns()).extracting(Turn::older).containsOnly(0);
    assertThat(schedule.switches()).isEqualTo(schedule.turns().size() - 1);
    assertThat(schedule.turns()).allMatch(turn -> turn.steps() >= 1 && !turn.last().isEmpty());
  }
}
