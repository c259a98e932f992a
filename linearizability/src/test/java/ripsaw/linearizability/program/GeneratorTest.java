package ripsaw.linearizability.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.Shape;
import ripsaw.subject.Family;

class GeneratorTest {
  private static final List<Step> NOTHING = Generator.starts().get(0);
  private static final List<Step> PARKED = Generator.starts().get(1);

  private static List<String> written(int operations, int cpus, List<Step> before) {
    return Generator.programs(operations, cpus, before).stream()
        .map(Program::toString)
        .map(text -> text.replaceAll("machine: \\{[^}]*} \\| ", "").replaceAll(" = alloc 64", ""))
        .toList();
  }

  @Test
  void oneOperationOnEachOfTwoCpus() {
    assertThat(written(1, 2, NOTHING))
        .containsExactly("cpu0: c | cpu1: d", "cpu0: c | cpu1: free c");
  }

  /** Each cpu allocates twice, or allocates and frees, or frees and allocates, or frees twice. */
  @Test
  void twoOperationsOnEachOfTwoCpus() {
    assertThat(written(2, 2, NOTHING))
        .containsExactlyInAnyOrder(
            "cpu0: c; d | cpu1: e; f",
            "cpu0: c; d | cpu1: e; free c",
            "cpu0: c; d | cpu1: e; free d",
            "cpu0: c; d | cpu1: e; free e",
            "cpu0: c; d | cpu1: free c; f",
            "cpu0: c; d | cpu1: free d; f",
            "cpu0: c; d | cpu1: free c; free d",
            "cpu0: c; d | cpu1: free d; free c",
            "cpu0: c; free c | cpu1: e; free e",
            "cpu0: c; free e | cpu1: e; free c",
            "cpu0: c; free f | cpu1: free c; f");
  }

  @Test
  void whatIsGivenBeforehandMayBeFreed() {
    assertThat(written(1, 2, PARKED))
        .allMatch(program -> program.startsWith("before: cpu0: a; b | "))
        .hasSize(9)
        .contains("before: cpu0: a; b | cpu0: free a | cpu1: free b")
        .contains("before: cpu0: a; b | cpu0: free b | cpu1: free a");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 2", "1, 3", "3, 2"})
  void everyProgramIsValidAndNoTwoAreOne(int operations, int cpus) throws Malformed {
    for (List<Step> before : Generator.starts()) {
      List<Program> programs = Generator.programs(operations, cpus, before);
      Set<String> texts = new HashSet<>();
      for (Program program : programs) {
        assertThat(ProgramText.parse(program.toString())).isEqualTo(program);
        assertThat(program.operations()).isEqualTo(operations * cpus);
        assertThat(texts.add(program.toString())).isTrue();
      }
      assertThat(programs).isNotEmpty();
    }
  }

  /** As the README of this room says. */
  @ParameterizedTest
  @CsvSource({"3, 2, 1451", "2, 3, 1749"})
  void thereAreSoManyOfAllocationsAndFrees(int operations, int cpus, int programs) {
    int all = 0;
    for (List<Step> before : Generator.starts()) {
      all += Generator.programs(operations, cpus, before).size();
    }
    assertThat(all).isEqualTo(programs);
  }

  static List<Arguments> alphabets() throws Malformed {
    List<Arguments> all = new ArrayList<>();
    for (Family family : Family.all()) {
      for (int cpus = 1; cpus <= 3; cpus++) {
        all.add(Arguments.of(family, cpus == 1 ? 2 : 1, cpus, "all", List.of(64L)));
      }
    }
    Family kfree = new KfreeFamily();
    all.add(Arguments.of(kfree, 2, 1, "alloc,free,realloc", List.of(64L, 100L)));
    all.add(Arguments.of(kfree, 2, 2, "alloc,realloc", List.of(64L)));
    all.add(Arguments.of(kfree, 2, 2, "alloc,free-in-interrupt,destroy-type", List.of(64L)));
    all.add(Arguments.of(new KmallocObjFamily(), 2, 2, "alloc,free,read,hold,drop", List.of(64L)));
    return all;
  }

  @ParameterizedTest
  @MethodSource("alphabets")
  void noneIsLeftOutAndNoneIsThereTwice(
      Family family, int operations, int cpus, String verbs, List<Long> sizes) throws Malformed {
    isComplete(family, operations, cpus, verbs, sizes);
  }

  @Tag("nightly")
  @Test
  void norWithTwoSizes() throws Malformed {
    isComplete(new KfreeFamily(), 2, 2, "alloc,free,realloc", List.of(64L, 100L));
  }

  private static void isComplete(
      Family family, int operations, int cpus, String verbs, List<Long> sizes) throws Malformed {
    Alphabet alphabet = Alphabet.of(family, verbs, sizes);
    for (List<Step> before : Generator.starts()) {
      List<Program> generated =
          Generator.programs(operations, cpus, before, alphabet, Optional.empty(), () -> false);
      Set<String> classes = new HashSet<>();
      for (Program program : generated) {
        program.requireFor(family);
        assertThat(classes.add(NaivePrograms.canonical(program))).as("%s", program).isTrue();
      }
      assertThat(classes)
          .isEqualTo(new NaivePrograms(operations, cpus, before, alphabet).classes());
    }
  }

  @Test
  void theyRunOnTheMachineThatIsGiven() {
    Shape shape = Shape.small(2, 2, 8).withSlabPages(4);
    assertThat(Generator.programs(1, 2, NOTHING, Alphabet.PLAIN, Optional.of(shape), () -> false))
        .hasSize(2)
        .allMatch(program -> program.shape().equals(shape));
  }

  @Test
  void aVerbThatAFamilyDoesNotOfferIsRefused() {
    assertThatThrownBy(() -> Alphabet.of(new KmallocObjFamily(), "alloc, realloc", List.of(64L)))
        .isInstanceOf(Malformed.class)
        .hasMessage(
            "'realloc': expected 'all', or some of alloc, free, free-in-interrupt, signals, tidy,"
                + " destroy-type, read, hold, drop, tick, tick-here");
  }

  @Test
  void noProgramWaitsInACircle() {
    assertThat(written(2, 2, NOTHING))
        .doesNotContain("cpu0: free f; d | cpu1: free d; f", "cpu0: free d; d | cpu1: e; f");
  }

  @Test
  void whoHasEnoughGetsNoMore() {
    AtomicInteger asked = new AtomicInteger();
    List<Program> some =
        Generator.programs(
            3, 3, NOTHING, Alphabet.PLAIN, Optional.empty(), () -> asked.incrementAndGet() > 1000);
    assertThat(some).hasSizeBetween(1, 1000);
    assertThat(asked).hasValueLessThan(10_000);
  }
}
