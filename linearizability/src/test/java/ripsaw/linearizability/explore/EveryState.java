package ripsaw.linearizability.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Trace;
import ripsaw.machine.Event;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;

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
  private final NaiveEnumeration schedules = new NaiveEnumeration();
  private final Set<List<Object>> states = new HashSet<>();
  private final Map<Integer, Long> seen = new HashMap<>();
  private final Map<String, Long> written = new HashMap<>();
  private int actor;

  int states() {
    return states.size();
  }

  @Override
  public boolean begin() {
    seen.clear();
    written.clear();
    actor = -1;
    return schedules.begin();
  }

  @Override
  public int choose(ProgramRun run, int enabled) {
    if (schedules.isWhereNoneWas() && !states.add(state(run))) {
      return ABANDON;
    }
    actor = schedules.choose(run, enabled);
    Access next = run.nextAccess(actor);
    if (next == Access.CALL) {
      wrote("order");
    } else if (next == Access.LOCK || next == Access.PAGES) {
      wrote(next + "@" + run.nextAddress(actor));
    }
    return actor;
  }

  @Override
  public int pick(Choices choices) {
    return schedules.pick(choices);
  }

  @Override
  public void stepped(ProgramRun run, int who) {
    saw(run.last().values() + "-" + run.last().key());
    schedules.stepped(run, who);
  }

  private List<Object> state(ProgramRun run) {
    List<Object> state = new ArrayList<>(List.of(Map.copyOf(seen), Map.copyOf(written)));
    for (int one = 0; one < run.actors().count(); one++) {
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
}
