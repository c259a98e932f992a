package ripsaw.linearizability.explore;

import java.util.Arrays;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.execution.step.Footprint;
import ripsaw.linearizability.execution.step.Steps;
import ripsaw.machine.order.Touch;

/**
 * The order of the steps of an execution, as far as it matters, and the races in it. A step comes
 * behind those of its actor, behind the last write of what it reads, behind the last write and the
 * reads of what it writes, and behind what made it possible. Two steps race if the later comes
 * behind the earlier by nothing but that they touch one location: then some execution has them the
 * other way round, and an actor is found that leads there.
 *
 * <p>A load that sees one of several stores comes behind that one, but does not race with it: it is
 * made once for each. It does not come before later stores; but the first of these races with it.
 *
 * <p>Over 400 lines, because what comes before what is one relation.
 */
final class Races {
  private final Actors all;
  private final int actors;
  private final Locations touched;
  private final int[] lastStep;

  /** What the current step comes behind. */
  private final StepList behind = new StepList();

  /** What it may race with: of {@link #behind}, or loads that might have seen what it stores. */
  private final StepList racing = new StepList();

  // Of the sequence that is to come before a step: of each actor the first step in it, the first
  // that is not in it, and the first that is left out for its handler's, or its program's sake.
  private final int[] firstIn;
  private final int[] firstOut;
  private final int[] held;

  // Of the actors that are held, by whom.
  private final int[] heldBy;

  Races(Actors all) {
    this.all = all;
    this.actors = all.count();
    this.touched = new Locations(actors);
    this.lastStep = new int[actors];
    this.firstIn = new int[actors];
    this.firstOut = new int[actors];
    this.held = new int[actors];
    this.heldBy = new int[actors];
  }

  /** Another execution begins. */
  void begin() {
    Arrays.fill(lastStep, Steps.NONE);
    touched.clear();
  }

  /** A step was made. */
  void remember(Point[] path, int number) {
    Point step = path[number];
    for (int touch : step.footprint) {
      int location = Footprint.location(touch);
      if (Footprint.is(touch, Touch.WRITES)) {
        touched.wrote(location, number);
      } else if (Footprint.is(touch, Touch.READS) || Footprint.is(touch, Touch.AWAITS)) {
        touched.read(location, step.actor, number);
        if (step.missed != Steps.NONE) {
          touched.missed(location, step.missed);
        }
      } else if (Footprint.is(touch, Touch.SEES) && step.sawLatest) {
        touched.saw(location, step.actor, number);
      }
    }
    lastStep[step.actor] = number;
  }

  /**
   * Gives a step its place in the order, and reverses its races.
   *
   * @param enabler a step that it had to wait for, or {@link Steps#NONE}
   * @param age how many stores there are behind the one that it saw
   */
  void order(Point[] path, int number, int enabler, int age) {
    Point step = path[number];
    step.sawLatest = age == 0;
    step.missed = Steps.NONE;
    behind.clear();
    racing.clear();
    addOther(behind, path, enabler, step);
    int enablers = behind.count();
    boolean awaits = false;
    for (int touch : step.footprint) {
      if (Footprint.is(touch, Touch.ENABLED)) {
        addOther(behind, path, touched.write(Footprint.location(touch), 0), step);
      }
    }
    int certain = behind.count();
    for (int touch : step.footprint) {
      int location = Footprint.location(touch);
      if (Footprint.is(touch, Touch.SEES)) {
        addOther(behind, path, touched.write(location, age), step);
      } else if (Footprint.is(touch, Touch.MISSES)) {
        step.missed = touched.write(location, 0);
      } else if (!Footprint.is(touch, Touch.ENABLED)) {
        addRacing(path, touched.write(location, 0), step, certain);
        addMissed(path, touched.missed(location), step);
        awaits |= Footprint.is(touch, Touch.AWAITS);
      }
      for (int actor = 0; Footprint.is(touch, Touch.WRITES) && actor < actors; actor++) {
        addRacing(path, touched.read(location, actor), step, certain);
        addOther(racing, path, touched.sight(location, actor), step);
      }
    }
    step.clock = clock(path, number);
    // Each that a step waits for it may come before, whatever it waits for besides.
    int ordering = awaits ? behind.count() : enablers;
    for (int i = 0; i < racing.count(); i++) {
      if (!isOrdered(path, racing.get(i), step.actor, ordering)) {
        reverse(path, racing.get(i), number);
      }
    }
    if (step.missed != Steps.NONE) {
      succeedBefore(path, number, step.missed);
    }
  }

