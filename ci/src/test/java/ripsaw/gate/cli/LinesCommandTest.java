package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.Pages;

class LinesCommandTest {
  /** Those of the table on SLUB's page, in its order. */
  private static final List<String> SUBJECTS =
      List.of(
          "dragonfly/cfc3386",
          "dragonfly/5fee07e",
          "dragonfly/28135cc",
          "dragonfly/f86fcbe",
          "dragonfly/reference",
          "dragonfly/kmalloc_obj-reference",
          "linux/2.6.23",
          "linux/dfb4f096",
          "linux/2.6.24",
          "linux/slub-reference",
          "blackbox/bitmap");

  @TempDir private Path temp;

  private static Ended lines(String... more) {
    return Ended.run(
        Stream.concat(Stream.of("lines"), List.of(more).stream()).toArray(String[]::new));
  }

  @Test
  void theTableOnThePageIsWhatTheCommandWrites() throws IOException {
    String[] words = (String.join(" ", SUBJECTS) + " --report " + temp).split(" ");
    assertThat(lines(words).exitCode()).isZero();
    assertThat(Pages.tables("lines --report"))
        .as("copy the one that 'ci/ripsaw lines … --report DIR' writes between its marks")
        .isEqualTo(
            Map.of(LinesCommand.MARKDOWN, Files.readString(temp.resolve(LinesCommand.MARKDOWN))));
  }

  @Test
  void theTextHasTheOperationsAndThePairsOfEachSubject() {
    Ended ended = lines("blackbox/bitmap", "dragonfly/reference");
    assertThat(ended.exitCode()).isZero();
    List<String> text = ended.out().lines().toList();
    assertThat(text).contains("blackbox/bitmap: lines of 64 bytes, 1 objects a slab");
    assertThat(text)
        .filteredOn(line -> line.startsWith("cpu1 frees: free another's "))
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(text).filteredOn(line -> line.startsWith("singly ")).hasSize(4);
  }

  @Test
  void theDocumentSaysTheSizeOfALine() throws IOException {
    JsonNode json = lines("blackbox/bitmap", "--line-bytes", "128", "--json").json();
    assertThat(json.at("/lineBytes").asInt()).isEqualTo(128);
    assertThat(json.at("/subjects/0/pairs")).hasSize(6);
    assertThat(json.at("/subjects/0/pairs/0/transfers/shared words").asDouble()).isEqualTo(2);
  }
}
