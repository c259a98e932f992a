package ripsaw.gate.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import ripsaw.gate.check.Checkers;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.text.Table;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.spec.Checker;
import ripsaw.spec.Verdict;

/** Tells a person what a run came to: tables, violations, and one line at the end. */
public final class Summary {
  /** A bound may be a long sentence; {@code gate.json} has all of it. */
  private static final int WIDEST_LABEL = 56;

  private final GateResult result;
  private final PrintStream out;

  public Summary(GateResult result, PrintStream out) {
    this.result = result;
    this.out = out;
  }

  /**
   * @param command that was given
   */
  public void print(String command, long seed) {
    museum();
    result.subjects().forEach(this::subject);
    mutants();
    result.subjects().forEach(this::violations);
    reasons();
    out.println(lastLine(command, seed));
  }

  private void museum() {
    if (result.faults().isEmpty()) {
      return;
    }
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of("MUTANT", "PROPERTY", "KILLERS"));
    result.checkers().forEach(checker -> head.add(checker.id().toUpperCase(Locale.ROOT)));
    head.add("OUTCOME");
    table.row(head);
    for (JudgedMutant judged : result.faults()) {
      List<String> row = new ArrayList<>();
      row.add(judged.fault().subject().id());
      row.add(judged.fault().property().id());
      row.add(judged.fault().isEquivalent() ? "none" : names(judged.fault().killers()));
      result.checkers().forEach(checker -> row.add(judged.toldBy(checker)));
      row.add(judged.outcome().name());
      table.row(row);
    }
    table.lines().forEach(out::println);
    out.println();
  }

  private void subject(JudgedSubject judged) {
    out.println(judged.subject() + ": " + judged.subject().summary());
    Table table = new Table();
    for (JudgedSubject.Judged property : judged.properties()) {
      List<String> row = new ArrayList<>(List.of("  " + property.property()));
      if (property.promised()) {
        result.checkers().forEach(checker -> row.add(cell(property.verdicts(), checker)));
      } else {
        row.add(property.exceeded() ? "not promised, exceeded" : "not promised");
      }
      table.row(row);
    }
    table.lines().forEach(out::println);
    if (!judged.planted().isEmpty()) {
      out.println("  planted in it: " + judged.plantedInWords());
    }
    String borrowing = result.borrowingInWords(judged);
    if (!borrowing.isEmpty()) {
      out.println("  verdicts whose own mutants are left to --full: " + borrowing);
    }
    out.println();
  }

  /** What the gate would say of faults that nobody thought of. */
  private void mutants() {
    for (Hunted hunted : result.hunted()) {
      out.println(hunted.subject() + ": " + hunted.inWords());
      out.println("  " + hunted.reached());
    }
    if (!result.hunted().isEmpty()) {
      out.println();
    }
  }

  /** With the checker, because a bound does not name it. */
  private static String cell(Map<Checker, Verdict> verdicts, Checker checker) {
    Verdict verdict = verdicts.get(checker);
    if (verdict == null) {
      return checker + " -";
    }
    // Why it is vacuous is told below the tables, once for all properties.
    String label = verdict instanceof Verdict.Vacuous ? "VACUOUS" : verdict.label();
    return checker
        + " "
        + (label.length() > WIDEST_LABEL ? label.substring(0, WIDEST_LABEL - 1) + "…" : label);
  }

  private void violations(JudgedSubject judged) {
    for (JudgedSubject.Judged property : judged.properties()) {
      property
          .verdicts()
          .forEach(
              (checker, verdict) -> {
                if (verdict instanceof Verdict.Violated violated) {
                  out.println(
                      judged.subject()
                          + " violates "
                          + violated.violation()
                          + " ("
                          + checker
                          + ", after "
                          + Checkers.counted(checker, violated.executions())
                          + ")");
                  violated.repro().lines().forEach(line -> out.println("    " + line));
                  out.println();
                }
              });
    }
  }

  private void reasons() {
    result.reasons().forEach(reason -> out.println("- " + reason));
    if (!result.reasons().isEmpty()) {
      out.println();
    }
  }

  /** What is wrong comes first, if anything is. */
  private String lastLine(String command, long seed) {
    List<String> parts = new ArrayList<>();
    List<String> reasons = result.reasons();
    if (!reasons.isEmpty()) {
      int more = reasons.size() - 1;
      parts.add(reasons.get(0) + (more > 0 ? " (and " + more + " more)" : ""));
    }
    parts.addAll(result.shown());
    parts.add(result.scope().inWords());
    parts.add("seed " + seed);
    return command + ": " + result.outcome() + "  " + String.join(", ", parts);
  }

  private static String names(Collection<Checker> checkers) {
    return checkers.stream().sorted().map(Checker::id).collect(Collectors.joining(" "));
  }
}
