package ripsaw.junit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.explore.Sample;
import ripsaw.linearizability.guard.InOrder;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/** Explores programs, several at once, until one goes wrong or none is left. */
final class Exploring {
  /** The first programs, in which the subject is looked at closely; then it is now and then. */
  private static final int WATCHED = 16;

  /**
   * Executions of each program in the first look: nearly every fault shows in the first few of some
   * program, and those before it need not be seen to the end for that.
   */
  private static final long GLANCE = 16;

  private final Subject subject;
  private final List<Program> programs;
  private final MemoryModel memory;
  private final Set<Property> sought;
  private final long most;
  private final Coverage coverage = new Coverage();
  private int explored;
  private long executions;
  private String cut = "";
  private Exploration failed;

  private Exploring(
      Subject subject,
      List<Program> programs,
      MemoryModel memory,
      Set<Property> sought,
      long most) {
    this.subject = subject;
    this.programs = programs;
    this.memory = memory;
    this.sought = sought;
    this.most = most;
  }

  /**
   * Looks at the first executions of each program, and then at all of them.
   *
   * @param most executions of one program
   */
  static Exploring of(
      Subject subject,
      List<Program> programs,
      MemoryModel memory,
      Set<Property> sought,
      long most) {
    Exploring glance =
        new Exploring(subject, programs, memory, sought, Math.min(most, GLANCE)).run();
    return glance.failed != null || most <= GLANCE
        ? glance
        : new Exploring(subject, programs, memory, sought, most).run();
  }

  private Exploring run() {
    InOrder.run(InOrder.processors(), programs.size(), this::explore, this::add);
    return this;
  }

  private Question question(int number) {
    return new Question(
        subject, programs.get(number), memory, sought, Method.EXHAUSTIVE, 0, most, Long.MAX_VALUE);
  }

  private Exploration explore(int number) {
    return number < WATCHED || Sample.has(number)
        ? Explorer.watched(question(number))
        : Explorer.explore(question(number));
  }

  /** Returns whether to go on. */
  private boolean add(Exploration next) {
    executions += next.executions();
    coverage.add(next.coverage());
    explored++;
    if (next.violation().isPresent()) {
      failed = next;
    } else if (!next.isExhausted() && cut.isEmpty()) {
      String program = programs.get(explored - 1).toString(subject.family());
      cut = "%s of '%s'".formatted(next.bound(), program);
    }
    return failed == null;
  }

  Subject subject() {
    return subject;
  }

  int programs() {
    return explored;
  }

  long executions() {
    return executions;
  }

  /** Which of a program's schedules were not all seen, and why; empty if all were. */
  String cut() {
    return cut;
  }

  /** What had to happen for the silence to mean anything, and did not. */
  Set<String> neverCame() {
    return coverage.neverCame();
  }

  Optional<Violation> violation() {
    return failed == null ? Optional.empty() : failed.violation();
  }

  /** What went wrong, by the schedule with the fewest preemptions. */
  Repro repro() {
    int last = explored - 1;
    Exploration shortest = Explorer.shortened(question(last), failed);
    return new Repro(
        subject.id(),
        programs.get(last),
        memory,
        shortest.violation().map(Violation::property),
        shortest.schedule());
  }
}
