package ripsaw.gate.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ripsaw.gate.check.Agenda.Attempt;
import ripsaw.spec.Checker;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;

/**
 * What the quick tier asks of a museum: about each mutant the cheapest of its killers, and each
 * checker about a few that it is to find, as canaries. These go round with the seed: so many seeds
 * in a row come to all. So do equivalent mutants: that nothing is found takes the longest, and says
 * the least.
 *
 * @param museum whom the full tier asks about which mutant
 */
record Quick(List<Attempt> museum, long seed) {
  private static final List<Checker> CHEAPEST_FIRST =
      List.of(Checker.EXPLORER, Checker.TLC, Checker.JQWIK, Checker.LINCHECK);

  /** A question: who is asked about which mutant. */
  private record Asked(String fault, Checker checker) {}

  /** In the museum's order. */
  List<Attempt> attempts() {
    Set<Asked> canaries = canaries();
    Set<String> equivalent =
        picked(all(Mutant::isEquivalent).toList(), Limits.EQUIVALENTS)
            .map(Mutant::id)
            .collect(Collectors.toSet());
    return museum.stream()
        .filter(one -> !one.fault().isEquivalent() || equivalent.contains(one.fault().id()))
        .map(attempt -> quick(attempt, canaries))
        .toList();
  }

  private static Attempt quick(Attempt full, Set<Asked> canaries) {
    Mutant fault = full.fault();
    Set<Checker> by = EnumSet.noneOf(Checker.class);
    // Of what nobody is to find, whoever looks says as much as another.
    Set<Checker> enough = fault.isEquivalent() ? full.by() : fault.killers();
    CHEAPEST_FIRST.stream().filter(enough::contains).findFirst().ifPresent(by::add);
    full.by().stream()
        .filter(checker -> canaries.contains(new Asked(fault.id(), checker)))
        .forEach(by::add);
    return new Attempt(fault, by);
  }

  private Set<Asked> canaries() {
    return Arrays.stream(Checker.values())
        .flatMap(
            checker ->
                picked(fault -> fault.killers().contains(checker), Limits.canaries(checker))
                    .map(fault -> new Asked(fault.id(), checker)))
        .collect(Collectors.toSet());
  }

  /** So many of these mutants of each family, which go round with the seed. */
  private Stream<Mutant> picked(Predicate<Mutant> which, int count) {
    Map<Family, List<Mutant>> families =
        all(which)
            .collect(
                Collectors.groupingBy(
                    fault -> fault.subject().family(), LinkedHashMap::new, Collectors.toList()));
    return families.values().stream().flatMap(faults -> picked(faults, count));
  }

  private Stream<Mutant> all(Predicate<Mutant> which) {
    return museum.stream().map(Attempt::fault).filter(which);
  }

  private Stream<Mutant> picked(List<Mutant> some, int count) {
    if (some.isEmpty()) {
      return Stream.empty();
    }
    List<Mutant> faults = new ArrayList<>(some);
    // Neighbours are alike. Always the same order: the seed says where to begin in it.
    Collections.shuffle(faults, new Random(0));
    int begin = Math.floorMod(seed, faults.size()) * count;
    return IntStream.range(begin, begin + count).mapToObj(i -> faults.get(i % faults.size()));
  }

  /**
   * What this leaves to the full tier, in words.
   *
   * @param full whom that asks about which mutant
   * @param quick whom this asks
   * @param isAsked whether a checker is asked about any subject
   */
  static List<String> left(List<Attempt> full, List<Attempt> quick, Predicate<Checker> isAsked) {
    Set<Asked> asked = asked(quick);
    List<String> left = new ArrayList<>();
    for (Checker checker : Checker.values()) {
      List<Asked> all = asked(full).stream().filter(one -> one.checker == checker).toList();
      long less = all.stream().filter(one -> !asked.contains(one)).count();
      Stream<String> mutants =
          less > 0 ? Stream.of("%s of %s mutants".formatted(less, all.size())) : Stream.of();
      Stream<String> effort = Stream.of(isAsked.test(checker) ? Limits.left(checker) : "");
      String both =
          Stream.concat(mutants, effort)
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(" and "));
      if (!both.isEmpty()) {
        left.add(checker + " " + both);
      }
    }
    return left;
  }

  private static Set<Asked> asked(List<Attempt> attempts) {
    Set<Asked> asked = new HashSet<>();
    attempts.forEach(
        attempt ->
            attempt.by().forEach(checker -> asked.add(new Asked(attempt.fault().id(), checker))));
    return asked;
  }
}
