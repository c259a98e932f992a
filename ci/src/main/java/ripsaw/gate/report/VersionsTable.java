package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ripsaw.gate.text.MarkdownTable;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.subject.Family;
import ripsaw.subject.Subject;

/**
 * Which version of a family's violates what: a column for each, a row for each property that one of
 * them violates or does not promise.
 *
 * @param versions those of the family that the run judged, oldest first
 */
record VersionsTable(Family family, List<Subject> versions, GateResult result) {
  private static final String EXCEEDED = "exceeded";
  private static final String NOT_PROMISED = "n/p";

  /** Known to be violated, and nobody found it in this run: the museum asks nobody, say. */
  private static final String DECLARED = "declared";

  private static final String NOTHING = "·";

  /** Empty if there is no row: each version keeps all that its family can be asked for. */
  Optional<String> text() {
    List<List<String>> rows =
        family.properties().stream().map(this::row).filter(VersionsTable::saysSomething).toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    MarkdownTable table = new MarkdownTable(head());
    rows.forEach(table::row);
    return Optional.of(table.toString());
  }

  /** The versions without their system, if they are all of one. */
  private List<String> head() {
    boolean isOneSystem = versions.stream().map(VersionsTable::system).distinct().count() == 1;
    List<String> head = new ArrayList<>(List.of("property"));
    for (Subject version : versions) {
      head.add(isOneSystem ? version.id().substring(system(version).length()) : version.id());
    }
    return head;
  }

  private static String system(Subject version) {
    return version.id().substring(0, version.id().indexOf('/') + 1);
  }

  private List<String> row(Property property) {
    List<String> row = new ArrayList<>(List.of(property.id()));
    versions.forEach(version -> row.add(cell(version, property)));
    return row;
  }

  private static boolean saysSomething(List<String> row) {
    return row.stream().skip(1).anyMatch(cell -> !cell.equals(NOTHING));
  }

  private String cell(Subject version, Property property) {
    Set<Checker> found = foundBy(version, property);
    if (!found.isEmpty()) {
      return "**" + letters(found) + "**";
    }
    Optional<JudgedSubject.Judged> judged = judged(version, property);
    if (judged.filter(JudgedSubject.Judged::exceeded).isPresent()) {
      return EXCEEDED;
    }
    if (version.unpromised().contains(property)
        || judged.filter(one -> !one.promised()).isPresent()) {
      return NOT_PROMISED;
    }
    return version.violates().contains(property) ? DECLARED : NOTHING;
  }

  /** As a fault of the museum, or as a subject that was to hold. */
  private Set<Checker> foundBy(Subject version, Property property) {
    Set<Checker> found = EnumSet.noneOf(Checker.class);
    for (JudgedMutant fault : result.faults()) {
      if (fault.fault().subject().id().equals(version.id())
          && fault.fault().property() == property) {
        found.addAll(fault.foundBy().keySet());
      }
    }
    judged(version, property)
        .ifPresent(
            one ->
                one.verdicts()
                    .forEach(
                        (checker, verdict) -> {
                          if (verdict instanceof Verdict.Violated) {
                            found.add(checker);
                          }
                        }));
    return found;
  }

  private Optional<JudgedSubject.Judged> judged(Subject version, Property property) {
    return result.subjects().stream()
        .filter(subject -> subject.subject().id().equals(version.id()))
        .flatMap(subject -> subject.properties().stream())
        .filter(one -> one.property() == property)
        .findFirst();
  }

  /** The initials of checkers, in their order: T, L, E, J. */
  static String letters(Set<Checker> checkers) {
    return EnumSet.allOf(Checker.class).stream()
        .filter(checkers::contains)
        .map(checker -> checker.name().substring(0, 1))
        .collect(Collectors.joining());
  }
}
