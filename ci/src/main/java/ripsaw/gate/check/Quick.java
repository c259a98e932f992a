package ripsaw.gate.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ripsaw.gate.check.Agenda.Attempt;
import ripsaw.spec.Checker;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;

/**
 * What the quick tier asks of a museum: the explorer about every mutant that it can look for; about
 * each mutant the cheapest of its killers; and each checker about a few that it is to find, as
 * canaries. These go round with the seed: so many seeds in a row come to all.
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
    return museum.stream().map(attempt -> quick(attempt, canaries)).toList();
  }

  private static Attempt quick(Attempt full, Set<Asked> canaries) {
    Mutant fault = full.fault();
    Set<Checker> by = EnumSet.noneOf(Checker.class);
    // Of what nobody is to find, whoever looks says as much as another.
    Set<Checker> enough = fault.isEquivalent() ? full.by() : fault.killers();
    CHEAPEST_FIRST.stream().filter(enough::contains).findFirst().ifPresent(by::add);
    full.by().stream()
        .filter(
            checker ->
                checker == Checker.EXPLORER || canaries.contains(new Asked(fault.id(), checker)))
        .forEach(by::add);
    return new Attempt(fault, by);
  }

  private Set<Asked> canaries() {
    Set<Asked> canaries = new HashSet<>();
    for (Checker checker : Checker.values()) {
      Map<Family, List<Mutant>> found = new LinkedHashMap<>();
      museum.stream()
          .map(Attempt::fault)
          .filter(fault -> fault.killers().contains(checker))
          .forEach(
              fault ->
                  found
                      .computeIfAbsent(fault.subject().family(), any -> new ArrayList<>())
                      .add(fault));
      for (List<Mutant> faults : found.values()) {
        // Neighbours are alike. Always the same order: the seed says where to begin in it.
        Collections.shuffle(faults, new Random(0));
        int begin = Math.floorMod(seed, faults.size()) * Limits.canaries(checker);
        for (int i = 0; i < Limits.canaries(checker); i++) {
          canaries.add(new Asked(faults.get((begin + i) % faults.size()).id(), checker));
        }
      }
    }
    return canaries;
  }

  /**
   * What this leaves to the full tier, in words.
   *
   * @param full whom that asks about which mutant
   * @param quick whom this asks
   */
  static List<String> left(List<Attempt> full, List<Attempt> quick, List<Subject> subjects) {
    Set<Asked> asked = asked(quick);
    List<String> left = new ArrayList<>();
    for (Checker checker : Checker.values()) {
      List<Asked> all = asked(full).stream().filter(one -> one.checker == checker).toList();
      long less = all.stream().filter(one -> !asked.contains(one)).count();
      Stream<String> mutants =
          less > 0 ? Stream.of("%d of %d mutants".formatted(less, all.size())) : Stream.of();
      Stream<String> effort = Stream.of(subjects.isEmpty() ? "" : Limits.left(checker));
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
