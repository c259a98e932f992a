package ripsaw.linearizability.repro;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.Afterwards;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.execution.Schedule.Turn;
import ripsaw.linearizability.execution.loop.Round;
import ripsaw.linearizability.execution.loop.Waits;
import ripsaw.linearizability.explore.Losses;
import ripsaw.linearizability.explore.SubjectCode;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * Makes the execution that a repro fixes, once more, and writes it down.
 *
 * @param recording row by row
 * @param violation what it came to
 * @param schedule that was followed; of an old one that goes round many times, with the round once
 */
public record Replay(Recording recording, Optional<Violation> violation, Schedule schedule) {
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
    Followed followed = new Followed(subject, repro, repro.schedule().orElseThrow());
    Replay replay = followed.replay();
    if (followed.schedule.repeated() > 0 || followed.run.endless().isEmpty()) {
      return replay;
    }
    Schedule once = Schedule.of(followed.run);
    return new Followed(subject, repro, once).replay();
  }

  /**
   * The same, of a subject that somebody wrote.
   *
   * @throws Unwatched if it does what no checker sees, as far as that shows: the execution is made
   *     twice
   */
  public static Replay watched(Subject subject, Repro repro) throws Misfit {
    SubjectCode.check(subject);
    Replay replay = of(subject, repro);
    if (!of(subject, repro).equals(replay)) {
      throw new Unwatched(
          "%s is not deterministic: the same schedule made other accesses%s"
              .formatted(subject, Unwatched.MEND));
    }
    return replay;
  }

  /** A schedule, followed turn by turn. */
  private static final class Followed {
    private final Subject subject;
    private final Repro repro;
    private final Schedule schedule;
    private final Recorder recorder;
    private final ProgramRun run;
    private int actor;
    private String label = "";

    Followed(Subject subject, Repro repro, Schedule schedule) {
      this.subject = subject;
      this.repro = repro;
      this.schedule = schedule;
      this.recorder = new Recorder(subject, repro);
      // What is said to repeat is made once: it is not for the run to find out.
      Waits waits = schedule.repeated() > 0 ? null : new Waits();
      this.run =
          new ProgramRun(
              subject, repro.program(), repro.memory(), sought(subject, repro), recorder, waits);
      recorder.watch(run.session());
    }

    Replay replay() throws Misfit {
      List<Turn> turns = schedule.turns();
      int first = turns.size() - schedule.repeated();
      follow(0, first);
      if (schedule.repeated() > 0) {
        recorder.repeatsFromHere();
        repeat(first);
      } else if (!run.isOver()) {
        throw new Misfit(
            "the schedule no longer fits: it ends after turn %s, and the execution does not"
                .formatted(turns.size()));
      } else if (run.wasCut()) {
        throw new Misfit("the schedule no longer fits: the execution does not come to its end");
      }
      if (run.session().found().isEmpty()) {
        goOn();
      }
      if (run.session().found().isEmpty()) {
        recorder.stop(); // what follows is no part of the execution, but whoever explored it did it
        run.session().attempt(run.session()::lookAtNames);
        new Losses(subject, repro.program()).judge(run);
      }
      Optional<Violation> violation = run.session().found();
      if (violation.isPresent() && violation.get().property().watch() == Property.Watch.ACCESS) {
        boolean inHandler = run.actors().get(actor).isHandler();
        recorder.ended(run.placeOf(actor), run.lineOf(actor), inHandler, label);
      }
      return new Replay(recorder.recording(violation), violation, schedule);
    }

    /** What comes afterwards is worth a look only if something is wrong with it. */
    private void goOn() {
      if (Afterwards.canFollow(run)) {
        recorder.nobodyCallsFromHere();
        new Afterwards(run.session()).judge();
        if (run.session().found().isEmpty()) {
          recorder.forgetWhatCameAfterwards();
        }
      }
    }

    private void follow(int from, int to) throws Misfit {
      for (int index = from; index < to; index++) {
        Turn turn = schedule.turns().get(index);
        for (int step = 1; step <= turn.steps(); step++) {
          if (run.endless().isPresent()) {
            return; // an old schedule goes round many times more
          }
          label = Replay.follow(run, turn, index + 1, step);
          actor = turn.actor();
        }
      }
    }

    /** Makes the round once for the record, and often to see whether it repeats. */
    private void repeat(int first) throws Misfit {
      int before = run.steps().count();
      follow(first, schedule.turns().size());
      if (run.isOver()) {
        throw new Misfit("the schedule no longer fits: the execution ends before it repeats");
      }
      Round round = run.loops().since(before);
      if (!round.isEndless(run.again(), run.loops().made(before))) {
        throw new Misfit(
            "the schedule no longer fits: its last %s not repeat"
                .formatted(
                    schedule.repeated() == 1 ? "turn does" : schedule.repeated() + " turns do"));
      }
      run.session().attempt(() -> run.session().violated(run.goesRound(round)));
    }
  }

  /** What ends the execution: what is expected, or anything if it is to hold. */
  private static Set<Property> sought(Subject subject, Repro repro) {
    return repro.expected().map(Set::of).orElseGet(subject::promised);
  }

  private static String why(ProgramRun run, Turn turn) {
    if (!run.actors().get(turn.actor()).isAlive()) {
      return "store buffers make none any more: explore the file anew";
    }
    return run.isOver() ? "the execution is over" : "it has nothing to do, or waits";
  }

  /** Makes a step, and returns what it is. */
  private static String follow(ProgramRun run, Turn turn, int number, int step) throws Misfit {
    String who = run.actors().get(turn.actor()).name();
    if ((run.able() & 1 << turn.actor()) == 0) {
      throw new Misfit(
          "the schedule no longer fits: in turn %s %s cannot make step %s of %s: %s"
              .formatted(number, who, step, turn.steps(), why(run, turn)));
    }
    String label = run.nextLabel(turn.actor());
    if (step == turn.steps() && !label.equals(turn.last())) {
      throw new Misfit(
          "the schedule no longer fits: turn %s of %s ends with '%s', and the code does '%s' there"
              .formatted(number, who, turn.last(), label));
    }
    run.step(turn.actor(), turn.older());
    if (turn.older() >= run.last().values()) {
      throw new Misfit(
          "the schedule no longer fits: in turn %s %s sees a value that it cannot see any more"
              .formatted(number, who));
    }
    return label;
  }
}
