package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final Expectation HOLDS = new Expectation.Holds(1_000, 7);
  private static final Expectation VIOLATES = new Expectation.Violates("no-stranding", 3);

  private static TlcResult holds(long states, int depth) {
    return new TlcResult(TlcResult.Kind.HOLDS, "", 5_000, states, depth, Optional.empty());
  }

  private static TlcResult violated(String formula, int length) {
    List<Behavior.State> states = Collections.nCopies(length, new Behavior.State("A", Map.of()));
    return new TlcResult(
        TlcResult.Kind.VIOLATED,
        formula,
        10,
        10,
        0,
        Optional.of(new Behavior(states, Behavior.ENDS)));
  }

  private static Optional<String> deviation(Expectation expected, TlcResult found) {
    return expected.deviation(found, true);
  }

  @Test
  void whatIsAsExpectedDoesNotDeviate() {
    assertThat(deviation(HOLDS, holds(1_000, 7))).isEmpty();
    assertThat(deviation(VIOLATES, violated("NoStranding", 3))).isEmpty();
  }

  @Test
  void whatIsExpectedIsPrintedAsWhatIsFound() {
    assertThat(HOLDS).hasToString(holds(1_000, 7).toString());
    assertThat(VIOLATES).hasToString(violated("NoStranding", 3).toString());
  }

  @Test
  void theNumberOfStatesAndTheDepthCount() {
    assertThat(deviation(HOLDS, holds(1_001, 7)))
        .contains("it has 1,001 distinct states instead of 1,000");
    assertThat(deviation(HOLDS, holds(1_000, 8))).contains("it is 8 states deep instead of 7");
  }

  @Test
  void thePropertyAndTheLengthOfTheCounterexampleCount() {
    assertThat(deviation(VIOLATES, violated("Listing", 3)))
        .contains("it is to violate no-stranding, but is VIOLATED listing in 3 states");
    assertThat(deviation(VIOLATES, violated("NoStranding", 4)))
        .contains("its counterexample has 4 states instead of 3");
  }

  @Test
  void whereSeveralWorkersSearchedTheDepthAndTheLengthMeanNothing() {
    assertThat(HOLDS.deviation(holds(1_000, 8), false)).isEmpty();
    assertThat(HOLDS.deviation(holds(1_001, 8), false)).isPresent();
    assertThat(VIOLATES.deviation(violated("NoStranding", 4), false)).isEmpty();
    assertThat(VIOLATES.deviation(violated("Listing", 4), false)).isPresent();
  }

  @Test
  void aFaultThatIsNotFoundDeviatesAndSoDoesASubjectThatFails() {
    assertThat(deviation(VIOLATES, holds(1_000, 7)))
        .contains("it is to violate no-stranding, but is HOLDS 1,000 states depth 7");
    assertThat(deviation(HOLDS, violated("Deadlock", 3)))
        .contains("it is to hold, but is VIOLATED Deadlock in 3 states");
  }

  @Test
  void whatWasNotShownIsNeverAsExpected() {
    TlcResult cut =
        new TlcResult(TlcResult.Kind.CUT, "cut after 5 s", 5_000, 1_000, 7, Optional.empty());
    assertThat(deviation(HOLDS, cut)).contains("it is to hold, but is CUT (cut after 5 s)");
    assertThat(deviation(HOLDS, TlcResult.failed("no module"))).isPresent();
    assertThat(deviation(VIOLATES, TlcResult.failed("no module"))).isPresent();
  }
}
