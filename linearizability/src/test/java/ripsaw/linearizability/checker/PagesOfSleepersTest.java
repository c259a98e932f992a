package ripsaw.linearizability.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.order.MemoryModel;
import ripsaw.netbsd.kmem.census.KmemProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;

/** Who sleeps in kmem for more than a page that a pool keeps: for both pages of the machine. */
class PagesOfSleepersTest {
  private static Exploration explore(String subject) throws Malformed {
    return Explorer.explore(
        new Question(
            Catalogue.load().find(subject).orElseThrow(),
            Program.parse(
                "machine: {cpus: 2, chunks-per-slab: 2, pages: 2, cached-slabs: 0}"
                    + " | before: cpu1: a = alloc 40 | cpu0: b = alloc 600 | cpu1: free a"),
            MemoryModel.SC,
            Set.of(KmemProperty.SLEEPERS),
            Method.EXHAUSTIVE,
            0,
            300,
            Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "museum/kmem-frees-tell-nobody",
        "museum/kmem-no-drain",
        "museum/kmem-drained-before-counted"
      })
  void sleepsOnForWhatPoolsAndTheSourceCouldMakeUp(String fault) throws Malformed {
    assertThat(explore(fault).violation().map(Violation::property)).contains(KmemProperty.SLEEPERS);
  }

  @ParameterizedTest
  @ValueSource(strings = "netbsd/kmem-reference")
  void orIsServed(String reference) throws Malformed {
    assertThat(explore(reference).violation()).isEmpty();
  }
}
