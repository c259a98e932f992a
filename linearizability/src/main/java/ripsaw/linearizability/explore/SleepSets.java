package ripsaw.linearizability.explore;

import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.execution.step.Footprint;
import ripsaw.linearizability.explore.Point.Sleeper;
import ripsaw.machine.order.Touch;

/**
 * Which steps need not be tried at a point, as an earlier branch has shown all that comes of them:
 * sleep sets, after Godefroid, "Partial-order methods for the verification of concurrent systems"
 * (1996).
 */
final class SleepSets {
  private final Actors actors;

  SleepSets(Actors actors) {
    this.actors = actors;
  }

  /** Whoever slept before the last step sleeps on, unless that step mattered to it. */
  void inherit(Point point, Point before) {
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

  /** Only the begin of a handler is said to wait: for its cpu's threads. */
  private boolean mattersTo(Sleeper sleeper, Point made) {
    return sleeper.waits() && made.cpu == actors.get(sleeper.actor()).cpu()
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
