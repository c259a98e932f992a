package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.explore.LitmusSubject.Explored;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;

/**
 * The proof of the reduction: on thousands of small programs it comes to the same outcomes as the
 * enumeration of every schedule, and never makes more executions.
 */
class SourceSetsTest {
  /** As a power of ten: programs with more schedules are not enumerated. */
  private static final double MOST_SCHEDULES = 3.3;

  private final Set<String> differing = new TreeSet<>();
  private final Set<String> dearer = new TreeSet<>();
  private int programs;
  private long schedules;
  private long executions;

  private void compare(LitmusSubject litmus, MemoryModel model, String text) {
    Explored all = litmus.explore(new NaiveEnumeration(), model);
    Explored reduced = litmus.explore(new SourceSets(litmus.actors()), model);
    programs++;
    schedules += all.executions();
    executions += reduced.executions();
    if (!reduced.outcomes().equals(all.outcomes()) || !reduced.broken().equals(all.broken())) {
      differing.add(text);
    }
    if (reduced.executions() > all.executions()) {
      dearer.add(text);
    }
  }

  private void compare(List<String> cpus, MemoryModel model) {
    compare(LitmusSubject.of(cpus.toArray(String[]::new)), model, cpus.toString());
  }

  private void agreesOnAtLeast(int most) {
    assertThat(differing).as("programs with other outcomes").isEmpty();
    assertThat(dearer).as("programs with more executions").isEmpty();
    assertThat(programs).isGreaterThanOrEqualTo(most);
    assertThat(executions).isPositive().isLessThan(schedules / 2);
  }

  private static boolean isSmall(LitmusSubject litmus, MemoryModel model) {
    return shuffles(litmus, model) < MOST_SCHEDULES;
  }

  /** About how many schedules a program has, as a power of ten. */
  static double shuffles(LitmusSubject litmus, MemoryModel model) {
    ProgramRun run = new ProgramRun(litmus.subject(), litmus.program(), model, Set.of(), null);
    while (!run.isOver()) {
      run.step(Integer.numberOfTrailingZeros(run.enabled()), 0);
    }
    return run.steps().shuffles();
  }

  // ------------------------------------------------- every program, up to names

  private static List<String> scripts(String accesses, int longest) {
    List<String> one = new ArrayList<>();
    for (String access : accesses.split(" ")) {
      one.add(access.replace('w', 'x'));
      one.add(access.replace('w', 'y'));
    }
    List<String> scripts = new ArrayList<>(one);
    for (String first : longest > 1 ? one : List.<String>of()) {
      one.forEach(second -> scripts.add(first + " " + second));
    }
    return scripts;
  }

  private static String canonical(String one, String other) {
    List<String> ways = List.of(one + "|" + other, other + "|" + one);
    return ways.stream()
        .flatMap(way -> List.of(way, swapped(way)).stream())
        .min(String::compareTo)
        .orElseThrow();
  }

  private static String swapped(String text) {
    return text.replace('x', 'w').replace('y', 'x').replace('w', 'y');
  }

