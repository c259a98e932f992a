package ripsaw.gate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ripsaw.gate.hunt.Answer;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.hunt.Judged;
import ripsaw.gate.hunt.Searched;
import ripsaw.gate.hunt.SourceDiff;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.Json;
import ripsaw.gate.text.Plural;
import ripsaw.gate.text.Table;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Operator;
import ripsaw.spec.Checker;

/**
 * What became of the mutants of some subjects: as text, as a page, as JSON. None holds a time.
 *
 * @param seed that picked them, and of the random programs
 */
public record MutantsReport(String version, long seed, List<Hunted> hunted, SourceDiff sources) {
  /** Checkers that are asked about mutants, in the order in which they are. */
  private static final List<Checker> ASKED =
      List.of(Checker.EXPLORER, Checker.JQWIK, Checker.LINCHECK);

  public static MutantsReport of(long seed, List<Hunted> hunted, SourceDiff sources) {
    return new MutantsReport(Build.version(), seed, hunted, sources);
  }

  private record Document(String version, long seed, List<Of> subjects) {}

  private record Of(
      String subject,
      int mutants,
      int asked,
      long noticed,
      Map<String, Long> by,
      long stuck,
      long equivalent,
      long score,
      List<String> linesMissed,
      List<String> waysMissed,
      int racingPairs,
      List<String> racingPairsMissed,
      List<Map<String, Object>> each,
      @JsonInclude(JsonInclude.Include.NON_NULL) Search search) {}

  private record Search(int programs, List<Kept> found, List<Fails> broken) {}

  private record Kept(
      String program,
      long executions,
      boolean exhausted,
      List<String> kills,
      List<String> reaches) {}

  private record Fails(String program, String property, String detail) {}

  public String json() {
    return Json.text(
        new Document(version, seed, hunted.stream().map(MutantsReport::document).toList()));
  }

  private static Of document(Hunted one) {
    Map<String, Long> by = new TreeMap<>();
    ASKED.forEach(checker -> by.put(checker.id(), one.killedBy(checker)));
    return new Of(
        one.subject().id(),
        one.of(),
        one.mutants().size(),
        one.noticed(),
        by,
        one.stuck(),
        one.equivalent(),
        one.score(one.noticed()),
        one.missed(false),
        one.missed(true),
        one.pairs(),
        pairsMissed(one),
        one.mutants().stream().map(MutantsReport::document).toList(),
        one.searched().map(MutantsReport::document).orElse(null));
  }

  /** Racing pairs that random programs come to, and no program of the explorer's. */
  static List<String> pairsMissed(Hunted one) {
    return one.races().map(Hunted.Races::missed).orElse(List.of());
  }

  private static Search document(Searched searched) {
    return new Search(
        searched.programs(),
        searched.found().stream()
            .map(
                one ->
                    new Kept(
                        one.program().toString(),
                        one.executions(),
                        one.isWhole(),
                        one.kills().stream().map(Mutation::toString).toList(),
                        one.reaches()))
            .toList(),
        searched.broken().stream()
            .map(
                one ->
                    new Fails(
                        one.program().toString(),
                        one.violation().property().id(),
                        one.violation().detail()))
            .toList());
  }

  private static Map<String, Object> document(Judged judged) {
    Map<String, Object> each = new TreeMap<>();
    each.put("mutant", judged.mutation().id());
    each.put("what", judged.mutation().what());
    each.put("line", judged.mutation().line());
    each.put("fate", fate(judged));
    judged.unitTest().ifPresent(test -> each.put("unitTest", test));
    Answer answer = judged.answer();
    if (judged.isKilled()) {
      each.put("by", answer.by());
      each.put("property", answer.property());
      each.put("program", answer.program());
    }
    return each;
  }

  public String html() {
    return Html.text("mutants.jte", this);
  }

  // ------------------------------------------------------------------- text

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Hunted one : hunted) {
      lines.add(one.subject() + ": " + one.subject().summary());
      lines.add("");
      Table kinds = new Table();
      rows(one).forEach(kinds::row);
      lines.addAll(kinds.lines());
      lines.add("");
      one.survivors().forEach(survivor -> lines.addAll(survivor(survivor)));
      lines.add(one.subject() + ": " + one.reached());
      lines.add(one.subject() + ": " + one.inWords());
      one.searched().ifPresent(searched -> lines.addAll(search(one, searched)));
      one.failures().forEach(failure -> lines.add("- " + failure));
      lines.add("");
    }
    return lines;
  }

  private static List<String> search(Hunted one, Searched searched) {
    List<String> lines = new ArrayList<>(List.of(""));
    searched.found().forEach(found -> lines.addAll(found.text()));
    lines.add(one.subject() + ": " + searched.inWords());
    return lines;
  }

  /** How many of each kind were killed by whom. */
  static List<List<String>> rows(Hunted one) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "KIND", "MUTANTS", "EXPLORER", "JQWIK", "LINCHECK", "STUCK", "EQUIVALENT", "SURVIVED"));
    for (Operator operator : Operator.values()) {
      List<Judged> of =
          one.mutants().stream().filter(each -> each.mutation().operator() == operator).toList();
      if (!of.isEmpty()) {
        rows.add(row(operator.id(), of));
      }
    }
    rows.add(row("all", one.mutants()));
    return rows;
  }

  private static List<String> row(String name, List<Judged> of) {
    Map<String, Long> fates =
        of.stream().collect(Collectors.groupingBy(MutantsReport::column, Collectors.counting()));
    List<String> row = new ArrayList<>(List.of(name, Integer.toString(of.size())));
    for (String column :
        List.of("explorer", "jqwik", "lincheck", "stuck", "equivalent", "survived")) {
      row.add(fates.containsKey(column) ? Long.toString(fates.get(column)) : "-");
    }
    return row;
  }

  private static String column(Judged judged) {
    return judged.isKilled() ? judged.answer().by() : fate(judged);
  }

  /** In a word. */
  static String fate(Judged judged) {
    if (judged.isKilled()) {
      return "killed";
    }
    if (judged.isEquivalent() && judged.hasSurvived()) {
      return "equivalent";
    }
    return judged.answer().fate().name().toLowerCase(Locale.ROOT);
  }

  private List<String> survivor(Judged judged) {
    SourceDiff.Lines diff = diff(judged);
    List<String> lines = new ArrayList<>();
    lines.add("%s:%s  %s".formatted(diff.file(), diff.line(), judged.mutation()));
    if (!diff.before().isEmpty()) {
      lines.add("  - " + diff.before());
      lines.add("  + " + diff.after());
    }
    lines.add(
        "  "
            + (judged.programs().isEmpty()
                ? "no program of the explorer's comes here"
                : Plural.of(judged.programs().size(), "program") + " of the explorer's come here")
            + judged.unitTest().map(test -> "; a unit test fails: " + test).orElse("")
            + judged.triage().map(entry -> "; open: " + entry.reason()).orElse(""));
    return lines;
  }

  SourceDiff.Lines diff(Judged judged) {
    return sources.of(judged.mutation());
  }
}
