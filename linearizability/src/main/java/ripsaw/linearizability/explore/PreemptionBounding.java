package ripsaw.linearizability.explore;

import java.util.ArrayList;
import java.util.List;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.loop.Loops;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;

/**
 * Every schedule without a preemption, then every one with one, and so on, so that the first
 * counterexample is one with the fewest; after Musuvathi and Qadeer, "Iterative context bounding
 * for systematic testing of multithreaded programs" (PLDI 2007). To switch away from an actor that
 * could go on counts as a preemption, and so does a load that does not see the latest value.
 *
 * <p>An actor is preempted only before a step by which it can meet another: not before a plain
 * access, for a plain access that meets another is a race and is found as one.
 */
final class PreemptionBounding implements Strategy {
  /** Bugs that need more are not known, and programs that need so many take too long. */
  private static final int MOST = 6;

  /** What may be done at one point of an execution, cheapest first. */
  private static final class Point {
    private final List<int[]> options = new ArrayList<>();
    private int taken;
  }

  private final List<Point> path = new ArrayList<>();
  private int depth;
  private int allowed;
  private boolean begun;
  private boolean wantedMore;
  private boolean unfair;
  private int last;

  @Override
  public boolean begin() {
    depth = 0;
    last = -1;
    if (!begun) {
      begun = true;
      return true;
    }
    while (!path.isEmpty()) {
      Point point = path.get(path.size() - 1);
      point.taken++;
      if (point.taken < point.options.size()) {
        return true;
      }
      path.remove(path.size() - 1);
    }
    if (!wantedMore || allowed == MOST) {
      return false;
    }
    allowed++;
    wantedMore = false;
    return true;
  }

  /** Why not every schedule was made. */
  @Override
  public String bound() {
    if (wantedMore) {
      return "preemptions: schedules with more than " + MOST + " left out";
    }
    return unfair ? Loops.BOUND : "";
  }

  @Override
  public int choose(ProgramRun run, int enabled) {
    if (depth == path.size()) {
      path.add(point(run, enabled));
    }
    return path.get(depth).options.get(path.get(depth).taken)[0];
  }

  private Point point(ProgramRun run, int able) {
    int enabled = run.turns().fair(able);
    unfair |= enabled != able;
    Point point = new Point();
    int spent = spentBefore();
    boolean goesOn = last >= 0 && (enabled & 1 << last) != 0;
    if (goesOn) {
      point.options.add(new int[] {last, 0, spent});
    }
    boolean mayPreempt = !goesOn || canMeet(run.nextAccess(last));
    for (int actor = 0; actor < run.actors().count() && mayPreempt; actor++) {
      if (actor != last && (enabled & 1 << actor) != 0) {
        offer(point, actor, 0, spent + (goesOn ? 1 : 0));
      }
    }
    return point;
  }

  private void offer(Point point, int actor, int older, int cost) {
    if (cost <= allowed) {
      point.options.add(new int[] {actor, older, cost});
    } else {
      wantedMore = true;
    }
  }

  private int spentBefore() {
    if (depth == 0) {
      return 0;
    }
    Point before = path.get(depth - 1);
    return before.options.get(before.taken)[2];
  }

  private static boolean canMeet(Access next) {
    return next != Access.GET_PLAIN && next != Access.SET_PLAIN;
  }

  @Override
  public int pick(Choices choices) {
    return path.get(depth).options.get(path.get(depth).taken)[1];
  }

  /** A load turns out only now to have had a choice: its other values are further options. */
  @Override
  public void stepped(ProgramRun run, int actor) {
    Point point = path.get(depth);
    int[] taken = point.options.get(point.taken);
    boolean isNew =
        taken[1] == 0 && point.options.stream().noneMatch(o -> o[0] == actor && o[1] > 0);
    for (int older = 1; isNew && older < run.last().values(); older++) {
      offer(point, actor, older, taken[2] + 1);
    }
    last = actor;
    depth++;
  }
}
