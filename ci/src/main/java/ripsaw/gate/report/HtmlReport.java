package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ripsaw.gate.check.Checkers;
import ripsaw.gate.fragmentation.Chart;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.Plural;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.subject.Subject;

/**
 * The page {@code index.html}, for people: one file that needs no other, and no network. Like
 * {@link JsonReport} it holds nothing that differs between two runs with one seed.
 *
 * @param pictures by title, the file of each, relative to the page; that of a violation has the
 *     title {@link Violated#title}
 * @param chart of fragmentation, if it was measured
 * @param lines of the subjects whose cache lines were counted
 */
public record HtmlReport(
    String version,
    long seed,
    GateResult result,
    VerdictMatrix matrix,
    List<Incomplete> incomplete,
    List<Violated> violations,
    Map<String, String> pictures,
    Optional<Chart> chart,
    LinesReport lines) {
  /**
   * A violation, and how to see it again.
   *
   * @param executions up to and including the one that showed it
   */
  record Violated(
      Subject subject,
      Property property,
      Checker checker,
      String detail,
      long executions,
      String repro) {
    /** As a fault's id. */
    String title() {
      return title(subject, property);
    }

    static String title(Subject subject, Property property) {
      return subject + " " + property;
    }

    String looked() {
      return Checkers.counted(checker, executions);
    }

    String anchor() {
      return anchor(subject, property, checker);
    }

    /** Where the page tells of it. */
    static String anchor(Subject subject, Property property, Checker checker) {
      return subject + "-" + property + "-" + checker;
    }
  }

  public static HtmlReport of(
      GateResult result, long seed, Map<String, String> pictures, Optional<Chart> chart) {
    List<Violated> violations = new ArrayList<>();
    for (JudgedSubject judged : result.subjects()) {
      for (JudgedSubject.Judged property : judged.properties()) {
        property
            .verdicts()
            .forEach(
                (checker, verdict) -> {
                  if (verdict instanceof Verdict.Violated violated) {
                    violations.add(
                        new Violated(
                            judged.subject(),
                            property.property(),
                            checker,
                            violated.violation().detail(),
                            violated.executions(),
                            violated.repro().stripTrailing()));
                  }
                });
      }
    }
    return new HtmlReport(
        Build.version(),
        seed,
        result,
        VerdictMatrix.of(result),
        Incomplete.of(result),
        violations,
        new TreeMap<>(pictures),
        chart,
        new LinesReport(List.of(), List.of()));
  }

  /** The same page, with what was counted of its subjects. */
  public HtmlReport with(LinesReport counted) {
    return new HtmlReport(
        version, seed, result, matrix, incomplete, violations, pictures, chart, counted);
  }

  public String text() {
    return Html.text("index.jte", this);
  }

  /** The outcome in a sentence. */
  String meaning() {
    return switch (result.outcome()) {
      case PASS -> "All that was asked was checked, and holds.";
      case FAIL -> "A property is violated, or the museum is not killed as declared.";
      case INCONCLUSIVE -> "Something that was asked was not shown either way.";
    };
  }

  /** What the run did, in words. */
  String checked() {
    return Plural.of(result.faults().size(), "mutant")
        + " of the museum and "
        + Plural.of(result.subjects().size(), "subject")
        + ", by "
        + names(result.checkers());
  }

  /** What there is to find in the museum, and by whom. */
  String museum() {
    return switch (result.scope().tier()) {
      case FULL ->
          "Each must be found, by its property, by exactly the checkers that are declared to find"
              + " it; one that nobody is to find makes no difference to any property.";
      case QUICK ->
          "Each must be found, by its property, by all who are declared to find it and were asked,"
              + " the cheapest of them at least, and by nobody else who was; one that nobody is to"
              + " find makes no difference to any property.";
    };
  }

  static String names(Collection<Checker> checkers) {
    return checkers.isEmpty()
        ? "none"
        : checkers.stream().sorted().map(Checker::id).collect(Collectors.joining(", "));
  }
}
