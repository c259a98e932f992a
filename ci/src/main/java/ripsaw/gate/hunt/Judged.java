package ripsaw.gate.hunt;

import java.util.List;
import java.util.Optional;
import ripsaw.linearizability.mutation.Mutation;

/**
 * A mutant, and what became of it.
 *
 * @param programs of the explorer's that come to its line, by name
 * @param triage what somebody wrote about it
 * @param unitTest of its family's, that fails though the gate would be green; empty if none does,
 *     or none was run
 */
public record Judged(
    Mutation mutation,
    Answer answer,
    List<String> programs,
    Optional<Triage.Entry> triage,
    Optional<String> unitTest) {
  /** The same, asked once more. */
  Judged with(Answer later) {
    return new Judged(
        mutation, later, programs, triage, later.isEnd() ? Optional.empty() : unitTest);
  }

  public boolean isKilled() {
    return answer.fate() == Answer.Fate.KILLED;
  }

  /** Whether it was argued to make no difference. */
  public boolean isEquivalent() {
    return triage.map(Triage.Entry::isEquivalent).orElse(false);
  }

  /** Whether the gate would have been green. */
  public boolean hasSurvived() {
    return answer.fate() == Answer.Fate.SURVIVED;
  }

  /** Whether it lives, and nobody has looked at it yet. */
  public boolean isUntriaged() {
    return hasSurvived() && triage.isEmpty();
  }

  /** Whether it was argued to make no difference, and made one. */
  public boolean isRefuted() {
    return !hasSurvived() && isEquivalent();
  }
}
