package ripsaw.gate.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ripsaw.gate.text.MarkdownTable;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.subject.Family;

/** Who found each mutant of the museum that a run tried: a table for each family. */
record MuseumTable(GateResult result) {
  /** Nobody was to find it, and nobody did. */
  private static final String EQUIVALENT = "equivalent";

  private static final String NOBODY = "nobody";

  /** Each table under a heading; those that nobody can find come last in it. */
  String text() {
    Map<Family, List<JudgedMutant>> families =
        result.faults().stream()
            .sorted(Comparator.comparing(MuseumTable::isEquivalent))
            .collect(
                Collectors.groupingBy(
                    fault -> fault.fault().subject().family(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return families.entrySet().stream()
        .map(of -> "## " + of.getKey() + "\n\n" + table(of.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String table(List<JudgedMutant> faults) {
    MarkdownTable table = new MarkdownTable(List.of("mutant", "property", "found by"));
    for (JudgedMutant fault : faults) {
      table.row(
          List.of(fault.fault().subject().id(), fault.fault().property().id(), foundBy(fault)));
    }
    return table.toString();
  }

  private static String foundBy(JudgedMutant fault) {
    if (isEquivalent(fault)) {
      return EQUIVALENT;
    }
    return fault.foundBy().isEmpty() ? NOBODY : VersionsTable.letters(fault.foundBy().keySet());
  }

  private static boolean isEquivalent(JudgedMutant fault) {
    return fault.outcome() == JudgedMutant.Outcome.EQUIVALENT;
  }
}
