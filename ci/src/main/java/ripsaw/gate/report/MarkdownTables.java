package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ripsaw.gate.verdict.GateResult;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Family;
import ripsaw.subject.Subject;

/**
 * A run's result as tables of Markdown, for pages that people write: a file for each family's
 * versions, and one for the museum. None holds a number of executions or a time.
 */
public final class MarkdownTables {
  private static final String MUSEUM = "museum.md";

  private MarkdownTables() {}

  /** The names of all files that a run may write. */
  public static List<String> files(Catalogue catalogue) {
    List<String> files = new ArrayList<>(List.of(MUSEUM));
    families(catalogue.subjects()).forEach(family -> files.add(file(family)));
    return files;
  }

  /**
   * The files of this run by their names. A family whose versions have nothing to show has none.
   *
   * @param versions references and historical versions; those that the run judged are shown
   */
  public static Map<String, String> of(GateResult result, List<Subject> versions) {
    Map<String, String> files = new LinkedHashMap<>();
    Set<String> judged =
        Stream.concat(
                result.faults().stream().map(fault -> fault.fault().subject().id()),
                result.subjects().stream().map(subject -> subject.subject().id()))
            .collect(Collectors.toSet());
    List<Subject> shown =
        versions.stream().filter(version -> judged.contains(version.id())).toList();
    for (Family family : families(shown)) {
      List<Subject> columns =
          shown.stream().filter(version -> version.family().equals(family)).toList();
      new VersionsTable(family, columns, result)
          .text()
          .ifPresent(text -> files.put(file(family), text));
    }
    files.put(MUSEUM, new MuseumTable(result).text());
    return files;
  }

  private static List<Family> families(List<Subject> subjects) {
    return subjects.stream().map(Subject::family).distinct().toList();
  }

  private static String file(Family family) {
    return "versions-" + family.toString().replace(' ', '-') + ".md";
  }
}
