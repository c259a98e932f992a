package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;

/** Every verdict of a run: a row for each property, a column for each checker of each subject. */
record VerdictMatrix(List<Row> rows) {
  /** Of a property that counts, and that nobody is known to be able to see violated. */
  static final String UNCHECKED = "UNCHECKED";

  private static final String NOT_PROMISED = "not promised";
  private static final String EXCEEDED = "exceeded";

  /** The property means nothing for an allocator of this family. */
  private static final String NOT_ABOUT = "";

  /** No fault of the museum asks this checker for this property, or it has no model to ask. */
  private static final String NOT_ASKED = "–";

  /**
   * @param cells of each subject
   */
  record Row(Property property, List<List<Cell>> cells) {}

  /**
   * @param word distinguishes the verdicts, as does {@link #style}
   * @param note what goes with the word; may be empty
   * @param anchor of the violation that it tells of; empty for another verdict
   * @param columns that it covers
   */
  record Cell(String word, String note, String anchor, int columns) {
    /** The class of the style sheet. */
    String style() {
      return word.equals(NOT_ASKED) || word.equals(NOT_ABOUT)
          ? "none"
          : word.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
  }

  static VerdictMatrix of(GateResult result) {
    Set<Property> properties = new LinkedHashSet<>();
    for (JudgedSubject subject : result.subjects()) {
      subject.properties().forEach(judged -> properties.add(judged.property()));
    }
    List<Row> rows = new ArrayList<>();
    for (Property property : properties) {
      List<List<Cell>> cells = new ArrayList<>();
      for (JudgedSubject subject : result.subjects()) {
        cells.add(
            subject.properties().stream()
                .filter(judged -> judged.property() == property)
                .findFirst()
                .map(judged -> cells(subject, judged, result.checkers()))
                .orElseGet(() -> List.of(new Cell(NOT_ABOUT, "", "", result.checkers().size()))));
      }
      rows.add(new Row(property, cells));
    }
    return new VerdictMatrix(rows);
  }

  private static List<Cell> cells(
      JudgedSubject subject, JudgedSubject.Judged judged, List<Checker> checkers) {
    if (judged.exceeded()) {
      return List.of(new Cell(EXCEEDED, NOT_PROMISED, "", checkers.size()));
    }
    if (!judged.promised()) {
      return List.of(new Cell(NOT_PROMISED, "", "", checkers.size()));
    }
    if (judged.isUnchecked()) {
      return List.of(new Cell(UNCHECKED, "by any checker", "", checkers.size()));
    }
    return checkers.stream().map(checker -> cell(subject, judged, checker)).toList();
  }

  private static Cell cell(JudgedSubject subject, JudgedSubject.Judged judged, Checker checker) {
    Verdict verdict = judged.verdicts().get(checker);
    if (verdict == null) {
      return new Cell(NOT_ASKED, "", "", 1);
    }
    String word = JsonReport.word(verdict);
    if (verdict instanceof Verdict.Violated) {
      String anchor = HtmlReport.Violated.anchor(subject.subject(), judged.property(), checker);
      return new Cell(word, "after " + verdict.executions(), anchor, 1);
    }
    String note = verdict instanceof Verdict.Vacuous ? "" : Long.toString(verdict.executions());
    return new Cell(word, note, "", 1);
  }
}
