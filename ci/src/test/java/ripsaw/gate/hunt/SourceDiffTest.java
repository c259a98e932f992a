package ripsaw.gate.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Operator;

class SourceDiffTest {
  @TempDir private Path temp;

  private static Mutation mutation(Operator operator, String from, String to) {
    return new Mutation("com.acme.Heap", "take()V", operator, 1, 1, from, to, List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "BOUNDARY ! < ! <= ! if (a < b) { ! if (a <= b) {",
        "BOUNDARY ! < ! <= ! if (a < b && c < d) { ! if (a < b && c < d) {  // < becomes <=",
        "CONSTANT ! 8 ! 9 ! at = base + 8; ! at = base + 9;",
        "CONSTANT ! 8 ! 9 ! at = base + SIZE; ! at = base + SIZE;  // 8 becomes 9",
        "ORDER ! getVolatile ! getAcquire ! m.getVolatile(cpu, a); ! m.getAcquire(cpu, a);",
        "NO_CALL ! free ! '' ! free(cpu, 1); ! ;",
        "NO_CALL ! free ! 0 ! x = free(1); ! x = free(1);  // free is not called, and 0 taken for"
            + " its result"
      })
  void theLineIsShownAsItWouldBe(
      Operator operator, String from, String to, String before, String after) throws Exception {
    Path file = temp.resolve("com/acme/Heap.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "  " + before + "\n");
    SourceDiff.Lines lines =
        new SourceDiff(List.of(temp)).of(mutation(operator, from, to == null ? "" : to));
    assertThat(lines).isEqualTo(new SourceDiff.Lines("Heap.java", 1, before, after));
  }

  @Test
  void withoutASourceThereIsNoLine() {
    assertThat(new SourceDiff(List.of(temp)).of(mutation(Operator.BOUNDARY, "<", "<=")).before())
        .isEmpty();
  }
}
