package ripsaw.linearizability.explore;

import java.util.ArrayList;
import java.util.List;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.machine.order.Choices;

/** Every schedule of a program, one by one: what the other strategies are compared with. */
final class NaiveEnumeration implements Strategy {
  private record Point(int actor, int enabled, int older, int values) {}

  private final List<Point> path = new ArrayList<>();
  private int depth;
  private boolean begun;

  @Override
  public boolean begin() {
    depth = 0;
    if (!begun) {
      begun = true;
      return true;
    }
    while (!path.isEmpty()) {
      Point last = path.remove(path.size() - 1);
      if (last.older + 1 < last.values) {
        path.add(new Point(last.actor, last.enabled, last.older + 1, last.values));
        return true;
      }
      int left = last.enabled & -2 << last.actor;
      if (left != 0) {
        path.add(new Point(Integer.numberOfTrailingZeros(left), last.enabled, 0, 1));
        return true;
      }
    }
    return false;
  }

  /** Whether no execution before this one came here. */
  boolean isWhereNoneWas() {
    return depth == path.size();
  }

  @Override
  public int choose(ProgramRun run, int enabled) {
    if (isWhereNoneWas()) {
      path.add(new Point(Integer.numberOfTrailingZeros(enabled), enabled, 0, 1));
    }
    return path.get(depth).actor;
  }

  @Override
  public int pick(Choices choices) {
    return path.get(depth).older;
  }

  @Override
  public void stepped(ProgramRun run, int actor) {
    Point made = path.get(depth);
    path.set(depth, new Point(made.actor, made.enabled, made.older, run.last().values()));
    depth++;
  }
}
