package ripsaw.properties;

import java.util.List;
import java.util.Set;
import ripsaw.linearizability.Execution;
import ripsaw.linearizability.Move;
import ripsaw.linearizability.Trace;
import ripsaw.linearizability.Transcript;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * A random execution, decided beforehand: the machine and what its cpus do on it, in order.
 *
 * @param shape of the machine
 * @param moves in order
 */
record Plan(Shape shape, List<Move> moves) {
  /** What is left to do when the time is up. */
  static final Plan NOTHING = new Plan(Shape.small(1, 2, 1), List.of());

  /** Runs the moves, then lets every operation return and every signal arrive. */
  Execution run(Subject subject, Set<Property> sought) {
    return run(new Execution(subject, shape, sought));
  }

  /**
   * The same.
   *
   * @throws ripsaw.linearizability.Unwatched if the allocator keeps something outside the machine
   */
  Execution watched(Subject subject, Set<Property> sought) {
    Execution execution = new Execution(subject, shape, sought);
    execution.watchJavaState();
    run(execution);
    execution.judgeJavaState();
    return execution;
  }

  /** The same, written down. */
  Transcript trace(Subject subject, Set<Property> sought) {
    Transcript trace = new Transcript();
    run(subject, sought, trace);
    return trace;
  }

  /** The same, with a trace that somebody reads meanwhile. */
  void run(Subject subject, Set<Property> sought, Trace trace) {
    run(new Execution(subject, shape, sought, trace));
  }

  private Execution run(Execution execution) {
    for (Move move : moves) {
      move.make(execution);
    }
    execution.settle();
    return execution;
  }
}
