package ripsaw.linearizability.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Stacks;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linearizability.checker.ExplorerChecker;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.lincheck.LincheckChecker;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.ProgramText;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Machine;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Allocator;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

class UnwatchedTest {
  private static final String STACKS = "com.acme.Stacks$";

  /** Of the suite, for each subject of the catalogue: the gate itself makes them all. */
  private static final int PROGRAMS = 4;

  private static Exploration explore(Subject subject, Program program, Method method, long most) {
    return Explorer.watched(
        new Question(
            subject,
            program,
            MemoryModel.SC,
            Set.of(CommonProperty.TERMINATION),
            method,
            1,
            most,
            Long.MAX_VALUE));
  }

  private static Exploration explore(Function<Machine, Allocator> start, Method method)
      throws Program.Malformed {
    Program program = ProgramText.parse("cpu0: a = alloc 64 | cpu1: b = alloc 64");
    return explore(Stacks.subject(start), program, method, 1_000);
  }

  static Stream<Arguments> whatCodeShows() {
    return Stream.of(
        shows(
            Stacks.Atomics::new, "Atomics.slots is a java.util.concurrent.atomic.AtomicLongArray"),
        shows(Stacks.Lock::new, "Lock.lock is a java.util.concurrent.locks.ReentrantLock"),
        shows(Stacks.ThreadOwned::new, "ThreadOwned.mine is a java.lang.ThreadLocal"),
        shows(Stacks.Synchronized::new, "Synchronized.act uses synchronized"),
        shows(Stacks.Monitor::new, "Monitor.act uses synchronized"),
        shows(Stacks.Field::new, "Field.act writes the field head"),
        shows(Stacks.Flag::new, "Flag.act writes the field busy"),
        shows(Stacks.InAnObject::new, "InAnObject.act writes the field next"),
        shows(Stacks.StaticField::new, "StaticField.act uses the static field head"),
        shows(Stacks.Chance::new, "Chance.act uses java.util.Random.<init>"),
        shows(Stacks.Time::new, "Clock.word uses java.lang.System.nanoTime"),
        shows(Stacks.Helped::new, "Helper.word uses java.lang.System.nanoTime"),
        shows(Stacks.Given::clock, "Given.clock uses java.lang.System.nanoTime"),
        shows(machine -> Stacks.Given.shortClock(machine, 7), "Given.lambda$shortClock$"));
  }

  static Stream<Arguments> whatChanges() {
    return Stream.of(
        shows(Stacks.InAnArray::new, "InAnArray.free[1] changes"),
        shows(Stacks.InAMap::new, "InAMap.owners"),
        shows(Stacks.InAStaticArray::new, "InAStaticArray.HEAD[0] changes"));
  }

  private static Arguments shows(Function<Machine, Allocator> start, String complaint) {
    return Arguments.of(start, complaint);
  }

  @ParameterizedTest
  @MethodSource("whatCodeShows")
  void whatNoCheckerSeesIsRefusedWithItsNameBeforeAnythingIsExplored(
      Function<Machine, Allocator> start, String complaint) {
    assertThatThrownBy(() -> SubjectCode.check(Stacks.subject(start)))
        .isInstanceOf(Unwatched.class)
        .hasMessageStartingWith("acme/stack: " + STACKS + complaint)
        .hasMessageContaining("keep what cpus share in ripsaw.machine.Memory");
  }

  @Test
  void whatElseItsClassCanStartIsNoReasonToRefuseIt() throws Program.Malformed {
    Function<Machine, Allocator> start = machine -> Stacks.Given.constant(machine, 1);
    SubjectCode.check(Stacks.subject(start));
    assertThat(explore(start, Method.EXHAUSTIVE).isExhausted()).isTrue();
  }

  @Test
  void whatIsWrittenWhenATypeIsMadeIsSetUp() throws Program.Malformed {
    SubjectCode.check(Stacks.subject(Stacks.CountsTypes::new));
    assertThat(explore(Stacks.CountsTypes::new, Method.EXHAUSTIVE).isExhausted()).isTrue();
  }

  @Test
  void theExplorerAndLincheckBothRefuseIt() {
    Subject subject = Stacks.subject(Stacks.Atomics::new);
    SubjectChecker.Effort effort = new SubjectChecker.Effort(10, Duration.ofMinutes(1), false);
    for (SubjectChecker checker : List.of(new ExplorerChecker(), new LincheckChecker())) {
      assertThatThrownBy(() -> checker.check(subject, subject.promised(), effort))
          .isInstanceOf(Unwatched.class)
          .hasMessageContaining("Atomics.slots");
    }
  }

  @ParameterizedTest
  @MethodSource("whatChanges")
  void aJavaObjectThatChangesIsNamedByThePathToIt(
      Function<Machine, Allocator> start, String complaint) {
    SubjectCode.check(Stacks.subject(start));
    for (Method method : Method.values()) {
      assertThatThrownBy(() -> explore(start, method))
          .isInstanceOf(Unwatched.class)
          .hasMessageStartingWith("acme/stack: " + STACKS + complaint);
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aSubjectThatDoesSomethingElseTheSecondTimeIsNotDeterministic(Method method) {
    AtomicInteger started = new AtomicInteger();
    Function<Machine, Allocator> start =
        machine -> new Stacks.Told(machine, 1 + started.getAndIncrement() % 2);
    SubjectCode.check(Stacks.subject(start));
    assertThatThrownBy(() -> explore(start, method))
        .isInstanceOf(Unwatched.class)
        .hasMessageContaining("is not deterministic: the same schedule made other accesses: 'cpu")
        .hasMessageContaining("', and then 'cpu");
  }

  @Test
  void anExecutionThatBeginsAsAnEarlierOneMustDoAsThatDid() {
    AtomicInteger started = new AtomicInteger();
    Function<Machine, Allocator> start =
        machine -> new Stacks.Told(machine, started.getAndIncrement() < 3 ? 1 : 2);
    assertThatThrownBy(() -> explore(start, Method.EXHAUSTIVE))
        .isInstanceOf(Unwatched.class)
        .hasMessageContaining("is not deterministic: the same schedule made other accesses: step");
  }

  @Test
  void recordsEnumsConstantsAndWhatIsLocalAreNoState() throws Program.Malformed {
    SubjectCode.check(Stacks.subject(Stacks.Innocent::new));
    assertThat(explore(Stacks.Innocent::new, Method.EXHAUSTIVE).isExhausted()).isTrue();
  }

  @Test
  void whateverIsInTheCatalogueKeepsAllInTheMachine() {
    keepsAllInTheMachine(1);
  }

  @Tag("nightly")
  @Test
  void soItDoesInMorePrograms() {
    keepsAllInTheMachine(PROGRAMS);
  }

  private static void keepsAllInTheMachine(int programs) {
    Catalogue catalogue = Catalogue.load();
    List<Subject> subjects =
        Stream.concat(
                catalogue.subjects().stream(), catalogue.mutants().stream().map(Mutant::subject))
            .distinct()
            .toList();
    assertThat(subjects).hasSizeGreaterThan(100);
    for (Subject subject : subjects) {
      SubjectCode.check(subject);
      Suite.of(subject.family()).stream()
          .limit(programs)
          .forEach(one -> explore(subject, one.program(), Method.EXHAUSTIVE, 3));
    }
  }
}
