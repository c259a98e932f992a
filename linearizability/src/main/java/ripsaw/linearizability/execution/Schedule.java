package ripsaw.linearizability.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.linearizability.execution.loop.Round;
import ripsaw.linearizability.execution.step.Actor;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.program.Program.Malformed;

/**
 * Which actor makes the next step, from the first to the last: with a program it fixes an
 * execution. As a person reads it, a line for each turn, with the number of steps and what the last
 * of them is, so that a schedule that does not fit the code any more is noticed where it goes
 * wrong:
 *
 * <pre>
 *   cpu1 9         get-acquire slab0.signal
 *   cpu0 31        set slab0.free
 *   cpu0-signal 4  get-opaque mailbox[cpu1 to cpu0]+2
 *   cpu1 1 older 1  get-opaque slab0.signal
 * </pre>
 *
 * An execution that does not end has a schedule that does: up to the round that is made over and
 * over, and that once.
 *
 * @param turns in order
 * @param repeated so many of the last turns are the round; 0 if the execution ends
 */
public record Schedule(List<Turn> turns, int repeated) {
  public Schedule(List<Turn> turns) {
    this(turns, 0);
  }

  /**
   * Steps that one actor makes in a row.
   *
   * @param actor its number among the {@link Actors}
   * @param steps at least 1
   * @param older for a load that does not see the latest value: which one; such a step is a turn
   * @param last what the last of the steps is
   */
  public record Turn(int actor, int steps, int older, String last) {}

  private static final Pattern TURN =
      Pattern.compile(
          "(cpu([0-9]{1,2})(?:-signal|-buffer|\\.t[0-9]|\\.irq)?) +([0-9]{1,6})"
              + "(?: older ([0-9]{1,4}))? +(.+)");

  /** A line of {@link #lines}. */
  public static Turn parse(String line, Actors actors) throws Malformed {
    Matcher matcher = TURN.matcher(line.trim());
    if (!matcher.matches()) {
      throw new Malformed("'" + line.trim() + "': expected a turn, as 'cpu0 12  set slab0.free'");
    }
    int cpu = Integer.parseInt(matcher.group(2));
    int steps = Integer.parseInt(matcher.group(3));
    if (cpu >= actors.cpus()) {
      throw new Malformed("cpu%s: the machine has %s cpus".formatted(cpu, actors.cpus()));
    }
    if (steps == 0) {
      throw new Malformed("'" + line.trim() + "': a turn has at least one step");
    }
    String name = matcher.group(1);
    Actor actor =
        actors
            .named(name)
            .orElseThrow(() -> new Malformed(name + ": the program has no such line"));
    int older = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
    return new Turn(actor.number(), steps, older, matcher.group(5));
  }

  /** A line for each turn. */
  public List<String> lines(Actors actors) {
    List<String> lines = new ArrayList<>();
    for (Turn turn : turns) {
      String who = actors.get(turn.actor).name() + " " + turn.steps;
      String older = turn.older > 0 ? " older " + turn.older : "";
      lines.add("%-16s %s".formatted(who + older, turn.last));
    }
    return lines;
  }

  /** How often the running actor changes. */
  public int switches() {
    int switches = 0;
    for (int i = 1; i < turns.size(); i++) {
      switches += turns.get(i).actor == turns.get(i - 1).actor ? 0 : 1;
    }
    return switches;
  }

  /**
   * Makes the same execution once more, to learn what its steps are called. Of one that goes round
   * for ever, the rounds that were made before are left out, if it comes to the same without them.
   *
   * @param made what was made
   */
  public static Schedule of(ProgramRun made) {
    if (made.endless().isEmpty()) {
      return written(made, step -> true).orElseThrow();
    }
    boolean[] leadIn = made.loops().leadIn();
    return written(made, step -> leadIn[step]).or(() -> written(made, step -> true)).orElseThrow();
  }

  /** Empty if these steps cannot be made without the others, or what repeats does not. */
  private static Optional<Schedule> written(ProgramRun made, IntPredicate steps) {
    ProgramRun run = made.anew();
    Writer writer = new Writer();
    for (int step = 0; step < made.steps().count(); step++) {
      int actor = made.steps().actor(step);
      if (steps.test(step) && !write(writer, run, actor, made.steps().older(step))) {
        return Optional.empty();
      }
    }
    if (made.endless().isPresent()) {
      writer.repeatFromHere();
      Round round = made.endless().get();
      if (!round.isEndless(run.again(), null)) {
        return Optional.empty();
      }
      for (int actor : round.actors()) {
        write(writer, run, actor, 0);
      }
    }
    return Optional.of(writer.schedule());
  }

  private static boolean write(Writer writer, ProgramRun run, int actor, int older) {
    if ((run.able() & 1 << actor) == 0) {
      return false;
    }
    writer.step(actor, older, run.nextLabel(actor));
    run.step(actor, older);
    return true;
  }

  /** Puts steps together to turns. */
  public static final class Writer {
    private final List<Turn> turns = new ArrayList<>();
    private Optional<Integer> repeatedFrom = Optional.empty();

    public Schedule schedule() {
      return new Schedule(
          List.copyOf(turns), repeatedFrom.map(first -> turns.size() - first).orElse(0));
    }

    /** What comes is the round that is made over and over. */
    void repeatFromHere() {
      repeatedFrom = Optional.of(turns.size());
    }

    /**
     * @param label of the step, see {@link ProgramRun#nextLabel}
     */
    public void step(int actor, int older, String label) {
      int last = turns.size() - 1;
      boolean goesOn =
          last >= repeatedFrom.orElse(0)
              && turns.get(last).actor == actor
              && turns.get(last).older == 0
              && older == 0;
      if (goesOn) {
        turns.set(last, new Turn(actor, turns.get(last).steps + 1, 0, label));
      } else {
        turns.add(new Turn(actor, 1, older, label));
      }
    }
  }
}
