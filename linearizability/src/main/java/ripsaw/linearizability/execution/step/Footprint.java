package ripsaw.linearizability.execution.step;

import java.util.Arrays;
import ripsaw.machine.order.Touch;

/**
 * What a step touched: locations, and how. Two steps that touch one location commute if neither
 * writes it. A touch is a number, for there are millions: {@link #location} and {@link #is} take it
 * apart.
 */
public final class Footprint {
  private int[] touches = new int[32];
  private int count;
  private boolean writes;

  public static int location(int touch) {
    return touch >> 3;
  }

  public static boolean is(int touch, Touch kind) {
    return (touch & 7) == kind.ordinal();
  }

  /** A new step begins. */
  void clear() {
    count = 0;
    writes = false;
  }

  public void add(int location, Touch kind) {
    writes |= kind == Touch.WRITES;
    int touch = location << 3 | kind.ordinal();
    for (int i = 0; i < count; i++) {
      if (touches[i] == touch) {
        return;
      }
    }
    if (count == touches.length) {
      touches = Arrays.copyOf(touches, 2 * count);
    }
    touches[count++] = touch;
  }

  /** The touches of the step. */
  public int[] copy() {
    return Arrays.copyOf(touches, count);
  }

  public int count() {
    return count;
  }

  public int touch(int index) {
    return touches[index];
  }

  /** Whether it wrote anything. */
  public boolean writes() {
    return writes;
  }

  /** Whether two steps commute that touched these. */
  public static boolean commute(int[] one, int[] other) {
    for (int touch : one) {
      for (int its : other) {
        if (location(touch) == location(its) && (matters(touch, its) || matters(its, touch))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean matters(int write, int touch) {
    return is(write, Touch.WRITES) && !is(touch, Touch.SEES) && !is(touch, Touch.MISSES);
  }

  /** Whether a read or a write of this location by another does not commute with the step. */
  public boolean clashes(int location, boolean written) {
    for (int i = 0; i < count; i++) {
      if (location(touches[i]) == location && (written || is(touches[i], Touch.WRITES))) {
        return true;
      }
    }
    return false;
  }
}
