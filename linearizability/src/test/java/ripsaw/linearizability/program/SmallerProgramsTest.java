package ripsaw.linearizability.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.linearizability.program.Program.Malformed;

class SmallerProgramsTest {
  private static Program program(String text) throws Malformed {
    return Program.parse(text);
  }

  @Test
  void eachLacksOneOperationTheLaterOnesFirst() throws Malformed {
    assertThat(
            SmallerPrograms.withoutAnOperation(
                program("before: cpu0: a = alloc 64 | cpu0: b = alloc 64; free b | cpu1: free a")))
        .extracting(Program::toString)
        .containsExactly(
            machine(2) + " | before: cpu0: a = alloc 64 | cpu0: b = alloc 64; free b",
            machine(2) + " | before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a");
  }

  private static String machine(int cpus) {
    return "machine: {cpus: %d, chunks-per-slab: 2, pages: 4, cached-slabs: 0}".formatted(cpus);
  }

  @Test
  void aCpuThatDoesNothingCanGo() throws Malformed {
    assertThat(SmallerPrograms.withoutAnOperation(program(machine(3) + " | cpu0: a = alloc 8")))
        .extracting(Program::toString)
        .containsExactly(machine(1) + " | cpu0: a = alloc 8");
  }

  @Test
  void theSmallestIsWhereNoneOfTheSmallerDoes() throws Malformed {
    Program large =
        program(
            "machine: {cpus: 3, chunks-per-slab: 4, pages: 8, cached-slabs: 2, slab-pages: 4,"
                + " signals: 1} | before: cpu2: a = alloc 8 zero; b = alloc 8 | cpu0: free a;"
                + " c = alloc 64 nowait | cpu1: free b");
    Program smallest =
        SmallerPrograms.smallest(
            large,
            SmallerPrograms::plainer,
            smaller -> smaller.toString().contains("free a") && smaller.shape().slabPages() > 1);
    assertThat(smallest)
        .hasToString(
            "machine: {cpus: 3, chunks-per-slab: 2, pages: 2, cached-slabs: 0, slab-pages: 2}"
                + " | before: cpu2: a = alloc 8 | cpu0: free a");
  }

  @Test
  void aCallerThatHandlesAnInterruptBecomesOneThatDoesNot() throws Malformed {
    assertThat(
            SmallerPrograms.plainer(program("cpu0: a = alloc 8 in-interrupt; free a in-interrupt")))
        .extracting(smaller -> smaller.cpus().getFirst().toString())
        .contains("[a = alloc 8, free a in-interrupt]", "[a = alloc 8 in-interrupt, free a]");
  }
}
