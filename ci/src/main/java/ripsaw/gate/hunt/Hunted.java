package ripsaw.gate.hunt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import ripsaw.gate.text.Plural;
import ripsaw.linearizability.mutation.Reach;
import ripsaw.linearizability.program.Suite;
import ripsaw.spec.Checker;
import ripsaw.subject.Subject;

/**
 * What became of the mutants of a subject.
 *
 * @param mutants that were asked about
 * @param chosen how many were to be asked about; the time was up if that is more
 * @param of how many there are
 * @param reach of the explorer's programs
 * @param triaged whether survivors were looked at: then each must have been
 * @param gone what is triaged and is no mutant any more
 * @param races how the explorer's programs compare with random ones, if that was asked
 * @param searched what came of a search among random programs, if there was one
 */
public record Hunted(
    Subject subject,
    List<Judged> mutants,
    int chosen,
    int of,
    Reach reach,
    boolean triaged,
    List<String> gone,
    Optional<Races> races,
    Optional<Searched> searched) {
  /** Places that are named in a line. */
  private static final int MOST_NAMED = 6;

  Hunted with(Searched search) {
    return new Hunted(
        subject, mutants, chosen, of, reach, triaged, gone, races, Optional.of(search));
  }

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

  /** Those that only a unit test notices: the gate does not, and they do not count as noticed. */
  public long unitTested() {
    return count(one -> one.unitTest().isPresent());
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

  /** What is wrong, in sentences: with the subject, or with the triage if there is one. */
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    if (triaged) {
      mutants.stream()
          .filter(Judged::isUntriaged)
          .forEach(one -> failures.add(of(one) + ": survived, and nobody has triaged it"));
      mutants.stream()
          .filter(Judged::isRefuted)
          .forEach(one -> failures.add(of(one) + ": called equivalent, and " + one.answer()));
      gone.forEach(one -> failures.add(subject + ", " + one + ": triaged, and is no mutant"));
    }
    searched.ifPresent(
        search -> search.broken().forEach(one -> failures.add(subject + ": " + one)));
    return failures;
  }

  /** Why it says less than it was to. */
  public List<String> doubts() {
    return mutants.size() < chosen
        ? List.of("time: %s of %s mutants asked about".formatted(mutants.size(), chosen))
        : List.of();
  }

  private String of(Judged judged) {
    return subject + ", " + judged.mutation();
  }

  /** The number. */
  public String inWords() {
    return "%s of %s noticed, %s; by the explorer %s%s%s%s"
        .formatted(
            noticed(),
            Plural.of(counted(), "mutant"),
            percent(score(noticed())),
            percent(score(killedBy(Checker.EXPLORER))),
            unitTested() > 0 ? "; %s more by unit tests only".formatted(unitTested()) : "",
            equivalent() > 0 ? "; %s equivalent as argued".formatted(equivalent()) : "",
            mutants.size() < of ? "; a sample of " + of : "");
  }

  /**
   * What racing pairs random programs come to.
   *
   * @param programs of jqwik
   * @param missed those that no program of the explorer's comes to, as in {@code A:5 -> B:7}
   */
  public record Races(int programs, List<String> missed) {}

  /** What the explorer's programs come to, and never come to. */
  public String reached() {
    return "the explorer's programs come to %s, and %s; and to %s%s"
        .formatted(
            part(false, "lines"),
            part(true, "ways of conditions"),
            Plural.of(pairs(), "racing pair"),
            races
                .map(
                    one ->
                        ", random programs to %s more%s"
                            .formatted(one.missed.size(), named("", one.missed)))
                .orElse(""));
  }

  /** Racing pairs of lines to which the explorer's programs come. */
  public int pairs() {
    return reach.pairs().size();
  }

  private String part(boolean ways, String what) {
    int count = reach.count(ways);
    List<String> missed = missed(ways);
    return "%s of %s %s%s".formatted(count - missed.size(), count, what, named("not ", missed));
  }

  private static String named(String not, List<String> places) {
    return places.isEmpty()
        ? ""
        : places.stream()
            .limit(MOST_NAMED)
            .collect(
                Collectors.joining(", ", " (" + not, places.size() > MOST_NAMED ? ", …)" : ")"));
  }

  /** Lines, or ways of conditions, to which no program comes, as in {@code SlabList:57 ==}. */
  public List<String> missed(boolean ways) {
    return reach.missed(ways).stream().map(Object::toString).toList();
  }

  private static String percent(long hundredths) {
    return String.format(Locale.ROOT, "%.1f %%", Math.floorDiv(hundredths, 10) / 10.0);
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
