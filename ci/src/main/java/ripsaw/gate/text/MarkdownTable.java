package ripsaw.gate.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of text as a table of Markdown: the first column to the left, the others centred. */
public final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  public MarkdownTable(List<String> head) {
    row(head);
    List<String> rule = new ArrayList<>(Collections.nCopies(head.size(), ":-:"));
    rule.set(0, "---");
    text.append('|').append(String.join("|", rule)).append("|\n");
  }

  public MarkdownTable row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  /** Lines, each with its end. */
  @Override
  public String toString() {
    return text.toString();
  }
}
