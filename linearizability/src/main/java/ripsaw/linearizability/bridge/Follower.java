package ripsaw.linearizability.bridge;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.execution.Trace;
import ripsaw.linearizability.program.Operation;
import ripsaw.spec.tlc.Specification.State;
import ripsaw.spec.tlc.Specification.Step;
import ripsaw.subject.Verb;

/**
 * One execution of the Java, and the set of states in which the specification can be after what was
 * seen of it: it grows where the specification has a choice that does not show at once, and shrinks
 * where the Java shows more. Once it is empty, the Java has done what the specification cannot.
 */
public abstract class Follower implements Trace {
  /** Points that a difference is told with. */
  private static final int LAST_POINTS = 12;

  private final SpecFollowsCode spec;
  private final Deque<String> last = new ArrayDeque<>();
  private Set<State> possible;
  private Session session;
  private Verb[] verbs;
  private boolean over;

  protected Follower(SpecFollowsCode spec) {
    this.spec = spec;
    this.possible = spec.initial();
  }

  /**
   * Whether no access shows this step, or none that is told from others, and what is under way may
   * make it.
   */
  protected abstract boolean isSilent(Step step);

  /** Whether a cpu is in no transition. */
  protected boolean isOpen(int cpu) {
    return session.machine().cpu(cpu).isInterruptible();
  }

  @Override
  public void began(Session execution) {
    session = execution;
    verbs = new Verb[execution.machine().shape().cpus()];
  }

  @Override
  public void called(int cpu, Operation operation) {
    verbs[cpu] = operation.verb();
  }

  @Override
  public void note(String text) {
    // What it says was seen.
  }

  protected final Session session() {
    return session;
  }

  /** What a cpu is doing, or did last; null before it does anything. */
  protected final Verb verb(int cpu) {
    return verbs[cpu];
  }

  /** The Java did what only these actions of this cpu do. */
  protected void see(int cpu, String what, Collection<String> actions) {
    if (begins(cpu, what)) {
      keepAgreeing(cpu, what, actions, closed().flatMap(state -> next(state, cpu, actions)));
    }
  }

  /** The same, where memory shows it a little later. */
  protected final void seeWithoutTrace(int cpu, String what, Collection<String> actions) {
    if (begins(cpu, what)) {
      keep(closed().flatMap(state -> next(state, cpu, actions)));
      if (possible.isEmpty()) {
        differ(cpu, what, noneOf(actions));
      }
    }
  }

  /** The point counts, unless the execution is a lost one. */
  protected final boolean begins(int cpu, String what) {
    if (over) {
      return false;
    }
    spec.saw();
    last.add("cpu%s: %s".formatted(cpu, what));
    if (last.size() > LAST_POINTS) {
      last.remove();
    }
    return true;
  }

  protected final void keepAgreeing(
      int cpu, String what, Collection<String> actions, Stream<State> after) {
    MappedState java = spec.shown(session);
    Set<String> differences = new TreeSet<>();
    keep(
        after.filter(
            state -> {
              Set<String> found = spec.shown(state).differences(java, this::isOpen);
              differences.addAll(found);
              return found.isEmpty();
            }));
    if (possible.isEmpty()) {
      differ(cpu, what, differences.isEmpty() ? noneOf(actions) : String.join("; ", differences));
    }
  }

  private static String noneOf(Collection<String> actions) {
    return "where the specification does none of " + actions;
  }

  private void keep(Stream<State> states) {
    Set<State> kept = new HashSet<>();
    states.forEach(kept::add);
    possible = kept;
  }

  /** It has taken these actions by now, whatever memory shows. */
  protected final void assume(int cpu, Collection<String> actions) {
    keep(closed().flatMap(state -> next(state, cpu, actions)));
  }

  /** Only such states are possible. */
  protected final void require(int cpu, String what, Predicate<MappedState> is) {
    if (!over) {
      keep(closed().filter(state -> is.test(spec.shown(state))));
      if (possible.isEmpty()) {
        differ(cpu, what, "where the specification does not");
      }
    }
  }

  protected final MappedState shown(State state) {
    return spec.shown(state);
  }

  protected final void differ(int cpu, String what, String how) {
    over = true;
    spec.differs(
        "cpu%s: %s, %s. Before that: %s".formatted(cpu, what, how, String.join(", ", last)));
  }

  protected final Stream<State> next(State state, int cpu, Collection<String> actions) {
    return spec.steps(state).stream()
        .filter(step -> actions.contains(step.action()))
        .filter(step -> Numbers.of(step.cpu()) == cpu)
        .map(Step::next);
  }

  /** The possible states, and those that silent actions of what is under way make of them. */
  protected final Stream<State> closed() {
    Set<State> closed = new HashSet<>(possible);
    Deque<State> queue = new ArrayDeque<>(possible);
    while (!queue.isEmpty()) {
      for (Step step : spec.steps(queue.remove())) {
        if (isSilent(step) && closed.add(step.next())) {
          queue.add(step.next());
        }
      }
    }
    return closed.stream();
  }
}
