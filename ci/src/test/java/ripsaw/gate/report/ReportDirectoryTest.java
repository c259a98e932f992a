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
  void theRemainsOfAKilledRunAreGoneAndItsReportStaysUntilThereIsAnother() throws IOException {
    ReportDirectory.open(temp).write("old", "<old/>", "<html>old", Map.of("a.html", "old"));
    Files.writeString(temp.resolve(".unfinished-1-index.html"), "old");
    Files.writeString(temp.resolve("notes.txt"), "somebody else's");
    ReportDirectory report = ReportDirectory.open(temp);
    assertThat(temp.resolve(".unfinished-1-index.html")).doesNotExist();
    assertThat(temp.resolve("gate.json")).hasContent("old");
    assertThat(temp.resolve("pictures/a.html")).hasContent("old");
    report.write("new", "<new/>", "<html>new", Map.of());
    assertThat(temp.resolve("gate.json")).hasContent("new");
    assertThat(temp.resolve("pictures/a.html")).doesNotExist();
    assertThat(temp.resolve("notes.txt")).hasContent("somebody else's");
  }

  @Test
  void whatNoRunOfOursWroteIsNeitherReplacedNorDeleted() throws IOException {
    Files.createDirectory(temp.resolve("pictures"));
    for (String name : List.of("index.html", "junit.xml", "gate.json", "pictures/holiday.html")) {
      Path own = Files.writeString(temp.resolve(name), "somebody else's");
      assertThatThrownBy(() -> ReportDirectory.open(temp))
          .isInstanceOf(InputError.class)
          .hasMessageContaining("has a '" + name + "' that no run of ours wrote: delete it");
      assertThat(own).hasContent("somebody else's");
      Files.delete(own);
    }
    assertThat(temp.resolve("gate.json")).doesNotExist();
  }

  @Test
  void aPageThatWasEditedIsNotReplaced() throws IOException {
    ReportDirectory report = ReportDirectory.open(temp);
    report.write("{}", "<x/>", "<html>", Map.of());
    Files.writeString(temp.resolve("index.html"), "edited");
    assertThatThrownBy(() -> ReportDirectory.open(temp)).isInstanceOf(InputError.class);
    assertThatThrownBy(() -> report.write("{}", "<x/>", "<html>", Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("index.html");
    assertThat(temp.resolve("index.html")).hasContent("edited");
    assertThat(temp.resolve("gate.json")).exists();
  }

  @Test
  void aFileWithTheNameOfThePicturesIsNoticedBeforeTheRun() throws IOException {
    Path file = Files.writeString(temp.resolve("pictures"), "somebody else's");
    assertThatThrownBy(() -> ReportDirectory.open(temp))
        .isInstanceOf(InputError.class)
        .hasMessageContaining("has a file 'pictures'");
    assertThat(file).hasContent("somebody else's");
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
    ReportDirectory report = ReportDirectory.open("--report", temp, List.of("a.svg"));
    report.write(Map.of("a.svg", "old"));
    report.write(Map.of("a.svg", "<svg/>"));
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
