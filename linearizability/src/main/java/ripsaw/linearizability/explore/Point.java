package ripsaw.linearizability.explore;

import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.step.Footprint;
import ripsaw.linearizability.execution.step.Steps;
import ripsaw.machine.order.Touch;

/** A step of the current execution, and the state before it, as {@link SourceSets} knows them. */
final class Point {
  /** The way of a step that was not made yet. */
  static final int OPEN = -1;

  /**
   * A step that an earlier branch began with.
   *
   * @param actor whose it is
   * @param key which way it went
   * @param footprint what it touched
   * @param waits whether it is the begin of a handler, and what its cpu's program does is to come
   *     before it, too
   */
  record Sleeper(int actor, int key, int[] footprint, boolean waits, Sleeper next) {}

  /** The actors that could make a step here, a bit each. */
  int enabled;

  /** The cpus in a handler. */
  int handling;

  /** The cpus in a critical section, or with interrupts off, or in a handler. */
  int masked;

  /** The actors that are to be tried here. */
  int backtrack;

  /** Those with no way left: each was tried here, or before, and would do the same here. */
  int asleep;

  Sleeper sleepers;

  /** Who makes the step. */
  int actor;

  /** On which cpu. */
  int cpu;

  /** Whether a handler begins here, and what its cpu's program does is to come before it, too. */
  boolean waits;

  /** What had been done after the step, see {@link ProgramRun#made}. */
  long made;

  /** What the step touched, see {@link Footprint}. */
  int[] footprint;

  /** Which way its access went, see {@link ripsaw.machine.order.Choices}. */
  int key;

  /** Whether it saw the latest store, if it saw one of several. */
  boolean sawLatest;

  /** The store that its compare-and-set came too late for, or {@link Steps#NONE}. */
  int missed = Steps.NONE;

  /** The place of that way among {@link #ways}. */
  int way;

  /** The keys of all its ways, if there are several. */
  int[] ways;

  /** For each actor the number of steps that come before this one, and this one. */
  int[] clock;

  /** This actor makes the step, whichever way it goes. */
  void take(int who) {
    actor = who;
    way = OPEN;
    ways = null;
    waits = false;
  }

  /** Whether the step can go another way; then that is its way. */
  boolean hasWayLeft() {
    for (int other = 0; ways != null && other < ways.length; other++) {
      if (!isAsleep(actor, ways[other])) {
        way = other;
        return true;
      }
    }
    return false;
  }

  boolean isEnabled(int who) {
    return (enabled & 1 << who) != 0;
  }

  boolean isAsleep(int who) {
    return (asleep & 1 << who) != 0;
  }

  /** Whether this way of the actor's next step was tried. */
  boolean isAsleep(int who, int how) {
    for (Sleeper one = sleepers; one != null; one = one.next) {
      if (one.actor == who && one.key == how) {
        return true;
      }
    }
    return false;
  }

  /** The step that was made here was tried in all that may follow. */
  void sleep() {
    sleepers = new Sleeper(actor, key, footprint, waits, sleepers);
  }

  /** As before the last step. */
  void sleep(Sleeper one) {
    sleepers = new Sleeper(one.actor, one.key, one.footprint, one.waits, sleepers);
  }

  /** Whether a step, which is this actor's, comes before this one. */
  boolean isBehind(int step, int who) {
    return clock[who] > step;
  }

  boolean writes(int location) {
    for (int touch : footprint) {
      if (Footprint.location(touch) == location && Footprint.is(touch, Touch.WRITES)) {
        return true;
      }
    }
    return false;
  }
}
