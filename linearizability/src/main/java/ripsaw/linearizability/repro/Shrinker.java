package ripsaw.linearizability.repro;

import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.SmallerPrograms;
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

  /** Of the smallest program so far. */
  private Schedule found;

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
    found = given;
    Program smallest =
        SmallerPrograms.smallest(
            repro.program(), SmallerPrograms::withoutAnOperation, this::violates);
    Schedule schedule = found;
    if (smallest == repro.program()) {
      schedule =
          violating(smallest).filter(one -> one.switches() <= given.switches()).orElse(given);
    }
    return new Repro(
        repro.subject(), smallest, repro.memory(), repro.expected(), Optional.of(schedule));
  }

  private boolean violates(Program smaller) {
    Optional<Schedule> schedule = violating(smaller);
    found = schedule.orElse(found);
    return schedule.isPresent();
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
}
