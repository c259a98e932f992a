package ripsaw.linearizability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.machine.Access;
import ripsaw.machine.Event;

/**
 * Every schedule of a program, but none is gone on with from a state that another came to: what a
 * reduction is compared with where all schedules would take too long. It knows nothing of steps
 * that commute.
 *
 * <p>Two executions are in one state if each actor has seen the same, and stands at the same place;
 * if each word was written by the same, in the same order, and each lock was taken so; if calls,
 * holds and events came in the same order; and if the same properties were broken.
 */
final class EveryState implements Strategy, Trace {
  private record Point(int actor, int enabled, int older, int values) {}

  private final List<Point> path = new ArrayList<>();
  private final Set<List<Object>> states = new HashSet<>();
  private final Map<Integer, Long> seen = new HashMap<>();
  private final Map<String, Long> written = new HashMap<>();
  private int depth;
  private int actor;
  private boolean begun;

  int states() {
    return states.size();
  }

  @Override
  public boolean begin() {
    depth = 0;
    seen.clear();
    written.clear();
    actor = -1;
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

  @Override
  public int choose(Run run, int enabled) {
    if (depth == path.size()) {
      if (!states.add(state(run))) {
        return ABANDON;
      }
      path.add(new Point(Integer.numberOfTrailingZeros(enabled), enabled, 0, 1));
    }
    actor = path.get(depth).actor;
    Access next = run.nextAccess(actor);
    if (next == Access.CALL) {
      wrote("order");
    } else if (next == Access.LOCK || next == Access.PAGES) {
      wrote(next + "@" + run.nextAddress(actor));
    }
    return actor;
  }

  @Override
  public int olderValue() {
    return path.get(depth).older;
  }

  @Override
  public void stepped(Run run, int who) {
    Point made = path.get(depth);
    path.set(depth, new Point(made.actor, made.enabled, made.older, run.values()));
    saw(run.values() + "-" + made.older);
    depth++;
  }

  private List<Object> state(Run run) {
    List<Object> state = new ArrayList<>(List.of(Map.copyOf(seen), Map.copyOf(written)));
    for (int one = 0; one < 2 * run.cpus(); one++) {
      state.add(run.isDone(one) ? "done" : run.nextAccess(one) + "@" + run.nextAddress(one));
    }
    run.session().alsoSeen().forEach(violation -> state.add(violation.property()));
    return state;
  }

  private static long mixed(Long before, String text) {
    long hash = before == null ? 1 : before;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private void saw(String what) {
    seen.compute(actor, (any, before) -> mixed(before, what + ";"));
  }

  private void wrote(String word) {
    written.compute(word, (any, before) -> mixed(before, actor + ";"));
  }

  // -------------------------------------------------------------------- trace

  @Override
  public void access(int cpu, Access access, String word, String before, String after) {
    if (actor < 0) {
      return; // beforehand
    }
    saw(access + word + before + after);
    if (!access.isRead()) {
      wrote(word);
      if (word.endsWith(".holds")) {
        wrote("order");
      }
    }
  }

  @Override
  public void event(int cpu, Event event, String about, long detail) {
    if (actor >= 0) {
      saw(event + about + detail);
      wrote("order");
    }
  }

  @Override
  public void note(String text) {
    // Violations are in the state.
  }

  @Override
  public void flushed(int cpu, String word, String value) {
    saw(word + value);
    wrote(word);
  }
}
