package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run. */
class SizesCommandTest {
  @TempDir private static Path temp;
  private static Ended ended;
  private static JsonNode json;

  @BeforeAll
  static void measure() throws IOException {
    ended = Ended.run("sizes", "--report", temp.toString());
    json = new ObjectMapper().readTree(Files.readString(temp.resolve("sizes.json")));
  }

  private static List<String> ranges(int quantum, int subject) {
    return StreamSupport.stream(json.at("/ranges").spliterator(), false)
        .filter(range -> range.at("/quantum").asInt() == quantum)
        .filter(range -> range.at("/subject").asInt() == subject)
        .map(
            range ->
                "%s-%s %s"
                    .formatted(
                        range.at("/from").asInt(),
                        range.at("/to").asInt(),
                        range.at("/layer").asText()))
        .toList();
  }

  @Test
  void itEndsWellAndThePictureInTheRepositoryIsWhatItDraws() {
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exitCode()).isZero();
    assertThat(temp.resolve(SizesCommand.SVG))
        .as("copy the one that 'ci/ripsaw sizes --report DIR' writes to ci/")
        .hasSameTextualContentAs(Path.of(SizesCommand.SVG));
  }

  @Test
  void thePageOfTheFamilyHasTheTablesThatItWrites() throws IOException {
    assertThat(Files.readString(Path.of("../impl/src/main/java/ripsaw/netbsd/kmem/SIZES.md")))
        .as("copy those that 'ci/ripsaw sizes --report DIR' writes to sizes.md")
        .contains(Files.readString(temp.resolve(SizesCommand.MARKDOWN)).strip());
  }

  @Test
  void beforeThePatchAllAbove32QuantaTakesTheArenasLock() {
    for (int quantum : new int[] {4, 8, 16}) {
      int most = 32 * quantum;
      assertThat(ranges(quantum, 0))
          .containsExactly(
              "1-%s QUANTUM_CACHE".formatted(most), "%s-4096 ARENA".formatted(most + 1));
    }
  }

  @Test
  void afterItThereIsAHoleBetween32And64Quanta() {
    for (int quantum : new int[] {4, 8, 16}) {
      int most = 32 * quantum;
      int least = 64 * quantum;
      assertThat(ranges(quantum, 1))
          .containsExactly(
              "1-%s QUANTUM_CACHE".formatted(most),
              "%s-%s ARENA".formatted(most + 1, least - 1),
              "%s-4096 MID_CACHE".formatted(least));
    }
  }

  @Test
  void whatACacheServesTakesNoLockOfTheArenaOnAnyNumberOfCpus() {
    assertThat(json.at("/costs")).hasSize(48);
    for (JsonNode cost : json.at("/costs")) {
      int bytes = cost.at("/bytes").asInt();
      boolean isOfACache = bytes <= 512 || cost.at("/subject").asInt() == 1 && bytes >= 1024;
      assertThat(cost.at("/arena").asDouble() == 0).as(cost.toString()).isEqualTo(isOfACache);
      assertThat(cost.at("/depot").asDouble() > 0).as(cost.toString()).isEqualTo(isOfACache);
    }
  }
}
