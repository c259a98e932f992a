package ripsaw.linearizability.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.Shape;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Catalogue;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Family;
import ripsaw.subject.Subject;
import ripsaw.subject.Verb;

class RandomProgramsTest {
  private static final int PROGRAMS = 1_000;
  private static final int SOME = 80;
  private static final int EXECUTIONS = 20;

  private static List<Program> programs(Family family, long seed, int many) {
    RandomPrograms random = new RandomPrograms(family, seed);
    return Stream.generate(random::next).limit(many).toList();
  }

  static List<Family> families() {
    return Family.all();
  }

  static List<Subject> references() {
    return Catalogue.load().subjects().stream()
        .filter(subject -> subject.kind() == Subject.Kind.REFERENCE)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyProgramIsReadAsItIsWrittenAndFitsItsFamily(Family family) throws Malformed {
    for (Program program : programs(family, 1, PROGRAMS)) {
      assertThat(ProgramText.parse(program.toString())).isEqualTo(program);
      program.requireFor(family);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void theSameSeedGivesTheSamePrograms(Family family) {
    assertThat(programs(family, 7, SOME)).isEqualTo(programs(family, 7, SOME));
    assertThat(programs(family, 7, SOME)).isNotEqualTo(programs(family, 8, SOME));
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyVerbAndEveryKindOfMachineComes(Family family) {
    Set<Verb> verbs = new HashSet<>();
    Set<Verb> running = new HashSet<>();
    List<Program> programs = programs(family, 1, PROGRAMS);
    for (Program program : programs) {
      program.before().forEach(step -> verbs.add(step.operation().verb()));
      program.cpus().forEach(cpu -> cpu.forEach(one -> running.add(one.verb())));
    }
    Set<Verb> offered = new HashSet<>(Alphabet.offered(family));
    assertThat(running).isEqualTo(offered);
    if (family.commonVerbs().contains(CommonVerb.NEW_TYPE)) {
      offered.add(CommonVerb.NEW_TYPE);
    }
    assertThat(verbs).isEqualTo(offered);
    List<Shape> shapes = programs.stream().map(Program::shape).toList();
    assertThat(shapes).extracting(Shape::cpus).containsOnly(2, 3);
    assertThat(shapes).extracting(Shape::chunksPerSlab).containsOnly(2, 3, 4);
    assertThat(shapes).extracting(Shape::pages).containsOnly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(shapes).extracting(Shape::slabPages).containsOnly(1, 2, 4);
    assertThat(shapes).extracting(Shape::cachedSlabs).containsOnly(0, 1, 2, 3);
    assertThat(shapes).extracting(Shape::signals).containsOnly(1, 2, 16);
  }

  /** Found by chance; the judges were wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // A chunk of 128 bytes is in a slab, and 128 bytes get pages of their own.
        "machine: {pages: 1} | cpu1: a = alloc 127; b = alloc 128 nowait",
        // The sum that cpu0 writes back is from before b, which is over when it is judged.
        "machine: {chunks-per-slab: 3, pages: 3} | before: cpu1: a = alloc 512 limited; free a"
            + " | cpu0: c = alloc 1536 limited | cpu1: b = alloc 513 limited; d = alloc 8 limited"
      })
  void whatRaisedAFalseAlarmOnceHolds(String program) throws Malformed {
    Subject reference = Catalogue.load().find("dragonfly/reference").orElseThrow();
    for (MemoryModel memory : MemoryModel.values()) {
      assertThat(explore(reference, Program.parse(program), memory, 2_000).violation()).isEmpty();
    }
  }

  private static Exploration explore(
      Subject subject, Program program, MemoryModel memory, long executions) {
    return Explorer.explore(
        new Question(
            subject,
            program,
            memory,
            subject.promised(),
            Method.EXHAUSTIVE,
            0,
            executions,
            Long.MAX_VALUE));
  }

  /** Every execution that is made ends as it should. */
  @ParameterizedTest
  @MethodSource("references")
  void theReferenceHolds(Subject reference) {
    holds(reference, SOME);
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("references")
  void soItDoesInManyMore(Subject reference) {
    holds(reference, PROGRAMS);
  }

  private static void holds(Subject reference, int many) {
    for (Program program : programs(reference.family(), 1, many)) {
      Exploration explored = explore(reference, program, MemoryModel.SC, EXECUTIONS);
      assertThat(explored.violation()).as("%s", program).isEmpty();
    }
  }
}
