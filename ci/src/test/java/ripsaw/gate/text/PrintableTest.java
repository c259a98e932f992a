package ripsaw.gate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What files and classes are called must not be obeyed. */
class PrintableTest {
  @Test
  void whateverIsQuotedStaysOneLine() {
    assertThat(Printable.line("a\nb\r\nc\u2028d\u0085e")).isEqualTo("a b c d e");
  }

  @Test
  void noSignMovesTheCursorOrTurnsTheTextAround() {
    assertThat(Printable.line("\u001b[2Ja\u009b1mb\u202ec\u0007")).isEqualTo("?[2Ja?1mb?c?");
  }

  @Test
  void nothingIsACommandOfGitHubsRunner() {
    assertThat(Printable.line("a ##[stop-commands]b #1 ##2"))
        .isEqualTo("a ?#[stop-commands]b #1 ##2");
  }

  @Test
  void aLongLineKeepsItsBeginningAndItsEnd() {
    assertThat(Printable.line("file: '" + "x".repeat(1 << 20) + "': give less"))
        .hasSizeLessThan(2010)
        .startsWith("file: 'x")
        .contains(" … ")
        .endsWith("x': give less");
  }

  @Test
  void whatIsPrintedForATerminalHasNoControlCharacters() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PlainText(new PrintStream(bytes, false, StandardCharsets.UTF_8));
    out.println("\u001b[2Jä\tb\u009b");
    out.print("c\n");
    out.flush();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("?[2Jä\tb?\nc\n");
  }
}
