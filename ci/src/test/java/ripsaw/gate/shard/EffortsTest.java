package ripsaw.gate.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.gate.text.InputError;

class EffortsTest {
  @TempDir private Path temp;

  private static ShardFile.Answered took(String task, long millis) {
    return new ShardFile.Answered(task, NullNode.getInstance(), millis);
  }

  @Test
  void longTasksAreKeptByNameAndTheOthersByTheMedianOfTheirKind() throws IOException {
    Efforts efforts =
        Efforts.NONE.with(
            List.of(took("tlc a", 500), took("tlc b", 520), took("tlc c", 40_000), took("x y", 0)));
    assertThat(efforts.text().lines().skip(1)).containsExactly("512 tlc", "32768 tlc c", "1 x");
    Efforts read = Efforts.load(Files.writeString(temp.resolve("effort"), efforts.text()));
    assertThat(read.text()).isEqualTo(efforts.text());
    assertThat(read.of("tlc c")).isEqualTo(32_768);
    assertThat(read.of("tlc unknown")).isEqualTo(512);
    assertThat(read.of("other")).isEqualTo(512);
    assertThat(read.with(List.of(took("tlc c", 400))).text().lines().skip(1))
        .containsExactly("512 tlc", "1 x");
  }

  @Test
  void aLineThatMeansNothingIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("effort"), "# so\n\nmuch\n");
    assertThatThrownBy(() -> Efforts.load(file))
        .isInstanceOf(InputError.class)
        .hasMessageContaining("'much' is no effort");
  }
}
