package ripsaw.linearizability.lincheck;

import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.execution.Scheduler;
import ripsaw.linearizability.execution.Session;
import ripsaw.machine.Shape;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Subject;

/**
 * What is known about a subject across the interleavings of all scenarios. It lies outside of what
 * Lincheck analyses, for Lincheck resets what it does analyse before each interleaving.
 */
final class Investigation {
  private final Subject subject;
  private final Set<Property> sought;
  private final long deadline;
  private final Coverage coverage = new Coverage();
  private final long before;
  private final long[] executions;
  private Shape shape;
  private int current;
  private Violation found;
  private boolean cutByBudget;

  /**
   * @param deadline {@link System#nanoTime} after which no interleaving begins
   * @param before interleavings that an earlier round has seen
   */
  Investigation(Subject subject, int scenarios, Set<Property> sought, long deadline, long before) {
    this.before = before;
    this.subject = subject;
    this.sought = sought;
    this.deadline = deadline;
    this.executions = new long[scenarios];
  }

  Session session(Scheduler scheduler) {
    return new Session(subject, shape, MemoryModel.SC, sought, scheduler, null);
  }

  /** The machine of the scenarios that come next. */
  void use(Shape next) {
    shape = next;
  }

  /** An interleaving begins. If the budget is spent it is one too many; but the first is made. */
  void open(int scenario) {
    current = scenario;
    cutByBudget |= isClean() && executions() > 0 && System.nanoTime() > deadline;
  }

  /** An interleaving is over. Fails it if a sought property was broken, or it is one too many. */
  void close(Session session) {
    coverage.add(session.coverage());
    if (isClean()) { // Lincheck runs a failed interleaving again, to write it down
      executions[current]++;
    }
    if (session.found().isPresent()) {
      found = session.found().get();
      throw new ViolationFound(found);
    }
    if (cutByBudget) {
      throw new IllegalStateException("the budget is spent");
    }
  }

  /**
   * An operation is over. If it broke a sought property it ended at once, and others may wait for
   * ever for what it has left: then Lincheck ends the interleaving, and it is never closed.
   */
  void note(Session session) {
    if (isClean() && session.found().isPresent()) {
      executions[current]++;
      found = session.found().get();
    }
  }

  /** Interleavings of all scenarios, up to and including the first that failed. */
  long executions() {
    long sum = before;
    for (long one : executions) {
      sum += one;
    }
    return sum;
  }

  /** Scenarios with interleavings left when they had used up their share. */
  long cut(long share) {
    long cut = 0;
    for (long one : executions) {
      cut += one >= share ? 1 : 0;
    }
    return cut;
  }

  /** Scenarios that were left for another one, because there was no more to do. */
  long done() {
    long begun = 0;
    for (long one : executions) {
      begun += one > 0 ? 1 : 0;
    }
    return executions[current] > 0 ? begun - 1 : begun;
  }

  boolean seeks(Property property) {
    return sought.contains(property);
  }

  /** True if nothing in here explains why Lincheck failed. */
  boolean isClean() {
    return found == null && !cutByBudget;
  }

  void add(Violation violation) {
    found = violation;
  }

  boolean wasCutByBudget() {
    return cutByBudget;
  }

  Coverage coverage() {
    return coverage;
  }

  /** See {@link Coverage#missing}. */
  Set<String> missing() {
    return coverage.missing(subject, Checker.LINCHECK);
  }

  Optional<Violation> found() {
    return Optional.ofNullable(found);
  }
}
