package ripsaw.gate.mutants;

import java.util.List;
import java.util.function.Predicate;
import ripsaw.linearizability.mutation.Reach;
import ripsaw.linearizability.program.Suite;
import ripsaw.spec.Checker;
import ripsaw.subject.Subject;

/**
 * What became of the mutants of a subject.
 *
 * @param mutants that were asked about
 * @param of how many there are
 * @param reach of the explorer's programs
 * @param gone what is triaged and is no mutant any more
 */
public record Hunted(
    Subject subject, List<Judged> mutants, int of, Reach reach, List<String> gone) {
  public long killedBy(Checker checker) {
    return count(one -> one.isKilled() && one.answer().by().equals(checker.id()));
  }

  /** Those with which the gate is not green: it names what hangs, or does not start. */
  public long noticed() {
    return count(one -> !one.hasSurvived());
  }

  public long stuck() {
    return count(one -> one.answer().fate() == Answer.Fate.STUCK);
  }

  /** Argued to make no difference, and not seen to make one. */
  public long equivalent() {
    return count(one -> one.isEquivalent() && one.hasSurvived());
  }

  /** Those that count: all but the equivalent ones. */
  public long counted() {
    return mutants.size() - equivalent();
  }

  /** Of those that count, in hundredths of a per cent, rounded down. */
  public long score(long found) {
    return counted() == 0 ? 0 : 10_000 * found / counted();
  }

  public List<Judged> survivors() {
    return mutants.stream().filter(one -> one.hasSurvived() && !one.isEquivalent()).toList();
  }

  public List<Judged> untriaged() {
    return mutants.stream().filter(Judged::isUntriaged).toList();
  }

  public List<Judged> refuted() {
    return mutants.stream().filter(Judged::isRefuted).toList();
  }

  /** The names of the programs that do not come to the line of a mutant. */
  public List<String> others(Judged judged) {
    return Suite.of(subject.family()).stream()
        .map(Suite::name)
        .filter(name -> !judged.programs().contains(name))
        .toList();
  }

  private long count(Predicate<Judged> which) {
    return mutants.stream().filter(which).count();
  }
}
