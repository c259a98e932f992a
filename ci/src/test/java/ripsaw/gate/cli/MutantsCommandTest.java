package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutantsCommandTest {
  @TempDir private Path temp;

  private Ended mutants(String... more) {
    String[] words = new String[more.length + 6];
    System.arraycopy(
        new String[] {"mutants", "blackbox/bitmap", "--random", "100", "--cache", temp.toString()},
        0,
        words,
        0,
        6);
    System.arraycopy(more, 0, words, 6, more.length);
    return Ended.run(words);
  }

  @Test
  void whatSurvivesIsShownInItsLineWithTheProgramsThatComeThere() {
    Ended ended = mutants("--sources", "../impl/src/main/java");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .contains("KIND", "EXPLORER", "JQWIK", "LINCHECK", "SURVIVED")
        .containsPattern("\nBitmapHeap.java:\\d+  BitmapHeap\\..*\n  - .*\n  \\+ .*\n  .*come")
        .containsPattern("blackbox/bitmap: \\d+ of \\d+ mutants noticed, \\d+\\.\\d %")
        .contains("the explorer's programs come to ")
        .containsPattern("; and to \\d+ racing pairs, random programs to \\d+ more");
    assertThat(ended.err()).contains("] blackbox/bitmap\n");
  }

  @Test
  void theReportHoldsNoTimeAndIsWhole() throws IOException {
    Path report = temp.resolve("report");
    mutants("--sample", "20", "--report", report.toString());
    String page = Files.readString(report.resolve("mutants.html"));
    String json = Files.readString(report.resolve("mutants.json"));
    assertThat(page).contains("blackbox/bitmap", "Survivors", "Never reached", "</html>");
    assertThat(json).contains("\"racingPairsMissed\" : [");
    assertThat(json).contains("\"asked\" : 20");
    mutants("--sample", "20", "--report", report.toString());
    assertThat(report.resolve("mutants.html")).content().isEqualTo(page);
    assertThat(report.resolve("mutants.json")).content().isEqualTo(json);
  }

  @Test
  void whatASearchFindsIsPrintedAndInTheReportTheSameForOneSeed() throws IOException {
    Path report = temp.resolve("report");
    String[] search = {"--sample", "20", "--search", "9", "--report", report.toString()};
    Ended ended = mutants(search);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .contains("        NamedProgram.explored(\n")
        .containsPattern("\nblackbox/bitmap: of 9 random programs, [1-9] worth keeping: ");
    String page = Files.readString(report.resolve("mutants.html"));
    String json = Files.readString(report.resolve("mutants.json"));
    assertThat(page).contains("Programs that are missing", "NamedProgram.explored(");
    assertThat(json).contains("\"programs\" : 9", "\"reaches\" : [");
    assertThat(mutants(search).out()).isEqualTo(ended.out());
    assertThat(report.resolve("mutants.html")).content().isEqualTo(page);
    assertThat(report.resolve("mutants.json")).content().isEqualTo(json);
  }

  @Test
  void aSurvivorThatIsNotInTheTriageFails() throws IOException {
    Path triage = Files.writeString(temp.resolve("triage.txt"), "# nothing yet\n");
    Ended ended = mutants("--triage", triage.toString());
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).contains(": survived, and nobody has triaged it");
  }

  @ParameterizedTest
  @CsvSource({
    "--sample, 0, '0' is not a number from 1",
    "--sample, x, 'x' is not a number from 1",
    "--search, 0, '0' is not a number from 1",
    "--tests, none, --tests 'none' is no directory: compile the tests first",
    "--lincheck, 0, '0' is not a number from 1",
    "--random, 0, '0' is not a number from 1",
    "--seed, x, 'x' is not a whole number",
    "--triage, none.txt, --triage 'none.txt' is not there: write it first"
  })
  void wrongUsageIsOneLine(String option, String value, String complaint) {
    Ended ended = Ended.run("mutants", "blackbox/bitmap", option, value);
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains(complaint).hasLineCount(1);
  }

  @Test
  void anUnknownSubjectNamesTheClosest() {
    Ended ended = Ended.run("mutants", "blackbox/bitmab");
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("did you mean 'blackbox/bitmap'?").hasLineCount(1);
  }
}
