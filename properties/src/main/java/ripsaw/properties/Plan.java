package ripsaw.properties;

import java.util.List;
import java.util.Set;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.linearizability.execution.Move;
import ripsaw.linearizability.execution.Trace;
import ripsaw.linearizability.execution.Transcript;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/**
 * A random execution, decided beforehand: the machine and what its cpus do on it, in order.
 *
 * @param shape of the machine
 * @param threads of each cpu
 * @param moves in order
 */
record Plan(Shape shape, int threads, List<Move> moves) {
  /** What is left to do when the time is up. */
  static final Plan NOTHING = new Plan(Shape.small(1, 2, 1), 1, List.of());

  /** Runs the moves, then lets every operation return and every signal arrive. */
  ManualRun run(Subject subject, Set<Property> sought) {
    return run(new ManualRun(subject, shape, threads, sought, null));
  }

  /**
   * The same.
   *
   * @throws ripsaw.linearizability.guard.Unwatched if the allocator keeps something outside the
   *     machine
   */
  ManualRun watched(Subject subject, Set<Property> sought) {
    ManualRun execution = new ManualRun(subject, shape, threads, sought, null);
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
    run(new ManualRun(subject, shape, threads, sought, trace));
  }

  private ManualRun run(ManualRun execution) {
    for (Move move : moves) {
      move.make(execution);
    }
    execution.settle();
    execution.goOn();
    return execution;
  }
}
