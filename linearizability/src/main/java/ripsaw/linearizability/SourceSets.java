package ripsaw.linearizability;

import java.util.Arrays;
import ripsaw.machine.Touch;

/**
 * Every execution of a program, up to the order of steps that commute. Dynamic partial-order
 * reduction with source sets and sleep sets, after Abdulla, Aronis, Jonsson and Sagonas, "Optimal
 * dynamic partial order reduction" (POPL 2014), algorithm 1.
 *
 * <p>An execution is made to its end. Wherever two steps of it touch one location, one of them
 * writing, and nothing else orders them, they race: some execution has them the other way round,
 * and the point before the first of the two is given another actor to try, unless one that would
 * lead there is there already. Sleep sets keep from trying what an earlier branch has shown.
 *
 * <p>What two steps touch is what they were seen to touch: words, pages, locks, cpu-local words. A
 * handler and its cpu's program are two actors, though the handler keeps the program from running;
 * where a race would let the program run in the middle of its handler, it is run before the handler
 * instead. A load that may see several values is made once for each.
 */
final class SourceSets implements Strategy {
  /** What is known of one step of the current execution, and of the state before it. */
  private static final class Point {
    private int actor;
    private int enabled;
    private int backtrack;
    private int asleep;
    private int[][] sleepers;
    private int[] footprint;
    private int[] clock;
    private int older;
    private int values;
    private int handling;
  }

  private final int actors;
  private Point[] path = new Point[64];
  private int length;
  private int repeated;
  private boolean begun;
  private final int[] lastStep;
  private int[] lastWrite = new int[0];
  private int[] lastRead = new int[0];
  private int[] lastWriteBy = new int[0];
  private boolean[] remembered = new boolean[0];
  private int[] locations = new int[0];
  private int remembers;
  private int[] candidates = new int[64];
  private boolean unfair;

  SourceSets(int cpus) {
    this.actors = 3 * cpus;
    this.lastStep = new int[actors];
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
    Arrays.fill(lastStep, Run.NONE);
    forget();
    return true;
  }

  /** Finds the deepest point with something left to try; the path up to it will be repeated. */
  private boolean backtrack() {
    for (int depth = length - 1; depth >= 0; depth--) {
      Point point = path[depth];
      if (point.older + 1 < point.values) {
        point.older++;
        repeated = depth + 1;
        return true;
      }
      point.asleep |= 1 << point.actor;
      point.sleepers[point.actor] = point.footprint;
      int left = point.backtrack & point.enabled & ~point.asleep;
      if (left != 0) {
        point.actor = Integer.numberOfTrailingZeros(left);
        point.older = 0;
        point.values = 1;
        repeated = depth + 1;
        return true;
      }
    }
    return false;
  }

  @Override
  public int choose(Run run, int enabled) {
    if (length < repeated) {
      return path[length].actor;
    }
    if (length == path.length) {
      path = Arrays.copyOf(path, 2 * length);
    }
    Point point = new Point();
    point.sleepers = new int[actors][];
    if (length > 0) {
      inheritSleep(point, path[length - 1]);
    }
    point.handling = run.handling();
    point.enabled = run.fair(enabled);
    unfair |= point.enabled != enabled;
    int awake = point.enabled & ~point.asleep;
    if (awake == 0) {
      return ABANDON;
    }
    int same = length > 0 ? path[length - 1].actor : 0;
    point.actor = (awake & 1 << same) != 0 ? same : Integer.numberOfTrailingZeros(awake);
    point.backtrack = 1 << point.actor;
    path[length] = point;
    return point.actor;
  }

  /** Whoever slept before the last step sleeps on, unless that step mattered to it. */
  private void inheritSleep(Point point, Point before) {
    for (int actor = 0; actor < before.sleepers.length; actor++) {
      boolean slept = (before.asleep & 1 << actor) != 0;
      if (slept && commute(actor, before.sleepers[actor], before)) {
        point.asleep |= 1 << actor;
        point.sleepers[actor] = before.sleepers[actor];
      }
    }
  }

