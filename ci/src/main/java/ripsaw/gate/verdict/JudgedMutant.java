package ripsaw.gate.verdict;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import ripsaw.gate.check.Checkers;
import ripsaw.gate.worker.Answer;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Checker;
import ripsaw.subject.Mutant;

/**
 * What became of a fault.
 *
 * @param foundBy with the number of executions it took
 * @param notFoundBy with the number of executions that did not find it
 * @param unknown why a checker's silence, or absence, says nothing
 */
public record JudgedMutant(
    Mutant fault,
    Map<Checker, Long> foundBy,
    Map<Checker, Long> notFoundBy,
    Map<Checker, String> unknown) {
  /** From worst to best, but for the last two, which are equally good. */
  public enum Outcome {
    /** A declared killer did not find it. */
    SURVIVED,
    /** Somebody found it who was not declared to. */
    UNDECLARED,
    /** A checker that was to try it did not, or not for long enough. */
    INCONCLUSIVE,
    /** Nobody was to find it, and nobody did. */
    EQUIVALENT,
    /** Found by all who were asked of those who were to find it, and by nobody else. */
    KILLED
  }

  /**
   * @param answers of the checkers that were to try it, and of no other
   */
  public static JudgedMutant of(Mutant fault, Map<Checker, Answer> answers) {
    JudgedMutant judged =
        new JudgedMutant(
            fault,
            new EnumMap<>(Checker.class),
            new EnumMap<>(Checker.class),
            new EnumMap<>(Checker.class));
    answers.forEach(judged::add);
    return judged;
  }

  private void add(Checker checker, Answer answer) {
    if (answer.finding().isEmpty()) {
      unknown.put(checker, answer.trouble());
      return;
    }
    Finding finding = answer.finding().get();
    if (finding.violation().isPresent()) {
      foundBy.put(checker, finding.executions());
      return;
    }
    notFoundBy.put(checker, finding.executions());
    // Who was to find it had the effort for it, however little that was, or the time was up.
    if (finding.cutByBudget() || !fault.killers().contains(checker)) {
      Checkers.tooLittle(checker, finding).ifPresent(why -> unknown.put(checker, why));
    }
  }

  /** Declared killers that did not find it, although nothing stopped them. */
  Set<Checker> missedBy() {
    Set<Checker> missed = EnumSet.noneOf(Checker.class);
    missed.addAll(notFoundBy.keySet());
    missed.retainAll(fault.killers());
    missed.removeAll(unknown.keySet());
    return missed;
  }

  /** Checkers that found it and were not declared to. */
  Set<Checker> undeclared() {
    Set<Checker> undeclared = EnumSet.noneOf(Checker.class);
    undeclared.addAll(foundBy.keySet());
    undeclared.removeAll(fault.killers());
    return undeclared;
  }

  boolean isAsked(Checker checker) {
    return foundBy.containsKey(checker)
        || notFoundBy.containsKey(checker)
        || unknown.containsKey(checker);
  }

  /** Who is to find it, and was not asked in this run. */
  public Set<Checker> notAsked() {
    Set<Checker> left = EnumSet.noneOf(Checker.class);
    left.addAll(fault.killers());
    left.removeIf(this::isAsked);
    return left;
  }

  /**
   * Whether nobody looked who was to find it, or nobody at all if nobody is to: then that it was
   * not found says nothing.
   */
  boolean isUntried() {
    Set<Checker> enough = fault.isEquivalent() ? EnumSet.allOf(Checker.class) : fault.killers();
    return enough.stream().noneMatch(this::isAsked);
  }

  /** What a checker says of it, in the few words of a table's cell. */
  public String toldBy(Checker checker) {
    if (foundBy.containsKey(checker)) {
      return "found after " + foundBy.get(checker);
    }
    if (unknown.containsKey(checker)) {
      return "?";
    }
    if (notFoundBy.containsKey(checker)) {
      return "not in " + notFoundBy.get(checker);
    }
    return notAsked().contains(checker) ? "not asked" : "-";
  }

  public Outcome outcome() {
    if (!missedBy().isEmpty()) {
      return Outcome.SURVIVED;
    }
    if (!undeclared().isEmpty()) {
      return Outcome.UNDECLARED;
    }
    if (!unknown.isEmpty() || isUntried()) {
      return Outcome.INCONCLUSIVE;
    }
    return fault.isEquivalent() ? Outcome.EQUIVALENT : Outcome.KILLED;
  }
}
