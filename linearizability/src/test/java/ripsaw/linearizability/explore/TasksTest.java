package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.explore.TaskSubject.Explored;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;

/** Several threads on one cpu, devices that interrupt them, threads that go on elsewhere. */
class TasksTest {
  /** As a power of ten: programs with more schedules are not enumerated. */
  private static final double MOST_SCHEDULES = 3.3;

  private static Explored explored(MemoryModel model, String... lines) {
    TaskSubject subject = TaskSubject.of(lines);
    return subject.explore(new SourceSets(ProgramRun.actorsOf(subject.program())), model);
  }

  private static Set<String> seen(String... lines) {
    return explored(MemoryModel.SC, lines).seen();
  }

  // ------------------------------------------------------------- by hand

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aThreadIsPreemptedWhereNothingKeepsItsCpu(MemoryModel model) {
    assertThat(explored(model, "cpu0: x=1 x=2", "cpu0.t1: x").seen())
        .containsExactlyInAnyOrder(
            "r r0 x=2 y=0 z=0 L=0 L=0", "r r1 x=2 y=0 z=0 L=0 L=0", "r r2 x=2 y=0 z=0 L=0 L=0");
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aCriticalSectionKeepsTheOtherThreadsOfItsCpuAway(MemoryModel model) {
    assertThat(explored(model, "cpu0: { x=1 x=2 }", "cpu0.t1: x").seen())
        .containsExactlyInAnyOrder("r r0 x=2 y=0 z=0 L=0 L=0", "r r2 x=2 y=0 z=0 L=0 L=0");
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void soDoInterruptsThatAreOff(MemoryModel model) {
    assertThat(explored(model, "cpu0: off x=1 x=2 on", "cpu0.t1: x").seen())
        .containsExactlyInAnyOrder("r r0 x=2 y=0 z=0 L=0 L=0", "r r2 x=2 y=0 z=0 L=0 L=0");
  }

  @Test
  void neitherKeepsAnotherCpuAway() {
    assertThat(seen("cpu0: { x=1 x=2 }", "cpu1: x")).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void threadsOfOneCpuSeeEachOthersStoresAtOnceHoweverWeakMemoryIs(MemoryModel model) {
    assertThat(explored(model, "cpu0: P.x=1 P.y=1", "cpu0.t1: P.y P.x").seen())
        .noneMatch(outcome -> outcome.contains("r10"));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aDeviceInterruptsOnceWhereInterruptsAreOnAndGoesThroughToItsEnd(MemoryModel model) {
    assertThat(explored(model, "cpu0: x=1 off x=2 x=3 on y", "cpu0.irq: x y=1 y=2").seen())
        .containsExactlyInAnyOrder(
            "r2 r0 x=3 y=2 z=0 L=0 L=0",
            "r2 r1 x=3 y=2 z=0 L=0 L=0",
            "r2 r3 x=3 y=2 z=0 L=0 L=0",
            "r0 r3 x=3 y=2 z=0 L=0 L=0");
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aThreadThatRoamsGoesOnOnEitherCpuAndTakesWithItWhatItHasDone(MemoryModel model) {
    assertThat(explored(model, "cpu0 roams: P.x=1 sleep L=1 P.x").seen())
        .containsExactlyInAnyOrder("r1 x=1 y=0 z=0 L=1 L=0", "r1 x=1 y=0 z=0 L=0 L=1");
    assertThat(explored(model, "cpu0 roams: P.x=1 sleep L=1 P.x").broken())
        .doesNotContain(CommonProperty.NO_DATA_RACE, CommonProperty.CPU_LOCAL);
  }

  @Test
  void aThreadThatDoesNotRoamStays() {
    assertThat(seen("cpu0: sleep L=1")).containsExactly("r x=0 y=0 z=0 L=1 L=0");
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatTwoThreadsOfACpuTouchWithoutExclusionIsARaceWhicheverIsSwitchedWhere(MemoryModel model) {
    assertThat(explored(model, "cpu0: P.x=1", "cpu0.t1: P.x").broken())
        .contains(CommonProperty.NO_DATA_RACE);
    assertThat(explored(model, "cpu0: { P.x=1 }", "cpu0.t1: P.x").broken())
        .contains(CommonProperty.NO_DATA_RACE);
    assertThat(explored(model, "cpu0: { P.x=1 }", "cpu0.t1: off P.x on").broken())
        .doesNotContain(CommonProperty.NO_DATA_RACE);
    assertThat(explored(model, "cpu0: P.x=1", "cpu0.irq: P.x").broken())
        .as("as with a signal's handler")
        .doesNotContain(CommonProperty.NO_DATA_RACE);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aSectionOfOneCpuDoesNotOrderWhatAnotherDoes(MemoryModel model) {
    assertThat(explored(model, "cpu0: { P.x=1 }", "cpu0.t1: { x }", "cpu1: { P.x }").broken())
        .contains(CommonProperty.NO_DATA_RACE);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoHasLeftACpuStillRacesWithWhoStaysThere(MemoryModel model) {
    assertThat(explored(model, "cpu0 roams: P.x=1 sleep", "cpu0.t1: P.x").broken())
        .contains(CommonProperty.NO_DATA_RACE);
  }

  // ------------------------------------------------------- against enumerations

  private static final String[] OPS = {
    "x=1", "x=2", "x", "x", "x", "y=1", "y", "P.z=1", "P.z", "L=1", "L", "sleep"
  };

  /** A script by lot, whose sections end. */
  private static String script(Random random, boolean isDevice) {
    List<String> ops = new ArrayList<>();
    for (int count = random.nextInt(5) == 0 ? 1 : 2 + random.nextInt(2); count > 0; count--) {
      ops.add(OPS[random.nextInt(isDevice ? OPS.length - 1 : OPS.length)]);
    }
    if (!isDevice && random.nextInt(3) > 0) {
      int from = random.nextInt((ops.size() + 1) / 2);
      int to = from + 1 + random.nextInt(ops.size() - from);
      if (!ops.subList(from, to).contains("sleep")) {
        boolean isSection = random.nextBoolean();
        ops.add(to, isSection ? "}" : "on");
        ops.add(from, isSection ? "{" : "off");
      }
    }
    return String.join(" ", ops);
  }

  private static TaskSubject drawn(Random random) {
    List<String> lines = new ArrayList<>();
    lines.add((random.nextInt(3) == 0 ? "cpu0 roams: " : "cpu0: ") + script(random, false));
    if (random.nextInt(3) == 0) {
      lines.add("cpu0.irq: " + script(random, true));
    }
    if (lines.size() == 1 || random.nextBoolean()) {
      lines.add((random.nextBoolean() ? "cpu0.t1 roams: " : "cpu0.t1: ") + script(random, false));
    }
    if (random.nextBoolean()) {
      lines.add("cpu1: " + script(random, false));
    }
    return TaskSubject.of(lines.toArray(String[]::new));
  }

  private static boolean isSmall(TaskSubject subject, MemoryModel model) {
    ProgramRun run = new ProgramRun(subject.subject(), subject.program(), model, Set.of(), null);
    run.finish();
    return run.steps().shuffles() < MOST_SCHEDULES;
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void theReductionComesToWhatTheEnumerationOfEveryScheduleComesTo(MemoryModel model) {
    Random random = new Random(model.ordinal());
    Set<String> differing = new TreeSet<>();
    int programs = 0;
    long all = 0;
    long reduced = 0;
    while (programs < 150) {
      TaskSubject subject = drawn(random);
      if (!isSmall(subject, model)) {
        continue;
      }
      programs++;
      Explored naive = subject.explore(new NaiveEnumeration(), model);
      Explored made =
          subject.explore(new SourceSets(ProgramRun.actorsOf(subject.program())), model);
      all += naive.executions();
      reduced += made.executions();
      // Which of two accesses is said to race is a matter of their order, and of nothing else.
      boolean saysHow = naive.broken().contains(CommonProperty.NO_DATA_RACE);
      if (!saysHow && !naive.outcomes().equals(made.outcomes())
          || !naive.seen().equals(made.seen())
          || !naive.broken().equals(made.broken())
          || made.executions() > naive.executions()) {
        differing.add(subject.lines() + " " + naive.seen() + " and " + made.seen());
      }
    }
    assertThat(differing).isEmpty();
    assertThat(reduced).isPositive().isLessThan(all);
  }

  @Test
  void theExplorerComesToWhatAnEnumerationByOtherRulesComesTo() {
    Random random = new Random(7);
    Set<String> differing = new TreeSet<>();
    int excluded = 0;
    int programs = 0;
    while (programs < 300) {
      TaskSubject subject = drawn(random);
      if (!isSmall(subject, MemoryModel.SC)) {
        continue;
      }
      programs++;
      Set<String> expected = Switches.outcomes(subject.lines());
      Set<String> made =
          subject
              .explore(new SourceSets(ProgramRun.actorsOf(subject.program())), MemoryModel.SC)
              .seen();
      if (!made.equals(expected)) {
        differing.add(subject.lines() + " " + made + " instead of " + expected);
      }
      excluded += expected.equals(Switches.withoutExclusion(subject.lines())) ? 0 : 1;
    }
    assertThat(differing).isEmpty();
    assertThat(excluded).as("programs that show what keeps a cpu").isGreaterThan(10);
  }
}
