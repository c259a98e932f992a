package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.explore.LitmusSubject.Explored;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;

/** As {@link SourceSetsTest}, for programs with locks: who waits for one makes no step. */
@Order(1)
class SourceSetsLocksTest {
  /** As a power of ten: programs with more schedules are not enumerated. */
  private static final double MOST_SCHEDULES = 3.0;

  private static final double MOST_AT_NIGHT = 3.6;
  private static final long MOST_EXECUTIONS = 300;
  private static final long MOST_EXECUTIONS_AT_NIGHT = 1_500;

  private final Set<String> differing = new TreeSet<>();
  private final Set<String> dearer = new TreeSet<>();
  private int programs;
  private int deadlocking;
  private int crashing;
  private long schedules;
  private long executions;

  private void compare(MemoryModel model, String... cpus) {
    LitmusSubject litmus = LitmusSubject.of(cpus);
    compare(litmus.explore(new NaiveEnumeration(), model), litmus, model, cpus);
  }

  /** What a program comes to is not told by one execution, where a try may be in vain. */
  private void compareIfSmall(MemoryModel model, long most, String... cpus) {
    LitmusSubject litmus = LitmusSubject.of(cpus);
    litmus
        .explore(new NaiveEnumeration(), model, most)
        .ifPresent(all -> compare(all, litmus, model, cpus));
  }

  private void compare(Explored all, LitmusSubject litmus, MemoryModel model, String... cpus) {
    Explored reduced = litmus.explore(new SourceSets(litmus.actors()), model);
    programs++;
    schedules += all.executions();
    executions += reduced.executions();
    deadlocking += all.broken().contains(CommonProperty.TERMINATION) ? 1 : 0;
    crashing += crashes(all) ? 1 : 0;
    if (!agree(reduced, all)) {
      differing.add(String.join(" | ", cpus));
    }
    if (reduced.executions() > all.executions()) {
      dearer.add(String.join(" | ", cpus));
    }
  }

  /**
   * A crash ends the execution for all, so what the others would have done is not known, and of
   * what is broken in an execution only the first counts: then it is enough that something is
   * found, and nothing that cannot be.
   */
  private static boolean agree(Explored reduced, Explored all) {
    return crashes(all)
        ? !reduced.broken().isEmpty()
            && all.broken().containsAll(reduced.broken())
            && outcomes(all).containsAll(outcomes(reduced))
        : reduced.broken().equals(all.broken()) && outcomes(reduced).equals(outcomes(all));
  }

  private static boolean crashes(Explored explored) {
    return explored.broken().contains(CommonProperty.NO_CRASH);
  }

  /** Which of two cpus a race is seen at is the schedule's affair. */
  private static Set<String> outcomes(Explored explored) {
    return explored.outcomes().stream()
        .map(outcome -> outcome.replaceAll("no-data-race: [^],]*, which races with cpu.", "race"))
        .collect(Collectors.toSet());
  }

  private void agreed() {
    assertThat(differing).as("programs with other outcomes").isEmpty();
    assertThat(dearer).as("programs with more executions").isEmpty();
    assertThat(executions).isPositive().isLessThan(schedules);
  }

  private static boolean isSmall(String[] cpus, MemoryModel model, double most) {
    LitmusSubject litmus = LitmusSubject.of(cpus);
    ProgramRun run = new ProgramRun(litmus.subject(), litmus.program(), model, Set.of(), null);
    while (!run.isOver()) {
      run.step(Integer.numberOfTrailingZeros(run.enabled()), 0);
    }
    return run.steps().shuffles() < most;
  }

  // ------------------------------------------------------------------ by hand

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void twoCpusWantOneLock(MemoryModel model) {
    compare(model, "lock.x V.x V.x=1 unlock.x", "lock.x V.x V.x=2 unlock.x");
    compare(model, "lock.x P.x P.x=1 unlock.x", "lock.x P.x P.x=2 unlock.x V.y=1", "V.y");
    compare(model, "lock.x unlock.x V.x=1", "lock.x V.x unlock.x");
    compare(model, "lock.x unlock.x lock.x V.x=1 unlock.x", "lock.x V.x unlock.x");
    agreed();
    assertThat(deadlocking).isZero();
  }

