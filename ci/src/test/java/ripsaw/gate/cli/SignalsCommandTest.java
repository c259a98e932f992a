package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.Pages;

/** One run, with the seed that is the default. */
class SignalsCommandTest {
  @TempDir private static Path temp;
  private static Ended ended;

  @BeforeAll
  static void count() {
    ended = Ended.run("signals", "--report", temp.toString());
  }

  @Test
  void thePictureInTheRepositoryIsWhatTheCommandDraws() {
    assertThat(temp.resolve(SignalsCommand.SVG))
        .as("copy the one that 'ci/ripsaw signals --report DIR' writes to ci/")
        .hasSameTextualContentAs(Path.of(SignalsCommand.SVG));
  }

  @Test
  void theTableOnThePageIsWhatTheCommandWrites() throws IOException {
    assertThat(Pages.tables("signals --report"))
        .as("copy the one that 'ci/ripsaw signals --report DIR' writes between its marks")
        .isEqualTo(
            Map.of(
                SignalsCommand.MARKDOWN, Files.readString(temp.resolve(SignalsCommand.MARKDOWN))));
  }

  @Test
  void theTextAndTheDocumentHaveARowForEachLoad() throws IOException {
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).isEmpty();
    List<String> lines = ended.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("signals for 1,000 remote frees, seed 1");
    JsonNode json = new ObjectMapper().readTree(Files.readString(temp.resolve("signals.json")));
    assertThat(json.at("/loads")).hasSize(144);
    assertThat(lines).hasSize(3 + 144);
    for (JsonNode load : json.at("/loads")) {
      assertThat(load.at("/per1000/0").asDouble()).isEqualTo(1000);
      assertThat(load.at("/remoteFrees").asLong()).isGreaterThanOrEqualTo(2000);
    }
  }
}
