package ripsaw.linearizability.explore;

import java.util.Arrays;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.loop.Loops;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.execution.step.LastStep;
import ripsaw.machine.order.Choices;

/**
 * Every execution of a program, up to the order of steps that commute. Dynamic partial-order
 * reduction with source sets and sleep sets, after Abdulla, Aronis, Jonsson and Sagonas, "Optimal
 * dynamic partial order reduction" (POPL 2014), algorithm 1.
 *
 * <p>An execution is made to its end. Wherever two steps of it {@linkplain Races race}, some
 * execution has them the other way round, and the point before the first of the two is given
 * another actor to try on the {@link Path}, unless one that would lead there is there already.
 * {@link SleepSets} keep from trying what an earlier branch has shown.
 *
 * <p><b>Loads with a choice.</b> Where the memory model lets a load see an older store, it is made
 * once for each store that it may see; what sleeps is then not an actor but one of its ways. Such a
 * load commutes with later stores to its word: it sees the same before them and behind them. But a
 * store gives a load that was made before it one way more, so it is also tried before the load. An
 * execution is so determined by who sees whose stores, and by the order of the stores to each word.
 *
 * <p><b>Handlers.</b> A handler and its cpu's program are two actors, though the handler keeps the
 * program from running. Where in the program it runs makes an execution another only if something
 * that both touch tells.
 *
 * <p><b>Threads of one cpu,</b> and its devices, are never switched but where it is interruptible:
 * so each keeps the others from running as a handler does. All that they do touches one location,
 * for a switch orders it: every place of a switch makes an execution another.
 */
final class SourceSets implements Strategy {
  private final Races races;
  private final SleepSets sleep;
  private final Path path = new Path();
  private boolean begun;
  private boolean unfair;

  SourceSets(Actors actors) {
    this.races = new Races(actors);
    this.sleep = new SleepSets(actors);
  }

  @Override
  public String bound() {
    return unfair ? Loops.BOUND : "";
  }

  @Override
  public boolean begin() {
    if (begun && !path.backtrack()) {
      return false;
    }
    begun = true;
    path.restart();
    races.begin();
    return true;
  }

  @Override
  public boolean beginAnew() {
    begun = false;
    path.clear();
    return true;
  }

  // ------------------------------------------------------------- known steps

  @Override
  public int known() {
    return path.known();
  }

  @Override
  public int actor(int step) {
    return path.actor(step);
  }

  @Override
  public int way(int step) {
    return path.way(step);
  }

  @Override
  public long made(int step) {
    return path.made(step);
  }

  /** The first steps were made as before. */
  @Override
  public void followed() {
    while (path.isKnown()) {
      races.remember(path.points(), path.length());
      path.next();
    }
  }

  // ------------------------------------------------------------------- steps

  @Override
  public int choose(ProgramRun run, int enabled) {
    if (path.isRepeated()) {
      path.current().cpu = run.placeOf(path.current().actor);
      return path.current().actor;
    }
    Point point = new Point();
    Point before = path.before();
    if (before != null) {
      sleep.inherit(point, before);
    }
    point.handling = run.turns().handling();
    point.masked = run.turns().masked();
    point.enabled = run.turns().fair(enabled);
    unfair |= point.enabled != enabled;
    int awake = point.enabled & ~point.asleep;
    if (awake == 0) {
      return ABANDON;
    }
    int same = before != null ? before.actor : 0;
    point.take((awake & 1 << same) != 0 ? same : Integer.numberOfTrailingZeros(awake));
    point.cpu = run.placeOf(point.actor);
    point.backtrack = 1 << point.actor;
    path.extend(point);
    return point.actor;
  }

  /** The first way that was not tried; {@link #ABANDON} if all were, elsewhere. */
  @Override
  public int pick(Choices choices) {
    Point point = path.current();
    if (point.way != Point.OPEN) {
      return point.way;
    }
    for (int way = 0; way < choices.count(); way++) {
      if (!point.isAsleep(point.actor, choices.key(way))) {
        if (choices.count() > 1) {
          point.ways = new int[choices.count()];
          Arrays.setAll(point.ways, choices::key);
        }
        point.way = way;
        return way;
      }
    }
    return ABANDON;
  }

  @Override
  public void stepped(ProgramRun run, int actor) {
    Point point = path.current();
    if (!path.isKnown()) {
      LastStep step = run.last();
      point.footprint = step.footprint().copy();
      point.key = step.key();
      point.made = run.made();
      point.way = Math.max(point.way, 0);
      races.order(path.points(), path.length(), step.enabler(), step.age());
    }
    races.remember(path.points(), path.length());
    path.next();
    if (run.isOver()) {
      races.waitInVain(path.points(), path.length(), run);
    }
  }
}