  private boolean commute(int actor, int[] footprint, Point made) {
    for (int touch : footprint) {
      for (int other : made.footprint) {
        boolean meet = Footprint.location(touch) == Footprint.location(other);
        if (meet
            && (clash(actor, touch, made.actor, other) || clash(made.actor, other, actor, touch))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a write of one actor matters to what another does at the same location. */
  private boolean clash(int writer, int write, int actor, int touch) {
    return Footprint.is(write, Touch.WRITES)
        && !(isBufferOf(writer, actor) && Footprint.is(touch, Touch.READS_BUFFERED));
  }

  private boolean isBufferOf(int buffer, int actor) {
    int cpus = actors / 3;
    return buffer >= 2 * cpus && buffer % cpus == actor % cpus;
  }

  @Override
  public int olderValue() {
    return path[length].older;
  }

  @Override
  public void stepped(Run run, int actor) {
    Point point = path[length];
    // What was made before is as it was, but for the last step of the path that is repeated.
    if (length >= repeated - 1) {
      point.footprint = run.footprint().copy();
      point.values = run.values();
      order(point, run.enablers());
    }
    remember(point);
    lastStep[actor] = length;
    length++;
    if (run.isOver()) {
      waitInVain(run);
    }
  }

  // ------------------------------------------------------------------ races

  /** Gives the step its place in the order of steps that do not commute, and reverses its races. */
  private void order(Point point, int[] enablers) {
    int actor = point.actor;
    int count = 0;
    for (int enabler : enablers) {
      count = add(enabler, actor, count);
    }
    int enabled = count;
    for (int touch : point.footprint) {
      if (Footprint.is(touch, Touch.ENABLED)) {
        count = addWriter(Footprint.location(touch), actor, count);
      }
    }
    int certain = count;
    for (int touch : point.footprint) {
      if (Footprint.is(touch, Touch.READS) || Footprint.is(touch, Touch.WRITES)) {
        count = addWriter(Footprint.location(touch), actor, count);
      } else if (Footprint.is(touch, Touch.READS_BUFFERED)) {
        count = addOtherWriters(Footprint.location(touch), actor, count);
      }
      if (Footprint.is(touch, Touch.WRITES)) {
        count = addReaders(Footprint.location(touch), actor, count);
      }
    }
    int[] before = lastStep[actor] == Run.NONE ? null : path[lastStep[actor]].clock;
    int[] clock = before == null ? new int[actors] : before.clone();
    for (int i = certain; i < count; i++) {
      if (!isOrdered(candidates[i], before, enabled, count, i)) {
        reverse(candidates[i], actor, count);
      }
    }
    for (int i = 0; i < count; i++) {
      int[] other = path[candidates[i]].clock;
      for (int a = 0; a < actors; a++) {
        clock[a] = Math.max(clock[a], other[a]);
      }
    }
    clock[actor] = length + 1;
    point.clock = clock;
  }

  /**
   * Who waits to the end for a lock made no step that could race; the step that it did not come to
   * does, with that of whoever took the lock.
   */
  private void waitInVain(Run run) {
    for (int actor = 0; actor < actors; actor++) {
      int lock = run.wantedLock(actor);
      int count = lock == Run.NONE ? 0 : addWriter(lock, actor, 0);
      int[] before = lastStep[actor] == Run.NONE ? null : path[lastStep[actor]].clock;
      if (count > 0 && !isOrdered(candidates[0], before, 0, count, 0)) {
        reverse(candidates[0], actor, count);
      }
    }
  }

  private int addWriter(int location, int actor, int count) {
    ensure(location);
    return add(lastWrite[location] - 1, actor, count);
  }

  /** The writers besides the actor's own buffer. */
  private int addOtherWriters(int location, int actor, int count) {
    ensure(location);
    int added = count;
    for (int other = 0; other < actors; other++) {
      if (!isBufferOf(other, actor)) {
        added = add(lastWriteBy[location * actors + other] - 1, actor, added);
      }
    }
    return added;
  }

  private int addReaders(int location, int actor, int count) {
    int added = count;
    for (int other = 0; other < actors; other++) {
      int step = lastRead[location * actors + other] - 1;
      if (step >= 0 && !(isBufferOf(actor, other) && readItsBuffer(step, location))) {
        added = add(step, actor, added);
      }
    }
    return added;
  }

  private boolean readItsBuffer(int step, int location) {
    for (int touch : path[step].footprint) {
      if (Footprint.location(touch) == location && Footprint.is(touch, Touch.READS_BUFFERED)) {
        return true;
      }
    }
    return false;
  }

  private int add(int step, int actor, int count) {
    if (step < 0 || path[step].actor == actor) {
      return count;
    }
    for (int i = 0; i < count; i++) {
      if (candidates[i] == step) {
        return count;
      }
    }
    if (count == candidates.length) {
      candidates = Arrays.copyOf(candidates, 2 * count);
    }
    candidates[count] = step;
    return count + 1;
  }

  private void ensure(int location) {
    if (location >= lastWrite.length) {
      lastWrite = Arrays.copyOf(lastWrite, location + 64);
      lastRead = Arrays.copyOf(lastRead, lastWrite.length * actors);
      lastWriteBy = Arrays.copyOf(lastWriteBy, lastRead.length);
      remembered = Arrays.copyOf(remembered, lastWrite.length);
      locations = Arrays.copyOf(locations, lastWrite.length);
    }
  }

  private void remember(Point point) {
    for (int touch : point.footprint) {
      int location = Footprint.location(touch);
      ensure(location);
      if (!remembered[location]) {
        remembered[location] = true;
        locations[remembers++] = location;
      }
      if (Footprint.is(touch, Touch.WRITES)) {
        lastWrite[location] = length + 1;
        lastWriteBy[location * actors + point.actor] = length + 1;
      } else {
        lastRead[location * actors + point.actor] = length + 1;
      }
    }
  }

  /** Between two executions: few of the locations were touched. */
  private void forget() {
    for (int i = 0; i < remembers; i++) {
      int location = locations[i];
      remembered[location] = false;
      lastWrite[location] = 0;
      Arrays.fill(lastRead, location * actors, (location + 1) * actors, 0);
      Arrays.fill(lastWriteBy, location * actors, (location + 1) * actors, 0);
    }
    remembers = 0;
  }

  /**
   * Whether a step comes before the current one by way of another, and so does not race. What only
   * had to wait for a store of the other actor of its cpu to arrive might have come before that
   * store was made, so its enablers do not count.
   */
  private boolean isOrdered(int step, int[] before, int from, int count, int self) {
    int actor = path[step].actor;
    if (before != null && before[actor] > step) {
      return true;
    }
    for (int i = from; i < count; i++) {
      if (i != self && path[candidates[i]].clock[actor] > step) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes sure that some execution has the current step before {@code step}: that one begins with
   * what came after {@code step} and did not depend on it. Any actor that can begin that will do.
   *
   * @param current who makes the current step
   */
  private void reverse(int step, int current, int count) {
    Point point = path[step];
    int[] firstOf = new int[actors];
    int initials = 0;
    int first = Run.NONE;
    for (int later = step + 1; later <= length; later++) {
      boolean isCurrent = later == length;
      int actor = isCurrent ? current : path[later].actor;
      if (!isCurrent && path[later].clock[point.actor] > step) {
        continue;
      }
      if (firstOf[actor] == 0) {
        firstOf[actor] = later + 1;
        if (isInitial(later, actor, firstOf, count)) {
          initials |= 1 << actor;
        }
        if (first == Run.NONE) {
          first = actor;
        }
      }
    }
    if ((initials & (point.backtrack | point.asleep)) == 0) {
      tryBefore(step, first);
    }
  }

  /** Whether nothing in the sequence so far comes before this step. */
  private boolean isInitial(int later, int actor, int[] firstOf, int count) {
    boolean isCurrent = later == length;
    for (int other = 0; other < actors; other++) {
      if (other != actor && firstOf[other] > 0) {
        int firstStep = firstOf[other] - 1;
        if (isCurrent ? isAfter(firstStep, other, count) : path[later].clock[other] > firstStep) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isAfter(int step, int actor, int count) {
    for (int i = 0; i < count; i++) {
      if (candidates[i] == step || path[candidates[i]].clock[actor] > step) {
        return true;
      }
    }
    return false;
  }

  /** Has an actor tried before a step, or as soon before it as it can be. */
  private void tryBefore(int step, int actor) {
    int cpus = actors / 3;
    Point point = path[step];
    if ((point.enabled & 1 << actor) != 0) {
      point.backtrack |= 1 << actor;
    } else if (actor < cpus && (point.handling & 1 << actor) != 0) {
      for (int depth = step - 1; depth >= 0; depth--) {
        if (path[depth].actor == cpus + actor && (path[depth].handling & 1 << actor) == 0) {
          // It may wait there for its stores to arrive: then these are to arrive before.
          boolean canRun = (path[depth].enabled & 1 << actor) != 0;
          path[depth].backtrack |= 1 << (canRun ? actor : 2 * cpus + actor);
          return;
        }
      }
    }
    // Else it waits for what comes later: it could not be made before.
  }
}
