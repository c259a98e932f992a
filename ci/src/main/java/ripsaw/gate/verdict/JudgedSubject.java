package ripsaw.gate.verdict;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ripsaw.gate.run.Planted;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.subject.Subject;

/**
 * What became of a subject.
 *
 * @param planted what each checker that runs it said of it with a fault planted in it
 * @param properties those that this build checks, in the order of the catalogue
 */
public record JudgedSubject(
    Subject subject, Map<Checker, Planted> planted, List<Judged> properties) {
  /**
   * One property of the subject.
   *
   * @param promised whether it counts
   * @param exceeded whether it is not promised, and was seen not to hold
   * @param verdicts of the checkers that check this property; empty if it is not promised
   */
  public record Judged(
      Property property, boolean promised, boolean exceeded, Map<Checker, Verdict> verdicts) {
    /** Why nobody says anything of it: no fault asks anyone, or who is asked has no model of it. */
    public static final String NOBODY_SEES = "no checker is shown to see a violation of it here";

    /** Whether it counts, and nobody is known to be able to see it violated in this subject. */
    public boolean isUnchecked() {
      return promised && verdicts.isEmpty();
    }

    public boolean isViolated() {
      return verdicts.values().stream().anyMatch(Verdict.Violated.class::isInstance);
    }
  }

  /** Whether it promises anything. */
  boolean isAsked() {
    return properties.stream().anyMatch(Judged::promised);
  }

  /** What became of the faults that were planted in it, checker by checker. */
  public String plantedInWords() {
    return planted.entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue().inWords(one.getKey()))
        .collect(Collectors.joining(", "));
  }

  /** Whether every promised property was checked by somebody, and passed by all who did. */
  public boolean holds() {
    return isAsked()
        && properties.stream()
            .filter(Judged::promised)
            .map(judged -> judged.verdicts().values())
            .allMatch(all -> !all.isEmpty() && all.stream().allMatch(Verdict::passes));
  }
}
