package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.oracle.Litmus;
import ripsaw.linearizability.oracle.Model;
import ripsaw.linearizability.oracle.Oracle;
import ripsaw.linearizability.oracle.Outcome;
import ripsaw.linearizability.oracle.RandomLitmus;
import ripsaw.machine.order.MemoryModel;

/**
 * An exhausted exploration has seen every execution: the outcomes of a program are those that the
 * oracle finds without running it, and the executions hardly more than there are.
 */
class OracleTest {
  private static final Map<MemoryModel, Fuzz> LARGER = new EnumMap<>(MemoryModel.class);

  /** As a power of ten: programs with more schedules are not enumerated. */
  private static final double MOST_SCHEDULES = 3.3;

  private static void assertSame(Fuzz fuzz, int programs) {
    assertThat(fuzz.programs()).isEqualTo(programs);
    assertThat(fuzz.smallestDifference()).as(fuzz.toString()).isEmpty();
  }

  private static Fuzz compared(MemoryModel model, int programs, int most) {
    RandomLitmus random = new RandomLitmus(most, most);
    Fuzz fuzz = new Fuzz(model);
    for (int i = 0; i < programs; i++) {
      fuzz.compare(random.next());
    }
    return fuzz;
  }

  private static Fuzz comparedWithSignals(MemoryModel model, int programs) {
    RandomLitmus random = new RandomLitmus(1, 6);
    Fuzz fuzz = new Fuzz(model);
    for (int i = 0; i < programs; i++) {
      fuzz.compare(random.nextWithSignals());
    }
    return fuzz;
  }