  @Tag("nightly")
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void soDoesAThird(MemoryModel model) {
    compare(model, "V.x=1 lock.x V.x unlock.x", "lock.x unlock.x V.x=2", "lock.x unlock.x");
    compare(model, "V.x=1 lock.x V.x unlock.x", "lock.x unlock.x V.x=2", "lock.x V.y unlock.x");
    agreed();
    assertThat(deadlocking).isZero();
  }

  /** Nobody comes between what a holder does, and each sees what the one before did. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whatIsDoneWithALockIsDoneAtOnce(MemoryModel model) {
    Explored explored =
        LitmusSubject.of("lock.x P.x P.x=1 unlock.x", "lock.x P.x P.x=2 unlock.x")
            .explore(new SourceSets(new Actors(2)), model);
    assertThat(explored.registers()).containsExactlyInAnyOrder("0 1", "2 0");
    assertThat(explored.executions()).isEqualTo(2);
    assertThat(explored.broken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void locksThatAreTakenInTwoOrders(MemoryModel model) {
    compare(model, "lock.x lock.y unlock.y unlock.x", "lock.y lock.x unlock.x unlock.y");
    compare(model, "lock.x lock.y V.x=1 unlock.y unlock.x", "lock.y lock.x V.x unlock.x unlock.y");
    agreed();
    assertThat(deadlocking).isEqualTo(2);
  }

  @Test
  void aLockThatIsNeverLetGo() {
    compare(MemoryModel.SC, "lock.x V.x=1", "V.x lock.x V.y unlock.x");
    compare(MemoryModel.SC, "V.x=1 lock.x V.x", "lock.x V.y", "lock.x V.z");
    agreed();
    assertThat(deadlocking).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoWaitsForAnotherWhileItHoldsALock(MemoryModel model) {
    compare(model, "lock.x await.x=1 V.y unlock.x", "lock.x V.y=1 unlock.x", "V.x=1");
    compare(model, "lock.x await.x=1 V.y unlock.x", "lock.x V.x=1 unlock.x");
    compare(model, "await.x=1 lock.x V.y unlock.x", "lock.x V.x=1 V.y=1 unlock.x");
    agreed();
    assertThat(deadlocking).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void whoTriesALockGetsItOrDoesNot(MemoryModel model) {
    compare(model, "lock.x V.y=1 unlock.x", "try.x V.y unlock.x");
    compare(model, "lock.x P.y=1 unlock.x", "try.x unlock.x try.x P.z unlock.x");
    compare(model, "try.x V.y=1 unlock.x", "try.x V.y unlock.x");
    compare(model, "lockB.x V.y=1 unlockB.x", "tryB.x V.y unlockB.x");
    compare(model, "tryB.x unlockB.x", "tryB.x", "lockB.x");
    compare(model, "lock.x try.y unlock.y unlock.x", "lock.y try.x unlock.x unlock.y");
    agreed();
    assertThat(deadlocking).as("where one keeps what it got").isEqualTo(1);
    Explored explored =
        LitmusSubject.of("lock.x V.z=1 unlock.x", "try.x unlock.x")
            .explore(new SourceSets(new Actors(2)), model);
    assertThat(explored.registers()).hasSize(2);
    assertThat(explored.executions()).isBetween(3L, 4L);
  }

  /** The other bits of its word are the holder's; who changes them without it may undo it. */
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aLockThatIsABitOfAWordOfFlags(MemoryModel model) {
    compare(model, "lockB.x add.x unlockB.x", "lockB.x add.x unlockB.x");
    compare(model, "lockB.x V.y=1 unlockB.x", "lockB.x V.y unlockB.x", "V.x");
    agreed();
    assertThat(deadlocking).isZero();
    compare(model, "lockB.x lockB.y unlockB.y unlockB.x", "lockB.y lockB.x unlockB.x unlockB.y");
    compare(model, "lockB.x V.y=1 unlockB.x", "V.x=3", "lockB.x V.y");
    compare(model, "lockB.x V.x=1 unlockB.x", "V.x=64");
    compare(model, "lockB.x V.y=1", "lockB.x V.y", "V.x=1");
    agreed();
    assertThat(deadlocking).isGreaterThanOrEqualTo(2);
  }

