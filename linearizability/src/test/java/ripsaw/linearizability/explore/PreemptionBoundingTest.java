package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.explore.LitmusSubject.Explored;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Violation;

class PreemptionBoundingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SC  | V.x=1 V.y  | V.y=1 V.x",
        "SC  | add.x V.y  | cas.x=01 V.y=2",
        "TSO | R.x=1 A.y  | R.y=1 A.x",
        "TSO | O.x=1 O.y=1 | O.y O.x",
        "RA  | R.x=1 A.y  | R.y=1 A.x",
        "RA  | O.x=1 O.y=1 | O.y O.x"
      })
  void aSmallProgramIsExhausted(MemoryModel model, String one, String other) {
    LitmusSubject litmus = LitmusSubject.of(one, other);
    PreemptionBounding fewest = new PreemptionBounding();
    Explored explored = litmus.explore(fewest, model);
    assertThat(explored.outcomes())
        .isEqualTo(litmus.explore(new NaiveEnumeration(), model).outcomes());
    assertThat(fewest.bound()).isEmpty();
  }

  @Test
  void schedulesThatNeedMorePreemptionsAreSaidToBeLeftOut() {
    PreemptionBounding fewest = new PreemptionBounding();
    LitmusSubject.of("V.x=1 V.x=2 V.x=3 V.x=4", "V.x V.x V.x V.x").explore(fewest, MemoryModel.SC);
    assertThat(fewest.bound()).isEqualTo("preemptions: schedules with more than 6 left out");
  }

  @Test
  void theLostSignalOfDf9daeaTakesOnePreemption() {
    Exploration found = Explorer.explore(Df9daea.question(Method.DEEPENING, 0, 100_000));
    assertThat(found.violation().map(Violation::property)).contains(KfreeProperty.NO_STRANDING);
    Schedule schedule = found.schedule().orElseThrow();
    assertThat(schedule.switches()).as("there and back").isEqualTo(2);
    assertThat(schedule.turns().get(0).actor()).as("the remote cpu first").isEqualTo(1);
  }

  @Test
  void whatIsFoundByOtherMeansIsMadeAsShort() {
    Exploration deepened = Explorer.explore(Df9daea.question(Method.DEEPENING, 0, 100_000));
    for (Method method : Method.values()) {
      Exploration found = Explorer.shortest(Df9daea.question(method, 1, 100_000));
      assertThat(found.schedule()).as(method.toString()).isEqualTo(deepened.schedule());
    }
  }

  @Test
  void aWaitIsNoPreemption() {
    LitmusSubject litmus = LitmusSubject.of("await.x=1 fail.y=1", "V.y=1 V.x=1");
    PreemptionBounding fewest = new PreemptionBounding();
    assertThat(fewest.begin()).isTrue();
    ProgramRun run =
        new ProgramRun(
            litmus.subject(), litmus.program(), MemoryModel.SC, Set.of(LitmusSubject.FAILED), null);
    while (!run.isOver()) {
      int actor = fewest.choose(run, run.enabled());
      run.step(actor, fewest);
      fewest.stepped(run, actor);
    }
    assertThat(run.session().found()).as("in the very first execution").isPresent();
  }
}
