package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.explore.TaskSubject.Explored;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;

/** Threads that sleep, with the reduction and without. */
class SleepersTest {
  /** As a power of ten: programs with more schedules are not enumerated. */
  private static final double MOST_SCHEDULES = 3.0;

  private static final int PROGRAMS = 80;
  private static final String[] OPS = {"x=1", "x=2", "x", "x", "P.y=1", "P.y", "wake", "all"};

  /** A script by lot, in which a mutex is let go. */
  private static String script(Random random) {
    List<String> ops = new ArrayList<>();
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      ops.add(OPS[random.nextInt(OPS.length)]);
    }
    if (random.nextInt(4) > 0) {
      int from = random.nextInt(ops.size());
      ops.add(from + random.nextInt(ops.size() - from + 1), ")");
      if (random.nextBoolean()) {
        ops.add(from, "wait");
      }
      ops.add(from, "(");
    }
    return String.join(" ", ops);
  }

  private static TaskSubject drawn(Random random) {
    List<String> lines = new ArrayList<>();
    lines.add((random.nextInt(4) == 0 ? "cpu0 roams: " : "cpu0: ") + script(random));
    if (random.nextBoolean()) {
      lines.add("cpu0.t1: " + script(random));
    }
    if (lines.size() == 1 || random.nextInt(3) == 0) {
      lines.add("cpu1: " + script(random));
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
    int sleptForEver = 0;
    int programs = 0;
    long all = 0;
    long reduced = 0;
    while (programs < PROGRAMS) {
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
      sleptForEver += naive.broken().contains(CommonProperty.TERMINATION) ? 1 : 0;
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
    assertThat(sleptForEver).isBetween(PROGRAMS / 10, PROGRAMS * 9 / 10);
    assertThat(reduced).isPositive().isLessThan(all);
  }
}
