package ripsaw.linearizability.bridge;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.execution.Trace;
import ripsaw.spec.tlc.Specification;
import ripsaw.spec.tlc.Specification.State;
import ripsaw.spec.tlc.Specification.Step;

/**
 * Watches executions of the Java, whoever schedules them, and looks whether each is a behaviour of
 * the specification: what a {@link Follower} does, with what all executions share.
 */
public final class SpecFollowsCode {
  private final Specification specification;
  private final Mapping mapping;
  private final Set<State> initial;
  private final Map<State, List<Step>> steps = new HashMap<>();
  private final Map<State, MappedState> states = new HashMap<>();
  private long executions;
  private long points;
  private String difference;
  private String bound = "";

  public SpecFollowsCode(ModuleConfig config) throws IOException {
    this.specification = new Specification(config.module(), config.text());
    this.mapping = config.mapping();
    this.initial = Set.copyOf(specification.initial());
  }

  /** A new execution begins, which this trace is to be given to. */
  public Trace follow() {
    executions++;
    return mapping.follower(this);
  }

  public long executions() {
    return executions;
  }

  /** Accesses that are actions, in all executions. */
  public long points() {
    return points;
  }

  /** States of the specification that the executions came through. */
  public int states() {
    return steps.size();
  }

  /** The first execution that no behaviour explains, up to there; empty if all are explained. */
  public Optional<String> difference() {
    return Optional.ofNullable(difference);
  }

  /** Why not all executions were followed of which all were to be; empty if they were. */
  public String bound() {
    return bound;
  }

  /** Not all executions of a program could be made. */
  void leftOut(String why) {
    bound = bound.isEmpty() ? why : bound;
  }

  Set<State> initial() {
    return initial;
  }

  List<Step> steps(State state) {
    return steps.computeIfAbsent(state, specification::steps);
  }

  MappedState shown(State state) {
    return states.computeIfAbsent(state, any -> mapping.state(any.variables()));
  }

  MappedState shown(Session session) {
    return mapping.state(session);
  }

  void saw() {
    points++;
  }

  void differs(String how) {
    if (difference == null) {
      difference = "execution %s: %s".formatted(executions, how);
    }
  }
}
