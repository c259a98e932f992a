package ripsaw.linearizability.bridge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.tla.TlaValue;
import ripsaw.subject.Subject;

/** What the bridge must know of a module and of the Java that it is about. */
public interface Mapping {
  /** Of a state of the specification. */
  MappedState state(Map<String, TlaValue> variables);

  /** Of the Java, where it stands. */
  MappedState state(Session session);

  /** What a machine for a walk does beforehand, on cpu 0. */
  default List<Operation> before() {
    return List.of();
  }

  /**
   * The operation that begins with a step; null if the step goes on with one.
   *
   * @param name for what an allocation will return
   * @param freed the name of what the step frees; null if it frees nothing
   */
  String operation(Walk.Step step, String name, String freed, Shape shape);

  /** Which thread of its cpu makes a step: its first, if not said. */
  default int thread(Walk.Step step) {
    return 0;
  }

  /**
   * @param sought properties that end the execution when they are violated
   * @param lenient see {@link Driver}
   */
  Driver driver(Subject subject, Program program, Set<Property> sought, boolean lenient);

  /** A new execution begins. */
  Follower follower(SpecFollowsCode spec);

  /** Whether what a program does is in the specification's language. */
  boolean canFollow(Program program);
}
