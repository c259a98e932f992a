package ripsaw.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.Replay.Misfit;
import ripsaw.machine.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

class ShrinkerTest {
  private static Repro expecting(Property property, String program) {
    return new Repro(
        "dragonfly/df9daea",
        Df9daea.program(program),
        MemoryModel.SC,
        Optional.of(property),
        Optional.empty());
  }

  private static Optional<Repro> shrink(Subject subject, Repro repro) {
    return Shrinker.shrink(subject, repro, Long.MAX_VALUE);
  }

  @Test
  void whatDoesNotMatterIsLeftOut() throws Misfit {
    Repro large =
        expecting(
            Property.NO_STRANDING,
            "before: cpu0: a = alloc 64; cpu2: x = alloc 64"
                + " | cpu0: b = alloc 64; c = alloc 64 | cpu1: free a | cpu2: free x");
    Repro small = shrink(Df9daea.SUBJECT, large).orElseThrow();
    assertThat(small.program().lines())
        .endsWith("before:  cpu0: a = alloc 64", "cpu0:    b = alloc 64", "cpu1:    free a");
    assertThat(small.program().shape().cpus()).isEqualTo(2);
    assertThat(Replay.of(Df9daea.SUBJECT, small).violation().map(Violation::property))
        .contains(Property.NO_STRANDING);
  }

  @Test
  void whatIsSmallStaysAsItIs() {
    assertThat(shrink(Df9daea.SUBJECT, Df9daea.repro())).contains(Df9daea.repro());
  }

  @Test
  void whatIsNotFoundAgainShrinksToNothing() {
    assertThat(shrink(Df9daea.REFERENCE, Df9daea.repro())).isEmpty();
  }

  @Test
  void withoutTimeTheProgramStaysLarge() {
    Repro large =
        expecting(
            Property.NO_STRANDING,
            "before: cpu0: a = alloc 64 | cpu0: b = alloc 64; c = alloc 64 | cpu1: free a");
    Optional<Repro> shrunk = Shrinker.shrink(Df9daea.SUBJECT, large, System.nanoTime());
    assertThat(shrunk.map(Repro::program)).isIn(Optional.empty(), Optional.of(large.program()));
  }
}
