package ripsaw.linearizability.repro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * Makes a repro small: leaves out one operation after another as long as some schedule of what is
 * left still violates the property, then takes the schedule with the fewest preemptions that is
 * found. What is found is never less than what was given.
 */
public final class Shrinker {
  /** Executions spent on each smaller program. */
  private static final long EXECUTIONS = 20_000;

  private final Subject subject;
  private final Repro repro;
  private final Property property;
  private final long deadline;

  private Shrinker(Subject subject, Repro repro, long deadline) {
    this.subject = subject;
    this.repro = repro;
    this.property = repro.expected().orElseThrow();
    this.deadline = deadline;
  }

  /**
   * @param repro that expects a violation
   * @param given what its schedule came to: that violation
   * @param deadline {@link System#nanoTime} after which nothing more is left out
   * @return a repro that is no larger
   */
  public static Repro shrink(Subject subject, Repro repro, Replay given, long deadline) {
    return new Shrinker(subject, repro, deadline).shrink(given.schedule());
  }

  private Repro shrink(Schedule given) {
    Program smallest = repro.program();
    Schedule schedule = given;
    boolean progress = true;
    while (progress) {
      progress = false;
      for (Program smaller : smaller(smallest)) {
        Optional<Schedule> found = violating(smaller);
        if (found.isPresent()) {
          smallest = smaller;
          schedule = found.get();
          progress = true;
          break;
        }
      }
    }
    if (smallest == repro.program()) {
      schedule =
          violating(smallest).filter(found -> found.switches() <= given.switches()).orElse(given);
    }
    return new Repro(
        repro.subject(), smallest, repro.memory(), repro.expected(), Optional.of(schedule));
  }

  private Optional<Schedule> violating(Program program) {
    Question question =
        new Question(
            subject,
            program,
            repro.memory(),
            Set.of(property),
            Method.EXHAUSTIVE,
            0,
            EXECUTIONS,
            deadline,
            true);
    return Explorer.shortest(question).schedule();
  }

  /** The programs with one operation fewer, those that lack a later one first. */
  private static List<Program> smaller(Program program) {
    List<Program> smaller = new ArrayList<>();
    for (int cpu = program.cpus().size() - 1; cpu >= 0; cpu--) {
      for (int i = program.cpus().get(cpu).size() - 1; i >= 0; i--) {
        List<List<Operation>> cpus = new ArrayList<>(program.cpus());
        cpus.set(cpu, without(program.cpus().get(cpu), i));
        add(smaller, program.shape(), program.before(), cpus);
      }
    }
    for (int i = program.before().size() - 1; i >= 0; i--) {
      add(smaller, program.shape(), without(program.before(), i), program.cpus());
    }
    Shape shape = program.shape();
    int used = used(program);
    if (used < shape.cpus()) {
      add(smaller, shape.withCpus(used), program.before(), program.cpus().subList(0, used));
    }
    return smaller;
  }

  private static int used(Program program) {
    int used = 1;
    for (Step step : program.before()) {
      used = Math.max(used, step.cpu() + 1);
    }
    for (int cpu = 0; cpu < program.cpus().size(); cpu++) {
      used = program.cpus().get(cpu).isEmpty() ? used : Math.max(used, cpu + 1);
    }
    return used;
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> shorter = new ArrayList<>(list);
    shorter.remove(index);
    return shorter;
  }

  private static void add(
      List<Program> smaller, Shape shape, List<Step> before, List<List<Operation>> cpus) {
    try {
      if (cpus.stream().anyMatch(one -> !one.isEmpty())) {
        smaller.add(Program.of(shape, before, cpus));
      }
    } catch (Malformed e) {
      // What used the name that is gone must go first.
    }
  }
}