  /** If a compare-and-set came before such a store, this step might come before both. */
  private void addMissed(Point[] path, StepList stores, Point step) {
    for (int i = 0; i < stores.count(); i++) {
      addOther(racing, path, stores.get(i), step);
    }
  }

  /**
   * A compare-and-set that failed may succeed before a store that it came too late for. Then it is
   * a store, and comes behind those who read what it writes.
   */
  private void succeedBefore(Point[] path, int number, int store) {
    Point failed = path[number];
    for (int touch : failed.footprint) {
      for (int actor = 0; Footprint.is(touch, Touch.READS) && actor < actors; actor++) {
        addOther(behind, path, touched.read(Footprint.location(touch), actor), failed);
      }
    }
    int[] clock = failed.clock;
    failed.clock = clock(path, number);
    reverse(path, store, number);
    failed.clock = clock;
  }

  private static void addOther(StepList list, Point[] path, int number, Point step) {
    if (number >= 0 && path[number].actor != step.actor) {
      list.add(number);
    }
  }

  private void addRacing(Point[] path, int number, Point step, int certain) {
    addOther(behind, path, number, step);
    if (!behind.isAmongFirst(certain, number)) {
      addOther(racing, path, number, step);
    }
  }

  private int[] clock(Point[] path, int number) {
    int actor = path[number].actor;
    int before = lastStep[actor];
    int[] clock = before == Steps.NONE ? new int[actors] : path[before].clock.clone();
    for (int i = 0; i < behind.count(); i++) {
      int[] other = path[behind.get(i)].clock;
      for (int a = 0; a < actors; a++) {
        clock[a] = Math.max(clock[a], other[a]);
      }
    }
    clock[actor] = number + 1;
    return clock;
  }