  /** Made once: three tests look at it. */
  private static Fuzz larger(MemoryModel model) {
    return LARGER.computeIfAbsent(model, any -> compared(any, 120, 8));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void theExplorerSeesWhatTheOracleSeesOnSmallPrograms(MemoryModel model) {
    assertSame(compared(model, 600, 6), 600);
  }

  @Tag("nightly")
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void soItDoesOnManyMore(MemoryModel model) {
    assertSame(compared(model, 4_000, 6), 4_000);
    assertSame(comparedWithSignals(model, 2_000), 2_000);
    assertSame(compared(model, 500, 8), 500);
    seesEverySchedule(model, 200);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void theExplorerSeesWhatTheOracleSeesOnLargerPrograms(MemoryModel model) {
    assertSame(larger(model), 120);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void theExplorerSeesWhatTheOracleSeesWithSignalsAndCriticalSections(MemoryModel model) {
    assertSame(comparedWithSignals(model, 200), 200);
  }

  /** Programs by lot on which the two once differed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[addR.x][V.x] R.x=1; S.0=1 F O.x; V.x S.0=0",
        "[goV.x=1][wcasA.y=13] wcasA.y=02 O.x=2; S.0=1 casA.z=03 V.y; S.0=0",
        "[V.y=1][V.y R.x=2] S.1=1 S.2=0 O.y=2; swapR.x=1; A.y O.x",
        "[R.x=2 A.y][goV.z=1] S.2=1 R.z=2 goO.x=2; A.z addA.y; S.1=0",
        "[FA P.x=2] O.x; wcasR.x=03; S.0=0",
        "cas.x=22; P.x=2; O.x=1; V.x",
        "cas.x=03; R.x=2; V.x"
      })
  void whatWasOnceSeenOtherwise(String text) {
    for (MemoryModel model : MemoryModel.values()) {
      Fuzz fuzz = new Fuzz(model);
      fuzz.compare(Litmus.parse(text));
      assertSame(fuzz, 1);
    }
  }

  /** The other way round: on programs that are small enough, the machine shows all it can do. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void theOracleSeesWhatEveryScheduleShows(MemoryModel model) {
    seesEverySchedule(model, 40);
  }

  private static void seesEverySchedule(MemoryModel model, int many) {
    RandomLitmus random = new RandomLitmus(2, 4);
    int programs = 0;
    for (int i = 0; programs < many; i++) {
      Litmus litmus = i % 2 == 0 ? random.next() : random.nextWithSignals();
      LitmusSubject subject = LitmusSubject.of(litmus);
      if (SourceSetsTest.shuffles(subject, model) < MOST_SCHEDULES) {
        programs++;
        assertThat(Oracle.of(litmus, Model.of(model)).outcomes())
            .as(litmus.toString())
            .isEqualTo(subject.explore(new NaiveEnumeration(), model).seen());
      }
    }
  }

  // ------------------------------------------------------------- economy

  @Test
  void underSequentialConsistencyThereIsOneExecutionATrace() {
    Fuzz fuzz = larger(MemoryModel.SC);
    assertThat(fuzz.executions()).as(fuzz.toString()).isEqualTo(fuzz.graphs());
  }

  @Test
  void underReleaseAndAcquireThereAreAtMostTwoExecutionsAConsistentGraph() {
    Fuzz fuzz = larger(MemoryModel.RA);
    assertThat(fuzz.executions()).as(fuzz.toString()).isBetween(fuzz.graphs(), 2 * fuzz.graphs());
  }

  @Test
  void underTotalStoreOrderAtMostAQuarterOfTheStepsIsAbandoned() {
    Fuzz fuzz = larger(MemoryModel.TSO);
    assertThat(fuzz.partAbandoned()).as(fuzz.toString()).isLessThanOrEqualTo(0.25);
  }

  // ------------------------------------------- what was missed, kind by kind

  private static void assertSeen(String models, String text, String outcome) {
    Litmus litmus = Litmus.parse(text);
    for (String model : models.split(" ")) {
      Set<Outcome> possible = Oracle.of(litmus, Model.valueOf(model)).outcomes();
      Set<Outcome> seen = Fuzz.explored(litmus, MemoryModel.valueOf(model)).seen();
      assertThat(possible).as(model).extracting(Outcome::toString).contains(outcome);
      assertThat(seen).as(model).extracting(Outcome::toString).contains(outcome);
    }
  }

  @Test
  void aProgramHeldByItsHandlerIsNotTheOneToBeTriedFirst() {
    assertSeen("SC TSO RA", "[O.y=1 O.z=3] O.y; S.0=0 O.y O.z=1", "1 1 y=1 z=3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SC TSO RA | R.z=2; go.y=2 R.z=3; V.x R.y=2 | 2 0 y=2 z=2
          SC TSO RA | O.x=2 V.z; go.x=2 P.z=3        | 3 2 x=2 z=3 race
          SC TSO RA | O.z; goO.x=1 R.z=2; R.x=1      | 2 1 x=1 z=2
          """)
  void locationsHaveTheSameNumbersInEveryExecution(String models, String text, String outcome) {
    assertSeen(models, text, outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SC TSO RA | [O.y] V.y=1; S.0=0 O.y | (0) 1 y=1
          TSO       | O.x=2 V.x; casA.x=23   | 3 1 x=3
          """)
  void aStoreThatWaitsDoesNotPassForOneThatNothingOrders(
      String models, String text, String outcome) {
    assertSeen(models, text, outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SC TSO RA | [R.z=1] P.x=1 O.y=1; S.0=0 go.y=1 go.z=1 P.x   | 1,1,1 x=1 y=1 z=1 race
          RA        | [O.y] A.x; O.y=1 O.a=1 R.x=1; go.a=1 S.0=0      | 1(0) 1 x=1 y=1 a=1
          SC TSO RA | [P.x] S.1=0 V.x=2; go.x=2                       | 2(2) x=2 race
          """)
  void aHandlerIsNotOrderedWithWhatItsProgramDidNotHaveToDoBefore(
      String models, String text, String outcome) {
    assertSeen(models, text, outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RA | O.x=1 cas.y=12; O.y=1 cas.x=12         | 0 0 x=1 y=1
          RA | swapA.x=1 O.y=1; A.y casA.x=12         | 0 1,0 x=1 y=1
          RA | R.x=1 casA.y=12; R.y=1 casA.x=12       | 0 0 x=1 y=1
          """)
  void anUpdateThatFailsMaySeeAnyValueThatItsOrderAllows(
      String models, String text, String outcome) {
    assertSeen(models, text, outcome);
  }
}
