package ripsaw.linearizability.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class RequestsTest {
  private static final String TWO_PAGES =
      "machine: {cpus: 2, chunks-per-slab: 2, pages: 2} | before: cpu0: ";

  private abstract static class Reference extends SlabAllocator {
    Reference(Machine machine) {
      super(machine, new ParkedWord(machine));
    }
  }

  /** All that is broken in the first execution. */
  private static List<Property> broken(Function<Machine, Allocator> start, String program) {
    Subject subject =
        new Subject(
            "user/heap",
            "answers wrongly",
            Optional.empty(),
            new KfreeFamily(),
            Subject.Kind.SEEDED,
            Set.of(),
            Set.of(),
            start);
    try {
      ProgramRun run =
          new ProgramRun(subject, Program.parse(program), MemoryModel.SC, Set.of(), null);
      assertThat(run.finish()).isTrue();
      return run.session().alsoSeen().stream().map(violation -> violation.property()).toList();
    } catch (Program.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private static Function<Machine, Allocator> refusing(int granted) {
    return machine ->
        new Reference(machine) {
          private int asked;

          @Override
          public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
            return asked++ < granted ? super.allocate(cpu, type, bytes, flags) : NO_MEMORY;
          }
        };
  }

  @Test
  void aRefusalIsWrongWhileAllThatWasEverAskedForHasRoom() {
    assertThat(broken(refusing(1), TWO_PAGES + "a = alloc 64 | cpu1: b = alloc 64"))
        .contains(CommonProperty.LINEARIZABLE, CommonProperty.REFUSED_ONLY_WHEN_OUT);
  }

  @Test
  void whatWasFreedCanBeHadAgainOnAMachineThatWasUsed() {
    String used = TWO_PAGES + "a = alloc 64; free a; b = alloc 64; free b; c = alloc 64 | ";
    assertThat(broken(refusing(3), used + "cpu1: d = alloc 64"))
        .as("three pages were asked for, and two are enough")
        .contains(CommonProperty.REUSE)
        .doesNotContain(CommonProperty.LINEARIZABLE);
    assertThat(broken(refusing(3), used + "cpu1: d = alloc 64; e = alloc 64"))
        .as("three may be out at a time")
        .doesNotContain(CommonProperty.REUSE);
  }

  @Test
  void whatComesHomeByASignalCanBeHadWhenThatIsTaken() {
    String remote = TWO_PAGES + "a = alloc 64; b = alloc 64; cpu1: free a; ";
    assertThat(broken(refusing(2), remote + "cpu0: c = alloc 64 | cpu1: tidy"))
        .doesNotContain(CommonProperty.REUSE);
    assertThat(broken(refusing(2), remote + "cpu0: signals; free b | cpu0: c = alloc 64"))
        .contains(CommonProperty.REUSE);
  }

  @Test
  void aBlockThatIsResizedAloneIsNotRefusedWhileThereIsRoomInASlab() {
    Function<Machine, Allocator> refusing =
        machine ->
            new Reference(machine) {
              @Override
              public long reallocate(Cpu cpu, int type, long address, long bytes) {
                return NO_MEMORY;
              }
            };
    String three = TWO_PAGES + "a = alloc 64; b = alloc 64; c = alloc 64; realloc a 64 | ";
    assertThat(broken(refusing, three + "cpu1: free b")).contains(CommonProperty.REUSE);
  }

  @Test
  void aCallerThatMayWaitIsNotRefusedWhileThereArePages() {
    String program = "before: a = alloc 64; b = alloc 64; c = alloc 64 | cpu0: d = alloc 64";
    assertThat(broken(refusing(3), program)).contains(CommonProperty.REFUSED_ONLY_WHEN_OUT);
    assertThat(broken(refusing(3), program + " nowait"))
        .doesNotContain(CommonProperty.REFUSED_ONLY_WHEN_OUT);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 7, 1L << 62, 1L << 31, 4096})
  void aRequestThatNoMachineHasRoomForMayBeRefused(long bytes) {
    for (Subject reference : Catalogue.load().references()) {
      if (reference.family().equals(new KfreeFamily())) {
        for (String flag : List.of("", " limited", " nowait", " zero")) {
          String program = "cpu0: a = alloc " + bytes + flag + " | cpu1: b = alloc 64 limited";
          assertThat(broken(reference.start(), program)).as(program).isEmpty();
        }
        String program = "before: a = alloc 64 | cpu0: realloc a " + bytes;
        assertThat(broken(reference.start(), program)).as(program).isEmpty();
      }
    }
  }

  @Test
  void aRequestForSomethingIsNotAnsweredAsOneForNothing() {
    Function<Machine, Allocator> allocatesNothing =
        machine ->
            new Reference(machine) {
              @Override
              public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                return ZERO_SIZE;
              }
            };
    assertThat(broken(allocatesNothing, "cpu0: a = alloc 64"))
        .containsExactly(CommonProperty.GRANT);
    assertThat(broken(allocatesNothing, "cpu0: a = alloc 0")).isEmpty();
  }

  @Test
  void whatIsOverTheLimitForCertainIsRefused() {
    Function<Machine, Allocator> knowsNoLimit =
        machine ->
            new Reference(machine) {
              @Override
              public int createType(Cpu cpu, long limit) {
                return super.createType(cpu, UNLIMITED);
              }
            };
    String four = "a = alloc 64 limited; b = alloc 64 limited; c = alloc 64 limited; d = alloc 64";
    assertThat(broken(knowsNoLimit, "cpu0: " + four + " limited; e = alloc 64 limited"))
        .containsExactly(CommonProperty.GRANT);
    assertThat(broken(knowsNoLimit, "cpu0: " + four + "; e = alloc 64 limited"))
        .as("up to the limit")
        .isEmpty();
  }

  /** Those that are history: of the references the gate asks it, to the last execution. */
  static List<Subject> history() {
    return Catalogue.load().subjects().stream()
        .filter(subject -> subject.kind() == Subject.Kind.HISTORICAL)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("history")
  void noVersionAnswersWronglyInItsSuite(Subject subject) {
    answersRightly(subject, 40);
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("history")
  void norIfMoreIsLookedAt(Subject subject) {
    answersRightly(subject, 20_000);
  }

  private static void answersRightly(Subject subject, int most) {
    Set<Property> asked =
        Set.of(
            CommonProperty.EVERY_PAGE,
            CommonProperty.GRANT,
            CommonProperty.REUSE,
            CommonProperty.REFUSED_ONLY_WHEN_OUT,
            CommonProperty.NO_CRASH);
    for (Suite one : Suite.of(subject.family())) {
      Exploration found =
          Explorer.explore(
              new Explorer.Question(
                  subject,
                  one.program(),
                  MemoryModel.SC,
                  asked,
                  Method.EXHAUSTIVE,
                  0,
                  most,
                  Long.MAX_VALUE));
      assertThat(found.violation()).as("%s: %s", subject, one.name()).isEmpty();
    }
  }
}
