package ripsaw.linearizability.explore;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.explore.LitmusSubject.Explored;
import ripsaw.linearizability.oracle.Litmus;
import ripsaw.linearizability.oracle.Model;
import ripsaw.linearizability.oracle.Oracle;
import ripsaw.linearizability.oracle.Oracle.Verdict;
import ripsaw.linearizability.oracle.Outcome;
import ripsaw.machine.order.MemoryModel;

/**
 * Compares the exhaustive explorer with the oracle, program by program, and keeps the smallest on
 * which they differ.
 */
public final class Fuzz {
  /** Differences that are made small; more are only counted. */
  private static final int SHRUNK = 30;

  private final MemoryModel model;
  private Litmus smallest;
  private String difference;
  private int programs;
  private int differing;
  private long executions;
  private long graphs;
  private long steps;
  private long abandoned;

  public Fuzz(MemoryModel model) {
    this.model = model;
  }

  static Explored explored(Litmus litmus, MemoryModel model) {
    LitmusSubject subject = LitmusSubject.of(litmus);
    return subject.explore(new SourceSets(ProgramRun.actorsOf(subject.program())), model);
  }

  /** Compares them on one program. */
  public void compare(Litmus litmus) {
    Verdict verdict = Oracle.of(litmus, Model.of(model));
    Explored explored = explored(litmus, model);
    programs++;
    executions += explored.executions();
    graphs += verdict.graphs();
    steps += explored.steps();
    abandoned += explored.abandoned();
    if (!comparable(litmus, explored.seen()).equals(comparable(litmus, verdict.outcomes()))) {
      differing++;
      if (differing <= SHRUNK) {
        keep(shrunk(litmus));
      }
    }
  }

  private void keep(Litmus found) {
    if (smallest == null || found.size() < smallest.size()) {
      smallest = found;
      difference = difference(found).orElseThrow();
    }
  }

  /** Without whatever can go while the two still differ. */
  private Litmus shrunk(Litmus litmus) {
    return litmus.smaller().stream()
        .filter(smaller -> difference(smaller).isPresent())
        .min(Comparator.comparingInt(Litmus::size))
        .map(this::shrunk)
        .orElse(litmus);
  }

  private Optional<String> difference(Litmus litmus) {
    Set<Outcome> possible = comparable(litmus, Oracle.of(litmus, Model.of(model)).outcomes());
    Set<Outcome> seen = comparable(litmus, explored(litmus, model).seen());
    if (seen.equals(possible)) {
      return Optional.empty();
    }
    Set<Outcome> missed = new TreeSet<>(possible);
    missed.removeAll(seen);
    Set<Outcome> wrong = new TreeSet<>(seen);
    wrong.removeAll(possible);
    return Optional.of("missed " + missed + ", wrongly seen " + wrong);
  }

  /**
   * A handler and a step of its cpu's program that touch different words commute, though for others
   * that come to the same a race may depend on their order: then it is enough that it is found.
   */
  private static Set<Outcome> comparable(Litmus litmus, Set<Outcome> outcomes) {
    if (litmus.handlers().isEmpty()) {
      return outcomes;
    }
    Set<Outcome> comparable = new TreeSet<>(outcomes);
    outcomes.stream().filter(Outcome::race).map(Outcome::withoutRace).forEach(comparable::remove);
    return comparable;
  }

  /** How many programs were compared. */
  int programs() {
    return programs;
  }

  /** On how many the two differed. */
  public int differing() {
    return differing;
  }

  /** Executions of the explorer that came to their end. */
  long executions() {
    return executions;
  }

  /** Consistent executions, by the oracle. */
  long graphs() {
    return graphs;
  }

  /** Which part of the explorer's steps was made in executions that it abandoned. */
  double partAbandoned() {
    return (double) abandoned / (steps + abandoned);
  }

  /** The smallest program on which they differ, and how; empty if there is none. */
  public String smallestDifference() {
    return smallest == null ? "" : "%s: %s: %s".formatted(model, smallest, difference);
  }

  @Override
  public String toString() {
    return "%s: %d programs, %d differ, %d executions for %d graphs, %.0f %% of the steps abandoned"
        .formatted(model, programs, differing, executions, graphs, 100 * partAbandoned());
  }
}
