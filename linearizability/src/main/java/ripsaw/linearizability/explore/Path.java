package ripsaw.linearizability.explore;

import java.util.Arrays;
import ripsaw.linearizability.execution.step.KnownSteps;

/**
 * The steps of the current execution, each with what is left to try in its place. Depth first: the
 * next execution is this one up to the deepest point that has something left.
 */
final class Path implements KnownSteps {
  private Point[] points = new Point[64];
  private int length;
  private int repeated;

  /** Nothing was tried. */
  void clear() {
    length = 0;
    repeated = 0;
  }

  /** The next execution begins; the steps that are repeated are still there. */
  void restart() {
    length = 0;
  }

  /** Finds the deepest point with something left to try; the path up to it will be repeated. */
  boolean backtrack() {
    for (int depth = length - 1; depth >= 0; depth--) {
      Point point = points[depth];
      point.sleep();
      if (!point.hasWayLeft()) {
        point.asleep |= 1 << point.actor;
        int left = point.backtrack & point.enabled & ~point.asleep;
        if (left == 0) {
          continue;
        }
        point.take(Integer.numberOfTrailingZeros(left));
      }
      repeated = depth + 1;
      return true;
    }
    return false;
  }

  /** Whether the current step was chosen when an earlier execution was made, or for this one. */
  boolean isRepeated() {
    return length < repeated;
  }

  /** How many of the first steps are made just as before: all that are repeated, but the last. */
  int known() {
    return Math.max(0, repeated - 1);
  }

  boolean isKnown() {
    return length < repeated - 1;
  }

  /** The point of the current step. */
  Point current() {
    return points[length];
  }

  /** The point before that; null if there is none. */
  Point before() {
    return length > 0 ? points[length - 1] : null;
  }

  /** The current step is made there for the first time. There is room for one more. */
  void extend(Point point) {
    if (length + 1 == points.length) {
      points = Arrays.copyOf(points, 2 * points.length);
    }
    points[length] = point;
  }

  /** The current step is made. */
  void next() {
    length++;
  }

  /** The number of the current step. */
  int length() {
    return length;
  }

  /** All points, by number; those from the current one on are of earlier executions. */
  Point[] points() {
    return points;
  }

  @Override
  public int actor(int step) {
    return points[step].actor;
  }

  @Override
  public int way(int step) {
    return points[step].way;
  }

  @Override
  public long made(int step) {
    return points[step].made;
  }
}