  /**
   * Whether a step comes before the current one by way of another, and so does not race. Who waited
   * for a lock would not have had to if it had come before that was taken, so enablers do not
   * count.
   *
   * @param ordering from which on what it comes behind counts
   */
  private boolean isOrdered(Point[] path, int number, int who, int ordering) {
    int actor = path[number].actor;
    int before = lastStep[who];
    if (before != Steps.NONE && path[before].isBehind(number, actor)) {
      return true;
    }
    for (int i = ordering; i < behind.count(); i++) {
      int other = behind.get(i);
      if (other != number && path[other].isBehind(number, actor)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Who waits to the end for a lock made no step that could race; the step that it did not come to
   * does, with that of whoever took the lock.
   *
   * @param end the number of the step that it would have been
   */
  void waitInVain(Point[] path, int end, ProgramRun run) {
    for (int actor = 0; actor < actors; actor++) {
      int lock = run.wantedLock(actor);
      int taken = lock == Steps.NONE ? Steps.NONE : touched.write(lock, 0);
      if (taken >= 0 && path[taken].actor != actor) {
        Point wanted = new Point();
        wanted.actor = actor;
        wanted.cpu = run.placeOf(actor);
        wanted.handling = run.turns().handling();
        behind.clear();
        behind.add(taken);
        path[end] = wanted;
        wanted.clock = clock(path, end);
        if (!isOrdered(path, taken, actor, 0)) {
          reverse(path, taken, end);
        }
      }
    }
  }

  // ---------------------------------------------------------------- reversal

  /**
   * Makes sure that some execution has one step before another: it begins, in place of the earlier
   * step, with what came after that and does not come behind it. Any actor that can begin that will
   * do.
   */
  private void reverse(Point[] path, int earlier, int later) {
    Point point = path[earlier];
    Arrays.fill(firstIn, Steps.NONE);
    Arrays.fill(firstOut, Steps.NONE);
    Arrays.fill(held, Steps.NONE);
    firstOut[point.actor] = earlier;
    int beginners = 0;
    int doubtful = 0;
    for (int number = earlier + 1; number <= later; number++) {
      Point step = path[number];
      if (number < later && step.isBehind(earlier, point.actor)) {
        leaveOut(step.actor, number);
      } else if (isHeld(path, number) || comesBehindHeld(step)) {
        leaveOut(step.actor, number);
        if (number == later) {
          runBeforeHolder(path, step);
          return;
        }
      } else if (firstIn[step.actor] == Steps.NONE) {
        if (point.isEnabled(step.actor) && comesBehindNone(step)) {
          beginners |= 1 << step.actor;
          doubtful |= isDoubtful(path, earlier, number, later) ? 1 << step.actor : 0;
        }
        firstIn[step.actor] = number;
      }
    }
    if ((beginners & ~doubtful) != 0) {
      beginners &= ~doubtful;
    }
    if (beginners != 0 && !isTried(path, point, beginners)) {
      point.backtrack |= first(beginners);
    }
  }

  /** Whether one of these actors is tried there, or need not be. */
  private boolean isTried(Point[] path, Point point, int beginners) {
    if ((beginners & (point.backtrack | point.asleep)) != 0) {
      return true;
    }
    for (int actor = 0; actor < actors; actor++) {
      boolean begins = (beginners & 1 << actor) != 0;
      if (begins && point.isAsleep(actor, path[firstIn[actor]].key)) {
        return true;
      }
    }
    return false;
  }

  /** The one whose step came first. */
  private int first(int beginners) {
    int first = Steps.NONE;
    for (int actor = 0; actor < actors; actor++) {
      boolean begins = (beginners & 1 << actor) != 0;
      if (begins && (first == Steps.NONE || firstIn[actor] < firstIn[first])) {
        first = actor;
      }
    }
    return 1 << first;
  }

  /**
   * Whether a handler that begins in the sequence may have to wait for its cpu's program, since
   * what it does later comes behind that.
   */
  private boolean isDoubtful(Point[] path, int earlier, int begin, int later) {
    int handler = path[begin].actor;
    if (!all.get(handler).isHandler()) {
      return false;
    }
    if (!hasProgram(path, earlier, handler)) {
      return false;
    }
    for (int number = begin + 1; number <= later; number++) {
      if (path[number].actor == handler && isBehindProgram(path, earlier, number)) {
        return true;
      }
      if (!isHandling(path[number], handler)) {
        return false; // it has returned
      }
    }
    return true; // nobody knows yet
  }

  /** Whether a thread of the handler's cpu has a step in the sequence, or the earlier one. */
  private boolean hasProgram(Point[] path, int earlier, int handler) {
    for (int other = 0; other < actors; other++) {
      int before = path[earlier].actor == other ? earlier : firstIn[other];
      if (isOfProgram(path, before, handler)) {
        return true;
      }
    }
    return false;
  }

  private boolean isBehindProgram(Point[] path, int earlier, int number) {
    for (int other = 0; other < actors; other++) {
      int before = path[earlier].actor == other ? earlier : firstIn[other];
      if (isOfProgram(path, before, path[number].actor) && path[number].isBehind(before, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOfProgram(Point[] path, int step, int handler) {
    return step != Steps.NONE
        && path[step].actor != handler
        && path[step].cpu == all.get(handler).cpu();
  }

  private void leaveOut(int actor, int number) {
    if (firstOut[actor] == Steps.NONE) {
      firstOut[actor] = number;
    }
  }

  private boolean comesBehindNone(Point step) {
    for (int other = 0; other < actors; other++) {
      if (firstIn[other] != Steps.NONE && step.isBehind(firstIn[other], other)) {
        return false;
      }
    }
    return true;
  }

  private boolean comesBehindHeld(Point step) {
    for (int other = 0; other < actors; other++) {
      if (held[other] != Steps.NONE && step.isBehind(held[other], other)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A program cannot go on while its handler, the rest of which is left out, has not returned; nor
   * can a handler begin while its program, the rest of which is left out, is in a critical section;
   * and no more can another thread go on.
   */
  private boolean isHeld(Point[] path, int number) {
    Point step = path[number];
    if (all.get(step.actor).isHandler() && isHandling(step, step.actor)) {
      return false;
    }
    for (int other = 0; other < actors; other++) {
      int out = firstOut[other];
      boolean isAnother = out != Steps.NONE && other != step.actor;
      if (isAnother && path[out].cpu == step.cpu && isMasked(path[out])) {
        if (held[step.actor] == Steps.NONE) {
          held[step.actor] = number;
          heldBy[step.actor] = other;
        }
        return true;
      }
    }
    return false;
  }

  /**
   * A step that is held, or that comes behind such, can come earlier only if what is held runs
   * before the handler, or the critical section, begins.
   */
  private void runBeforeHolder(Point[] path, Point step) {
    for (int actor = 0; actor < actors; actor++) {
      int first = held[actor];
      if (first != Steps.NONE && step.isBehind(first, actor)) {
        int holder = heldBy[actor];
        int begin = firstOut[holder];
        while (path[begin].actor != holder || isMasked(path[begin])) {
          begin--;
        }
        path[begin].waits |= all.get(holder).isHandler();
        reverse(path, begin, first);
        return;
      }
    }
  }

  /** Whether in the state before the step its actor keeps all others from its cpu. */
  private static boolean isMasked(Point step) {
    return (step.masked & 1 << step.cpu) != 0;
  }

  private boolean isHandling(Point point, int actor) {
    return (point.handling & 1 << all.get(actor).cpu()) != 0;
  }
}
