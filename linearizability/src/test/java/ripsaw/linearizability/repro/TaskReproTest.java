package ripsaw.linearizability.repro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.picture.Json;
import ripsaw.linearizability.picture.Lanes;
import ripsaw.linearizability.picture.Markdown;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.ProgramText;
import ripsaw.linearizability.repro.Replay.Misfit;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Subject;

/** A repro of an execution with threads of one cpu, devices, and one that goes on elsewhere. */
class TaskReproTest {
  private static final Subject SUBJECT = Sleepers.SUBJECT;

  private static Repro found(MemoryModel model, String program) throws Malformed {
    Question question =
        new Question(
            SUBJECT,
            ProgramText.parse(program),
            model,
            Set.of(CommonProperty.CPU_LOCAL),
            Method.EXHAUSTIVE,
            0,
            10_000,
            Long.MAX_VALUE);
    Schedule schedule = Explorer.shortest(question).schedule().orElseThrow();
    return new Repro(
        "test/sleepers",
        question.program(),
        model,
        Optional.of(CommonProperty.CPU_LOCAL),
        Optional.of(schedule));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whereAThreadWentIsPartOfTheSchedule(MemoryModel model) throws Malformed, Misfit {
    Repro repro =
        found(model, "cpu0.t1 roams: a = alloc 8 | cpu0.irq: b = alloc 8 | cpu1: c = alloc 8");
    assertThat(repro.text()).contains("cpu0.t1 1 older 1", "sleep").contains("cpu0.t1 roams:");
    assertThat(Repro.parse(repro.text())).isEqualTo(repro);
    Replay replay = Replay.of(SUBJECT, Repro.parse(repro.text()));
    assertThat(replay.violation().orElseThrow().property()).isEqualTo(CommonProperty.CPU_LOCAL);
    assertThat(replay).isEqualTo(Replay.of(SUBJECT, repro));
  }

  @Test
  void aPictureHasALaneForEachThreadAndDevice() throws Malformed, Misfit {
    Repro repro = found(MemoryModel.SC, "cpu0.t1 roams: a = alloc 8 | cpu0.irq: b = alloc 8");
    Recording recording = Replay.of(SUBJECT, repro).recording();
    assertThat(recording.lanes()).isEqualTo(List.of("cpu0", "cpu0.t1", "cpu0.irq", "cpu1"));
    assertThat(Lanes.text(recording)).contains("cpu0.t1", "goes on on cpu1", "call a = alloc 8");
    assertThat(Markdown.text(recording))
        .contains("participant cpu0_t1 as cpu0.t1", "Note over cpu0_t1: #42; goes on on cpu1");
    assertThat(Json.text(recording)).contains("\"lanes\" : [", "\"lane\" : 1");
  }

  @Test
  void aProgramOfOneThreadACpuHasNoOtherLanes() throws Malformed, Misfit {
    Repro repro =
        new Repro(
            "test/sleepers",
            ProgramText.parse("cpu0: a = alloc 8"),
            MemoryModel.SC,
            Optional.empty(),
            Optional.of(new Schedule(List.of(new Schedule.Turn(0, 3, 0, "own")))));
    assertThat(Json.text(Replay.of(SUBJECT, repro).recording())).doesNotContain("lane");
  }
}
