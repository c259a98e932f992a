package ripsaw.linearizability;

import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.Schedule.Turn;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * Makes the execution that a repro fixes, once more, and writes it down.
 *
 * @param recording row by row
 * @param violation what it came to
 */
public record Replay(Recording recording, Optional<Violation> violation) {
  /** The schedule does not fit: the code has moved on since it was written. */
  public static final class Misfit extends Exception {
    private static final long serialVersionUID = 1;

    Misfit(String message) {
      super(message);
    }
  }

  /**
   * @throws Misfit if the schedule cannot be followed to its end
   */
  public static Replay of(Subject subject, Repro repro) throws Misfit {
    Recorder recorder = new Recorder(subject, repro);
    Run run = new Run(subject, repro.program(), repro.memory(), sought(subject, repro), recorder);
    recorder.watch(run.session());
    Schedule schedule = repro.schedule().orElseThrow();
    int number = 0;
    int actor = 0;
    String label = "";
    for (Turn turn : schedule.turns()) {
      number++;
      for (int step = 1; step <= turn.steps(); step++) {
        label = follow(run, turn, number, step);
        actor = turn.actor();
      }
    }
    if (!run.isOver()) {
      throw new Misfit(
          "the schedule no longer fits: it ends after turn %d, and the execution does not"
              .formatted(number));
    }
    Optional<Violation> violation = run.session().found();
    if (violation.isPresent() && violation.get().property().watch() == Property.Watch.ACCESS) {
      recorder.ended(actor % run.cpus(), actor / run.cpus() == 1, label);
    }
    return new Replay(recorder.recording(violation), violation);
  }

  /** What ends the execution: what is expected, or anything if it is to hold. */
  private static Set<Property> sought(Subject subject, Repro repro) {
    return repro.expected().map(Set::of).orElseGet(subject::promised);
  }

  private static String why(Run run, Turn turn) {
    if (turn.actor() >= run.actors()) {
      return "store buffers make none any more: explore the file anew";
    }
    return run.isOver() ? "the execution is over" : "it has nothing to do, or waits";
  }

  /** Makes a step, and returns what it is. */
  private static String follow(Run run, Turn turn, int number, int step) throws Misfit {
    String who = Schedule.name(turn.actor(), run.cpus());
    if ((run.enabled() & 1 << turn.actor()) == 0) {
      throw new Misfit(
          "the schedule no longer fits: in turn %d %s cannot make step %d of %d: %s"
              .formatted(number, who, step, turn.steps(), why(run, turn)));
    }
    String label = run.nextLabel(turn.actor());
    if (step == turn.steps() && !label.equals(turn.last())) {
      throw new Misfit(
          "the schedule no longer fits: turn %d of %s ends with '%s', and the code does '%s' there"
              .formatted(number, who, turn.last(), label));
    }
    run.step(turn.actor(), turn.older());
    if (turn.older() >= run.values()) {
      throw new Misfit(
          "the schedule no longer fits: in turn %d %s sees a value that it cannot see any more"
              .formatted(number, who));
    }
    return label;
  }
}
