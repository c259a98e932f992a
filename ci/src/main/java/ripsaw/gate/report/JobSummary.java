package ripsaw.gate.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.text.Markdown;
import ripsaw.gate.text.MarkdownTable;
import ripsaw.gate.text.Plural;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.spec.Checker;
import ripsaw.spec.Verdict;

/**
 * A short page of Markdown for the summary of a job on GitHub: the verdict, why, the verdicts of
 * each subject, and what was left out. Like {@link JsonReport} it holds no time.
 */
public final class JobSummary {
  /** Where GitHub names the file to which each step of a job may add. */
  private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

  /** Of each kind; the report has all. GitHub shows no page of more than a mebibyte. */
  private static final int MOST_REASONS = 50;

  private static final int MOST_VIOLATIONS = 5;
  private static final int MOST_LINES = 80;

  private final GateResult result;
  private final long seed;
  private final StringBuilder page = new StringBuilder();

  private JobSummary(GateResult result, long seed) {
    this.result = result;
    this.seed = seed;
  }

  /**
   * @param environment of the process
   * @return the file that is to be added to; empty elsewhere than on GitHub
   */
  public static Optional<Path> file(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(name -> !name.isEmpty())
        .map(Path::of);
  }

  public static String text(GateResult result, long seed) {
    return new JobSummary(result, seed).text();
  }

  /**
   * Adds a page behind what other steps wrote, in one write, so that nobody's comes between.
   *
   * @throws IOException if it could not be written, or not to its end
   */
  public static void append(Path file, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      channel.write(bytes);
    }
    if (bytes.hasRemaining()) {
      throw new IOException(bytes.remaining() + " of " + bytes.limit() + " bytes are missing");
    }
  }

  private String text() {
    line("## Ripsaw gate: " + result.outcome());
    line("");
    List<String> shown = new ArrayList<>(result.shown());
    shown.add("seed " + seed);
    line(Markdown.line(String.join(", ", shown)) + ".");
    line("");
    reasons("failure", result.failures());
    reasons("doubt", result.doubts());
    violations();
    for (int i = 0; i < result.subjects().size(); i++) {
      verdicts(i);
    }
    scope();
    mutants();
    return page.toString();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void reasons(String kind, List<String> reasons) {
    reasons.stream()
        .limit(MOST_REASONS)
        .forEach(why -> line("- **" + kind + "**: " + Markdown.line(why)));
    int more = reasons.size() - MOST_REASONS;
    if (more > 0) {
      line("- and " + Plural.of(more, "more " + kind) + ": see the report");
    }
    if (!reasons.isEmpty()) {
      line("");
    }
  }

  /** How to come to each violation, as whoever was first among the checkers tells it. */
  private void violations() {
    int told = 0;
    for (JudgedSubject judged : result.subjects()) {
      for (JudgedSubject.Judged property : judged.properties()) {
        if (property.isViolated() && told < MOST_VIOLATIONS) {
          told++;
          violation(judged, property);
        }
      }
    }
  }

  private void violation(JudgedSubject judged, JudgedSubject.Judged property) {
    Map.Entry<Checker, Verdict> first =
        property.verdicts().entrySet().stream()
            .filter(one -> one.getValue() instanceof Verdict.Violated)
            .findFirst()
            .orElseThrow();
    Verdict.Violated violated = (Verdict.Violated) first.getValue();
    List<String> lines = violated.repro().stripTrailing().lines().toList();
    details(judged.subject() + " violates " + violated.violation() + ", by " + first.getKey());
    String repro = String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size())));
    line("<pre>" + Markdown.block(repro) + "</pre>");
    if (lines.size() > MOST_LINES) {
      line("");
      line("and " + (lines.size() - MOST_LINES) + " more lines: see the report");
    }
    end();
  }

  private void verdicts(int of) {
    JudgedSubject judged = result.subjects().get(of);
    List<String> head = new ArrayList<>(List.of("property"));
    result.checkers().forEach(checker -> head.add(checker.id()));
    MarkdownTable table = new MarkdownTable(head);
    for (VerdictMatrix.Row row : VerdictMatrix.of(result).rows()) {
      List<VerdictMatrix.Cell> cells = row.cells().get(of);
      if (cells.stream().anyMatch(cell -> !cell.style().equals("none"))) {
        table.row(cells(row, cells));
      }
    }
    details("Verdicts on " + judged.subject() + (judged.holds() ? ": it holds" : ""));
    page.append(table);
    line("");
    if (!judged.planted().isEmpty()) {
      line("Planted in it: " + Markdown.line(judged.plantedInWords()) + ".");
    }
    String borrowing = result.borrowingInWords(judged);
    if (!borrowing.isEmpty()) {
      line("Verdicts whose own mutants are left to --full: " + Markdown.line(borrowing) + ".");
    }
    end();
  }

  private static List<String> cells(VerdictMatrix.Row row, List<VerdictMatrix.Cell> cells) {
    List<String> words = new ArrayList<>(List.of(Markdown.line(row.property().id())));
    for (VerdictMatrix.Cell cell : cells) {
      words.add(Markdown.line((cell.word() + " " + cell.note()).strip()));
      for (int covered = 1; covered < cell.columns(); covered++) {
        words.add("");
      }
    }
    return words;
  }

  private void scope() {
    line("Asked: " + Markdown.line(result.scope().inWords()) + ".");
    line("");
  }

  private void mutants() {
    for (Hunted hunted : result.hunted()) {
      line("- " + Markdown.line(hunted.subject() + ": " + hunted.inWords()));
    }
    if (!result.hunted().isEmpty()) {
      line("");
    }
  }

  private void details(String summary) {
    line("<details><summary>" + Markdown.line(summary) + "</summary>");
    line("");
  }

  private void end() {
    line("");
    line("</details>");
    line("");
  }
}