  private void compareAll(String accesses, int longest, MemoryModel model) {
    Set<String> seen = new HashSet<>();
    List<String> scripts = scripts(accesses, longest);
    for (String one : scripts) {
      for (String other : scripts) {
        if (seen.add(canonical(one, other))) {
          compare(List.of(one, other.replace("=1", "=2")), model);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void twoCpusWithOneAccessOfAnyKind(MemoryModel model) {
    compareAll("V.w=1 R.w=1 O.w=1 V.w A.w O.w cas.w=01 add.w", 1, model);
    agreesOnAtLeast(70);
  }

  /** Of the kinds that are one under the model, one stands for all. */
  @ParameterizedTest
  @CsvSource({
    "SC, V.w=1 V.w cas.w=01 add.w",
    "TSO, V.w=1 O.w=1 V.w add.w",
    "RA, R.w=1 O.w=1 A.w O.w"
  })
  void twoCpusWithUpToTwoAccessesEach(MemoryModel model, String accesses) {
    compareAll(accesses, 2, model);
    agreesOnAtLeast(1_000);
  }

  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({"RA, V.w=1 R.w=1 V.w A.w", "RA, R.w=1 A.w cas.w=01 add.w"})
  void soDoTwoWithOthers(MemoryModel model, String accesses) {
    compareAll(accesses, 2, model);
    agreesOnAtLeast(1_000);
  }

  // --------------------------------------------------------------- by lot

  private static String script(Random random, String[] accesses, int length) {
    return random
        .ints(length, 0, accesses.length)
        .mapToObj(i -> accesses[i])
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void twoAndThreeCpusWithUpToFourAccessesEach(MemoryModel model) {
    compareByLot(model, 60);
  }

  @Tag("nightly")
  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void manyMoreWithUpToFourAccessesEach(MemoryModel model) {
    compareByLot(model, 240);
  }

  private void compareByLot(MemoryModel model, int count) {
    String[] accesses = {
      "V.x=1",
      "V.y=2",
      "V.x",
      "V.y",
      "R.x=3",
      "A.x",
      "A.y",
      "O.y=4",
      "O.x=5",
      "O.y",
      "O.x",
      "cas.x=01",
      "add.x",
      "add.y"
    };
    Random random = new Random(1);
    while (programs < count) {
      List<String> cpus = new ArrayList<>();
      int many = 2 + random.nextInt(2);
      for (int cpu = 0; cpu < many; cpu++) {
        cpus.add(script(random, accesses, 1 + random.nextInt(4)));
      }
      if (isSmall(LitmusSubject.of(cpus.toArray(String[]::new)), model)) {
        compare(cpus, model);
      }
    }
    agreesOnAtLeast(count);
  }

  // --------------------------------------------------------------- signals

  private static final List<String> HANDLERS = List.of("", "V.x=1", "V.x V.y=2", "L L=5", "V.y");

  @ParameterizedTest
  @CsvSource({"SC, 60", "RA, 40", "TSO, 4"})
  void signalsCriticalSectionsAndCpuLocalWords(MemoryModel model, int count) {
    String[] accesses = {
      "V.x=1", "V.y=2", "V.x", "V.y", "{ L L=1 }", "L", "L=2", "{ V.x }", "{ V.x=3 }", "V.z=1"
    };
    Random random = new Random(1);
    while (programs < count) {
      String receiver = script(random, accesses, 1 + random.nextInt(2));
      String signal = "S.0=" + (1 + random.nextInt(4));
      String sender = List.of(signal, signal + " V.x=7", "V.y " + signal).get(random.nextInt(3));
      compare(LitmusSubject.withHandlers(HANDLERS, receiver, sender), model, receiver + sender);
    }
    agreesOnAtLeast(count);
  }

  /** A handler may run as soon as the first of two signals has come, or between the two. */
  @ParameterizedTest
  @CsvSource({
    "SC, '', S.0=1 V.x=1 S.0=1, ''",
    "SC, '', S.0=1, S.0=2",
    "RA, '', S.0=1 V.x=1 S.0=1, ''",
    "RA, '', S.0=1, S.0=2"
  })
  void twoSignals(MemoryModel model, String receiver, String sender, String another) {
    compareTwoSignals(model, receiver, sender, another);
  }

  /** Of all schedules some have to be made for half a minute. */
  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({
    "SC, '', S.0=1 S.0=1 V.x=1, ''",
    "SC, L=1, S.0=3 S.0=3, ''",
    "SC, V.x, S.0=2 S.0=1, ''",
    "RA, L=1, S.0=3 S.0=3, ''"
  })
  void twoSignalsAndMoreSchedules(
      MemoryModel model, String receiver, String sender, String another) {
    compareTwoSignals(model, receiver, sender, another);
  }

  private void compareTwoSignals(
      MemoryModel model, String receiver, String sender, String another) {
    compare(
        LitmusSubject.withHandlers(HANDLERS, receiver, sender, another), model, receiver + sender);
    agreesOnAtLeast(1);
  }

  // ------------------------------------------------------- loops and waiting

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aLoopThatSpinsEndsAsIfItHadWaited(MemoryModel model) {
    SourceSets sources = new SourceSets(new Actors(2));
    Explored spun = LitmusSubject.of("spin.x=1 O.y", "O.y=1 R.x=1 O.y=2").explore(sources, model);
    assertThat(spun.registers()).containsExactly("1", "2");
    assertThat(spun.broken()).isEmpty();
    assertThat(sources.bound()).isEmpty();
    assertThat(spun.executions()).isBetween(2L, 20L);
  }

  /** To be held is to be disabled by oneself and enabled by others: no outcome is lost by it. */
  @ParameterizedTest
  @CsvSource({"SC, 60", "TSO, 30", "RA, 20"})
  void loopsThatWaitAmongOtherAccesses(MemoryModel model, int count) {
    String[] accesses = {
      "spin.x=1", "spin.y=1", "V.x=1", "V.y=1", "R.x=1", "O.y=2", "A.x", "O.y", "V.x=0", "add.x"
    };
    Random random = new Random(1);
    while (programs < count) {
      String waiter = "spin.x=1 " + script(random, accesses, random.nextInt(2));
      String other = script(random, accesses, 1 + random.nextInt(3));
      List<String> cpus = new ArrayList<>(List.of(waiter.trim(), other));
      if (random.nextInt(3) == 0) {
        cpus.add(script(random, accesses, 1));
      }
      if (isSmall(LitmusSubject.of(cpus.toArray(String[]::new)), model)) {
        compare(cpus, model);
      }
    }
    agreesOnAtLeast(count);
  }

  @Test
  void aProgramWithoutLoopsHasNoBound() {
    SourceSets sources = new SourceSets(new Actors(2));
    LitmusSubject.of("V.x=1 V.y", "V.y=1 V.x").explore(sources, MemoryModel.SC);
    assertThat(sources.bound()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aCpuThatWaitsForAnother(MemoryModel model) {
    compare(List.of("await.x=1 V.y", "V.y=1 V.x=1"), model);
    compare(List.of("await.x=1 O.y", "O.y=1 O.x=1", "O.y=2"), model);
    compare(List.of("await.x=1 V.y=1", "await.y=1 V.x=1"), model);
    compare(List.of("await.x=1 V.y", "V.y=1"), model);
    agreesOnAtLeast(4);
  }

  // ------------------------------------------------------------- economy

  @Test
  void whatCommutesIsMadeOnce() {
    Explored apart =
        LitmusSubject.of("V.x=1 V.x", "V.y=1 V.y")
            .explore(new SourceSets(new Actors(2)), MemoryModel.SC);
    assertThat(apart.executions()).isEqualTo(1);
    Explored readers =
        LitmusSubject.of("V.x V.x", "V.x V.x")
            .explore(new SourceSets(new Actors(2)), MemoryModel.SC);
    assertThat(readers.executions()).isEqualTo(1);
  }

  @Test
  void aViolationInOneScheduleOfManyIsFound() {
    LitmusSubject litmus = LitmusSubject.of("V.x=1 V.x=2 V.x=3", "fail.x=2");
    assertThat(litmus.explore(new SourceSets(new Actors(2)), MemoryModel.SC).broken())
        .isEqualTo(litmus.explore(new NaiveEnumeration(), MemoryModel.SC).broken())
        .isEqualTo(Set.of(LitmusSubject.FAILED));
    assertThat(
            LitmusSubject.of("V.x=1 V.x=3", "fail.x=2")
                .explore(new SourceSets(new Actors(2)), MemoryModel.SC)
                .broken())
        .isEqualTo(Set.<Property>of());
  }
}
