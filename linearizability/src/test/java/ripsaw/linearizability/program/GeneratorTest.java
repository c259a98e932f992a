package ripsaw.linearizability.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;

class GeneratorTest {
  private static final List<Step> NOTHING = Generator.starts().get(0);
  private static final List<Step> PARKED = Generator.starts().get(1);

  private static List<String> written(int operations, int cpus, List<Step> before) {
    return Generator.programs(operations, cpus, before).stream()
        .map(Program::toString)
        .map(text -> text.replaceAll("machine: \\{[^}]*} \\| ", "").replaceAll(" = alloc 64", ""))
        .toList();
  }

  @Test
  void oneOperationOnEachOfTwoCpus() {
    assertThat(written(1, 2, NOTHING))
        .containsExactly("cpu0: c | cpu1: d", "cpu0: c | cpu1: free c");
  }

  /** Each cpu allocates twice, or allocates and frees, or frees and allocates, or frees twice. */
  @Test
  void twoOperationsOnEachOfTwoCpus() {
    assertThat(written(2, 2, NOTHING))
        .containsExactlyInAnyOrder(
            "cpu0: c; d | cpu1: e; f",
            "cpu0: c; d | cpu1: e; free c",
            "cpu0: c; d | cpu1: e; free d",
            "cpu0: c; d | cpu1: e; free e",
            "cpu0: c; d | cpu1: free c; f",
            "cpu0: c; d | cpu1: free d; f",
            "cpu0: c; d | cpu1: free c; free d",
            "cpu0: c; d | cpu1: free d; free c",
            "cpu0: c; free c | cpu1: e; free e",
            "cpu0: c; free e | cpu1: e; free c",
            "cpu0: c; free f | cpu1: free c; f");
  }

  @Test
  void whatIsGivenBeforehandMayBeFreed() {
    assertThat(written(1, 2, PARKED))
        .allMatch(program -> program.startsWith("before: cpu0: a; b | "))
        .hasSize(9)
        .contains("before: cpu0: a; b | cpu0: free a | cpu1: free b")
        .contains("before: cpu0: a; b | cpu0: free b | cpu1: free a");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 2", "1, 3", "3, 2"})
  void everyProgramIsValidAndNoTwoAreOne(int operations, int cpus) throws Malformed {
    for (List<Step> before : Generator.starts()) {
      List<Program> programs = Generator.programs(operations, cpus, before);
      Set<String> texts = new HashSet<>();
      for (Program program : programs) {
        assertThat(ProgramText.parse(program.toString())).isEqualTo(program);
        assertThat(program.operations()).isEqualTo(operations * cpus);
        assertThat(texts.add(program.toString())).isTrue();
      }
      assertThat(programs).isNotEmpty();
    }
  }

  @Test
  void noProgramWaitsInACircle() {
    assertThat(written(2, 2, NOTHING))
        .doesNotContain("cpu0: free f; d | cpu1: free d; f", "cpu0: free d; d | cpu1: e; f");
  }
}
