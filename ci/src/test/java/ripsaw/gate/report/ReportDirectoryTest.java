package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.text.InputError;

class ReportDirectoryTest {
  @TempDir private Path temp;

  @Test
  void allFilesAreWrittenIntoADirectoryThatIsMadeAndNothingElseIsLeft() throws IOException {
    Path directory = temp.resolve("a/b");
    ReportDirectory.open(directory).write("{}\n", "<testsuites/>\n", "<html></html>\n", Map.of());
    assertThat(directory.resolve("gate.json")).hasContent("{}\n");
    assertThat(directory.resolve("junit.xml")).hasContent("<testsuites/>\n");
    assertThat(directory.resolve("index.html")).hasContent("<html></html>\n");
    assertThat(directory).isDirectoryNotContaining(file -> file.toString().contains("unfinished"));
  }

  @Test
  void anOldReportAndTheRemainsOfAKilledRunAreGoneBeforeAnythingIsChecked() throws IOException {
    for (String old :
        new String[] {"gate.json", "junit.xml", "index.html", ".unfinished-1-index.html"}) {
      Files.writeString(temp.resolve(old), "old");
    }
    Files.writeString(temp.resolve("notes.txt"), "somebody else's");
    ReportDirectory.open(temp);
    assertThat(temp).isDirectoryContaining(file -> file.endsWith("notes.txt"));
    try (var files = Files.list(temp)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void thePicturesOfAnEarlierRunAreGoneAndOtherFilesBesideThemAreNot() throws IOException {
    ReportDirectory.open(temp).write("{}", "<x/>", "<html>", Map.of("a.html", "one"));
    Files.writeString(temp.resolve("pictures/notes.txt"), "somebody else's");
    ReportDirectory.open(temp).write("{}", "<x/>", "<html>", Map.of("b.html", "other"));
    assertThat(temp.resolve("pictures/a.html")).doesNotExist();
    assertThat(temp.resolve("pictures/b.html")).hasContent("other");
    assertThat(temp.resolve("pictures/notes.txt")).exists();
  }

  @Test
  void aReportOfOtherFilesReplacesItsOwnAndLeavesThoseOfTheGate() throws IOException {
    ReportDirectory.open(temp).write("{}", "<x/>", "<html>", Map.of("a.html", "one"));
    Files.writeString(temp.resolve("a.svg"), "old");
    ReportDirectory report = ReportDirectory.open("--report", temp, List.of("a.svg"));
    assertThat(temp.resolve("a.svg")).doesNotExist();
    report.write("a.svg", "<svg/>");
    assertThat(temp.resolve("a.svg")).hasContent("<svg/>");
    assertThat(temp.resolve("gate.json")).hasContent("{}");
    assertThat(temp.resolve("pictures/a.html")).hasContent("one");
  }

  @Test
  void aFileThatCannotBeReplacedLeavesNothingHalfWritten() throws IOException {
    ReportDirectory report = ReportDirectory.open(temp);
    Files.createDirectories(temp.resolve("gate.json/in-the-way"));
    assertThatThrownBy(() -> report.write("{}", "<x/>", "<html>", Map.of()))
        .isInstanceOf(IOException.class);
    assertThat(temp).isDirectoryNotContaining(file -> file.toString().contains("unfinished"));
  }

  @Test
  void aPageThatCannotBeWrittenLeavesNoGateFileThatSaysTheReportIsComplete() throws IOException {
    ReportDirectory report = ReportDirectory.open(temp);
    Files.createDirectories(temp.resolve("index.html/in-the-way"));
    assertThatThrownBy(() -> report.write("{}", "<x/>", "<html>", Map.of()))
        .isInstanceOf(IOException.class);
    assertThat(temp.resolve("gate.json")).doesNotExist();
    assertThat(temp).isDirectoryNotContaining(file -> file.toString().contains("unfinished"));
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> ReportDirectory.open(file))
        .isInstanceOf(InputError.class)
        .hasMessageContaining("is a file: name a directory");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> ReportDirectory.open(file.resolve("below")))
        .isInstanceOf(InputError.class)
        .hasMessageContaining("cannot be written to");
  }
}