  // ------------------------------------------------------------------- by lot

  private static String scriptWithTries(Random random, int length) {
    String[] accesses = {
      "V.x=1", "V.y=2", "V.x", "O.y", "O.x=3", "add.x", "O.x=64", "P.y", "P.y=4"
    };
    String[] locks = {"lock.x", "try.x", "lockB.x", "tryB.x", "tryB.x"};
    List<String> words = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(5);
      String lock = locks[random.nextInt(locks.length)];
      String unlock = lock.contains("B") ? "unlockB.x" : "unlock.x";
      if (kind < 2 && !held.contains(unlock)) {
        words.add(lock);
        held.add(unlock);
      } else if (kind == 2 && !held.isEmpty()) {
        words.add(held.remove(random.nextInt(held.size())));
      } else {
        words.add(accesses[random.nextInt(accesses.length)]);
      }
    }
    words.addAll(held);
    return String.join(" ", words);
  }

  @ParameterizedTest
  @CsvSource({"SC, 40", "RA, 25", "TSO, 12"})
  void twoAndThreeCpusThatTryLocksAndBits(MemoryModel model, int count) {
    compareTries(model, count, 3, MOST_EXECUTIONS);
  }

  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({"SC, 180", "RA, 100", "TSO, 60"})
  void manyMoreThatTryLocksAndBits(MemoryModel model, int count) {
    compareTries(model, count, 5, MOST_EXECUTIONS_AT_NIGHT);
  }

  private void compareTries(MemoryModel model, int count, int seed, long most) {
    Random random = new Random(seed);
    while (programs < count) {
      String[] cpus = new String[2 + random.nextInt(2)];
      for (int cpu = 0; cpu < cpus.length; cpu++) {
        cpus[cpu] = scriptWithTries(random, 1 + random.nextInt(4));
      }
      if (String.join("", cpus).matches(".*(try|B).*")) {
        compareIfSmall(model, most, cpus);
      }
    }
    agreed();
    assertThat(crashing).as("programs that change a lock's bit").isBetween(1, count / 2);
  }

  private static String script(Random random, int length, boolean nested) {
    String[] accesses = {"V.x=1", "V.y=2", "V.x", "V.y", "O.x=3", "O.x", "add.x", "P.x", "P.x=4"};
    List<String> words = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(5);
      String lock = random.nextBoolean() ? "x" : "y";
      if (kind < 2 && !held.contains(lock) && (nested || held.isEmpty())) {
        words.add("lock." + lock);
        held.add(lock);
      } else if (kind == 2 && !held.isEmpty()) {
        words.add("unlock." + held.remove(random.nextInt(held.size())));
      } else {
        words.add(accesses[random.nextInt(accesses.length)]);
      }
    }
    held.forEach(lock -> words.add("unlock." + lock));
    return String.join(" ", words);
  }

  @ParameterizedTest
  @CsvSource({
    "SC, 50, false",
    "RA, 20, false",
    "TSO, 10, false",
    "SC, 50, true",
    "RA, 20, true",
    "TSO, 10, true"
  })
  void twoAndThreeCpusWithLocks(MemoryModel model, int count, boolean nested) {
    compareByLot(model, count, nested, 2, MOST_SCHEDULES);
  }

  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({
    "SC, 400, false",
    "RA, 150, false",
    "TSO, 60, false",
    "SC, 400, true",
    "RA, 150, true",
    "TSO, 60, true"
  })
  void manyMoreWithLocks(MemoryModel model, int count, boolean nested) {
    compareByLot(model, count, nested, 4, MOST_AT_NIGHT);
  }

  private void compareByLot(MemoryModel model, int count, boolean nested, int seed, double most) {
    Random random = new Random(seed);
    while (programs < count) {
      String[] cpus = new String[2 + random.nextInt(2)];
      for (int cpu = 0; cpu < cpus.length; cpu++) {
        cpus[cpu] = script(random, 1 + random.nextInt(4), nested);
      }
      boolean contended = String.join("", cpus).contains("lock");
      if (contended && isSmall(cpus, model, most)) {
        compare(model, cpus);
      }
    }
    agreed();
  }
}
