package org.example.stub.bridge;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.example.stub.StubCensus;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.Mapping;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Shape;
import ripsaw.machine.order.Access;
import ripsaw.spec.Property;
import ripsaw.spec.tla.TlaValue;
import ripsaw.subject.Subject;

/** {@code StubHeap.tla} and {@code org.example.stub}. */
final class StubMapping implements Mapping {
  /**
   * The word that an access which is an action changes; empty if the access is none. To read
   * belongs to the action around it.
   */
  static Optional<String> changed(Access access, String word) {
    boolean isAction =
        access == Access.COMPARE_AND_SET && word.equals("bits")
            || access == Access.GET_AND_ADD && word.equals("count");
    return isAction ? Optional.of(word) : Optional.empty();
  }

  @Override
  public StubState state(Map<String, TlaValue> variables) {
    return StubState.of(variables);
  }

  @Override
  public StubState state(Session session) {
    return StubState.of((StubCensus) session.takeCensus());
  }

  @Override
  public String operation(Walk.Step step, String name, String freed, Shape shape) {
    return switch (step.action()) {
      case "Take" -> name + " = alloc 64";
      case "Put" -> "free " + freed;
      default -> null;
    };
  }

  @Override
  public Driver driver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    return new StubDriver(subject, program, sought, lenient);
  }

  @Override
  public Follower follower(SpecFollowsCode spec) {
    return new StubFollower(spec);
  }

  @Override
  public boolean canFollow(Program program) {
    return true;
  }
}
