package ripsaw.properties;

import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.linearizability.explore.Repetition;
import ripsaw.linearizability.explore.Sample;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;

/** One question put to jqwik: does this subject violate one of these properties? */
final class Campaign {
  /**
   * Smaller plans that are tried once one has failed. Of three seeds two were done after 2,800, and
   * one was not after 44,000, the last 28,000 of which had made it one move smaller.
   */
  private static final int SMALLER = 10_000;

  private final Subject subject;
  private final Set<Property> sought;
  private final long seed;
  private final long deadline;
  private final Coverage coverage = new Coverage();
  private long executions;
  private int smaller;
  private boolean cut;
  private Plan smallest;
  private Violation violation;
  private Unwatched unwatched;

  /**
   * @param deadline {@link System#nanoTime} after which nothing is executed any more
   */
  Campaign(Subject subject, Set<Property> sought, long seed, long deadline) {
    this.subject = subject;
    this.sought = sought;
    this.seed = seed;
    this.deadline = deadline;
  }

  /**
   * True once the time is up, or the subject turned out to be none to check: neither is a new plan
   * run then, nor a failed one made smaller.
   */
  boolean isOver() {
    return unwatched != null || System.nanoTime() > deadline;
  }

  /** Runs one plan. Throws the violation, if there is one, for jqwik to shrink. */
  void run(Plan plan) {
    if (isOver()) {
      cut = true;
      return;
    }
    if (smallest != null && ++smaller > SMALLER) {
      return; // as if it did not fail: jqwik ends when nothing smaller does
    }
    ManualRun execution = made(plan);
    if (smallest == null) {
      executions++;
      coverage.add(execution.session().coverage());
    }
    execution.session().found().ifPresent(found -> keep(plan, found));
    if (execution.wasCut() && execution.session().alsoSeen().isEmpty()) {
      // Nothing was broken, and it would not end: that is no clean run.
      throw new IllegalStateException("a program of " + subject + " does not end");
    }
  }

  private ManualRun made(Plan plan) {
    try {
      return smallest == null && Sample.has(executions) ? watched(plan) : plan.run(subject, sought);
    } catch (Unwatched e) {
      unwatched = e;
      throw e;
    }
  }

  /** Runs a plan twice: it must come to the same, and keep nothing but in the machine. */
  private ManualRun watched(Plan plan) {
    Repetition.check(subject, plan.trace(subject, sought), plan.trace(subject, sought));
    return plan.watched(subject, sought);
  }

  /**
   * @throws Unwatched if a plan showed that the subject does what no checker sees
   */
  void rethrowUnwatched() {
    if (unwatched != null) {
      throw unwatched;
    }
  }

  private void keep(Plan plan, Violation found) {
    if (smallest == null || plan.moves().size() <= smallest.moves().size()) {
      smallest = plan;
      violation = found;
    }
    throw new ViolationFound(found);
  }

  Workload workload() {
    return subject.family().workload();
  }

  long seed() {
    return seed;
  }

  /** Executions up to and including the first that failed; shrinking is not counted. */
  long executions() {
    return executions;
  }

  /** Whether the time was up before a plan that was to be run. */
  boolean wasCut() {
    return cut;
  }

  Coverage coverage() {
    return coverage;
  }

  Optional<Violation> violation() {
    return Optional.ofNullable(violation);
  }

  /** The smallest failing plan, as a program with its events; empty if none failed. */
  String repro() {
    if (smallest == null) {
      return "";
    }
    return "machine: "
        + smallest.shape()
        + "\n"
        + String.join("\n", smallest.trace(subject, Set.of(violation.property())).events());
  }
}
