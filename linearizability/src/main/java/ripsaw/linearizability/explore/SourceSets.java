package ripsaw.linearizability.explore;

import java.util.Arrays;
import ripsaw.linearizability.execution.Footprint;
import ripsaw.linearizability.execution.Loops;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.explore.Point.Sleeper;
import ripsaw.machine.Choices;
import ripsaw.machine.Touch;

/**
 * Every execution of a program, up to the order of steps that commute. Dynamic partial-order
 * reduction with source sets and sleep sets, after Abdulla, Aronis, Jonsson and Sagonas, "Optimal
 * dynamic partial order reduction" (POPL 2014), algorithm 1.
 *
 * <p>An execution is made to its end. Wherever two steps of it {@linkplain Races race}, some
 * execution has them the other way round, and the point before the first of the two is given
 * another actor to try, unless one that would lead there is there already. Sleep sets keep from
 * trying what an earlier branch has shown.
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
 */
final class SourceSets implements Strategy {
  /** The way of a step that was not made yet. */
  private static final int OPEN = -1;

  private final int cpus;
  private final int actors;
  private final Races races;
  private Point[] path = new Point[64];
  private int length;
  private int repeated;
  private boolean begun;
  private boolean unfair;

  SourceSets(int cpus) {
    this.cpus = cpus;
    this.actors = 2 * cpus;
    this.races = new Races(cpus);
  }

  @Override
  public String bound() {
    return unfair ? Loops.BOUND : "";
  }

  @Override
  public boolean begin() {
    if (begun && !backtrack()) {
      return false;
    }
    begun = true;
    length = 0;
    races.begin();
    return true;
  }

  /** Finds the deepest point with something left to try; the path up to it will be repeated. */
  private boolean backtrack() {
    for (int depth = length - 1; depth >= 0; depth--) {
      Point point = path[depth];
      point.sleep();
      if (!hasWayLeft(point)) {
        point.asleep |= 1 << point.actor;
        int left = point.backtrack & point.enabled & ~point.asleep;
        if (left == 0) {
          continue;
        }
        take(point, Integer.numberOfTrailingZeros(left));
      }
      repeated = depth + 1;
      return true;
    }
    return false;
  }

  /** Whether the step can go another way; then that is its way. */
  private static boolean hasWayLeft(Point point) {
    for (int way = 0; point.ways != null && way < point.ways.length; way++) {
      if (!point.isAsleep(point.actor, point.ways[way])) {
        point.way = way;
        return true;
      }
    }
    return false;
  }

  private static void take(Point point, int actor) {
    point.actor = actor;
    point.way = OPEN;
    point.ways = null;
    point.waits = false;
  }

  // ------------------------------------------------------------------- steps

  @Override
  public boolean beginAnew() {
    begun = false;
    repeated = 0;
    return true;
  }

  @Override
  public int known() {
    return Math.max(0, repeated - 1);
  }

  @Override
  public int actor(int step) {
    return path[step].actor;
  }

  @Override
  public int way(int step) {
    return path[step].way;
  }

  @Override
  public long made(int step) {
    return path[step].made;
  }

  /** The first steps were made as before. */
  @Override
  public void followed() {
    while (length < repeated - 1) {
      races.remember(path, length);
      length++;
    }
  }

  @Override
  public int choose(ProgramRun run, int enabled) {
    if (length < repeated) {
      return path[length].actor;
    }
    if (length + 1 == path.length) {
      path = Arrays.copyOf(path, 2 * path.length);
    }
    Point point = new Point();
    if (length > 0) {
      inheritSleep(point, path[length - 1]);
    }
    point.handling = run.handling();
    point.masked = run.masked();
    point.enabled = run.fair(enabled);
    unfair |= point.enabled != enabled;
    int awake = point.enabled & ~point.asleep;
    if (awake == 0) {
      return ABANDON;
    }
    int same = length > 0 ? path[length - 1].actor : 0;
    take(point, (awake & 1 << same) != 0 ? same : Integer.numberOfTrailingZeros(awake));
    point.backtrack = 1 << point.actor;
    path[length] = point;
    return point.actor;
  }

  /** The first way that was not tried; {@link #ABANDON} if all were, elsewhere. */
  @Override
  public int pick(Choices choices) {
    Point point = path[length];
    if (point.way != OPEN) {
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
    Point point = path[length];
    if (length >= repeated - 1) {
      point.footprint = run.footprint().copy();
      point.key = run.key();
      point.made = run.made();
      point.way = Math.max(point.way, 0);
      races.order(path, length, run.enabler(), run.age());
    }
    races.remember(path, length);
    length++;
    if (run.isOver()) {
      races.waitInVain(path, length, run);
    }
  }

  // ------------------------------------------------------------------- sleep

  /** Whoever slept before the last step sleeps on, unless that step mattered to it. */
  private void inheritSleep(Point point, Point before) {
    point.asleep = before.asleep & ~(1 << before.actor);
    for (Sleeper one = before.sleepers; one != null; one = one.next()) {
      if (one.actor() == before.actor) {
        continue;
      }
      if (mattersTo(one, before)) {
        point.asleep &= ~(1 << one.actor());
      } else {
        point.sleep(one);
        if (givesAWay(one, before)) {
          point.asleep &= ~(1 << one.actor());
        }
      }
    }
  }

  private boolean mattersTo(Sleeper sleeper, Point made) {
    boolean isItsProgram = made.actor == sleeper.actor() - cpus;
    return sleeper.waits() && isItsProgram
        || !Footprint.commute(sleeper.footprint(), made.footprint);
  }

  /** Whether the step stored where the sleeper might see it. */
  private static boolean givesAWay(Sleeper sleeper, Point made) {
    for (int touch : sleeper.footprint()) {
      if (Footprint.is(touch, Touch.SEES) && made.writes(Footprint.location(touch))) {
        return true;
      }
    }
    return false;
  }
}
