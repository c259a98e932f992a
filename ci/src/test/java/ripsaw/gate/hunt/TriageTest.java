package ripsaw.gate.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.gate.text.InputError;

class TriageTest {
  @TempDir private Path temp;

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("triage.txt"), text);
  }

  @Test
  void aMutantIsEquivalentOrOpenAndThereIsAReason() throws IOException {
    Triage triage =
        Triage.load(
            file(
                """
                # what people say
                A.b boundary 1: < becomes <=
                    equivalent: it never comes there.

                A.b no-call 2: c is not called
                    open: no program has three cpus.
                """));
    assertThat(triage.isWritten()).isTrue();
    assertThat(triage.mutants())
        .containsExactly("A.b boundary 1: < becomes <=", "A.b no-call 2: c is not called");
  }

  @Test
  void whereThereIsNoFileNobodyHasLooked() {
    assertThat(Triage.load(temp.resolve("none.txt")).isWritten()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "A.b never 1: x\\n~maybe: y ! triage.txt:2: 'maybe: y' is no verdict on a mutant",
        "~equivalent: y ! triage.txt:1: 'equivalent: y' is no verdict on a mutant",
        "A.b never 1: x\\nA.b never 2: x ! triage.txt:2: the mutant before it has no verdict",
        "A.b never 1: x ! 'A.b never 1: x' has no verdict",
        "A 1\\n~open: y\\nA 1\\n~open: z ! triage.txt:4: 'A 1' has two verdicts"
      })
  void whatMeansNothingIsRefusedInOneLine(String text, String complaint) throws IOException {
    Path file = file(text.replace("\\n", "\n").replace("~", "    "));
    assertThatThrownBy(() -> Triage.load(file))
        .isInstanceOf(InputError.class)
        .hasMessageContaining(complaint)
        .satisfies(thrown -> assertThat(thrown.getMessage()).hasLineCount(1));
  }

  @Test
  void aFileInAnotherEncodingIsRefused() throws IOException {
    Path file = temp.resolve("triage.txt");
    Files.write(file, new byte[] {'A', (byte) 0xff, '\n'});
    assertThatThrownBy(() -> Triage.load(file))
        .isInstanceOf(InputError.class)
        .hasMessageContaining("is not in UTF-8");
  }
}
