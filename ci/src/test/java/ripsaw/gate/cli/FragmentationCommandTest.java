package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run, with the seed that is the default. */
class FragmentationCommandTest {
  @TempDir private static Path temp;
  private static Ended ended;

  @BeforeAll
  static void measure() throws IOException {
    Files.writeString(temp.resolve("gate.json"), "the gate's");
    ended = Ended.run("fragmentation", "--report", temp.toString());
  }

  private static JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readString(temp.resolve("fragmentation.json")));
  }

  @Test
  void thePictureInTheRepositoryIsWhatTheCommandDraws() {
    assertThat(temp.resolve("fragmentation.svg"))
        .as("copy the one that 'ci/ripsaw fragmentation --report DIR' writes to ci/")
        .hasSameTextualContentAs(Path.of("fragmentation.svg"));
  }

  @Test
  void theReportIsThereWholeAndNothingElseIsTouched() {
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(temp)
        .isDirectoryNotContaining(file -> file.toString().contains("unfinished"))
        .isDirectoryContaining(file -> file.endsWith("fragmentation.json"));
    assertThat(temp.resolve("gate.json")).hasContent("the gate's");
  }

  @Test
  void theTextHasAFigureForEachAllocatorAndAChart() {
    List<String> lines = ended.out().lines().toList();
    assertThat(lines.get(0)).startsWith("14 days, seed 1; in use: ");
    for (String allocator : List.of("general", "magazines", "kmalloc_obj")) {
      assertThat(lines)
          .filteredOn(line -> line.matches(allocator + "( +[0-9]+[.][0-9]){7}"))
          .hasSize(1);
    }
    assertThat(lines).filteredOn(line -> line.startsWith("day ")).hasSize(5);
    assertThat(lines).filteredOn(line -> line.contains(" |")).hasSize(15);
  }

  @Test
  void ofKmemItSaysWhatGoesBackAndDrawsNothing(@TempDir Path other) {
    Ended kmem = Ended.run("fragmentation", "--kmem", "--report", other.toString());
    assertThat(kmem.exitCode()).isZero();
    assertThat(kmem.out()).startsWith("14 days, seed 1, one of 32 objects; in use: ");
    assertThat(kmem.out()).contains("2009 drained: PAGES GIVEN BACK").doesNotContain(" |");
    assertThat(other)
        .isDirectoryContaining(file -> file.endsWith("fragmentation.json"))
        .isDirectoryNotContaining(file -> file.toString().endsWith(".svg"));
  }

  @Test
  void theFiguresAreThoseOfTheSamples() throws IOException {
    JsonNode json = json();
    assertThat(json.at("/seed").asLong()).isEqualTo(1);
    assertThat(json.at("/days").asInt()).isEqualTo(14);
    assertThat(json.at("/allocators")).hasSize(3);
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      int count = 0;
      long last = 0;
      for (JsonNode sample : json.at("/allocators/" + i + "/samples")) {
        last = sample.get("held").asLong();
        if (sample.get("minute").asInt() > 24 * 60) {
          sum += last;
          count++;
        }
      }
      JsonNode figures = json.at("/figures/" + i);
      assertThat(figures.get("allocator")).isEqualTo(json.at("/allocators/" + i + "/name"));
      assertThat(figures.get("meanHeld").asDouble())
          .isEqualTo(Math.round(100 * sum / count / (1 << 20)) / 100.0);
      assertThat(figures.get("lastHeld").asDouble())
          .isEqualTo(Math.round(100.0 * last / (1 << 20)) / 100.0);
    }
  }
}
