package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.TlaValue;

class StepsTest {
  private static Behavior.State state(String action, String step, String flag) {
    return new Behavior.State(
        action, Map.of("step", TlaValue.parse(step), "flag", TlaValue.parse(flag)));
  }

  private static List<String> lines(int backTo) {
    return new Steps(
            new Behavior(
                List.of(
                    state("", "(<<0, \"program\">> :> [at |-> \"idle\"])", "FALSE"),
                    state("Park", "(<<0, \"program\">> :> [at |-> \"park\"])", "FALSE"),
                    state("Ask", "(<<0, \"program\">> :> [at |-> \"park\"])", "TRUE")),
                backTo))
        .lines();
  }

  @Test
  void aStepHasItsActionWhoTookItAndWhatChanged() {
    assertThat(lines(Behavior.ENDS))
        .containsExactly(
            "  STATE  ACTION   ACTOR         GOES TO  CHANGES",
            "  1      (begin)",
            "  2      Park     cpu0 program  park",
            "  3      Ask                             flag: FALSE -> TRUE");
  }

  @Test
  void aBehaviourThatGoesOnForEverSaysHow() {
    assertThat(lines(2)).last().isEqualTo("  and nothing happens ever after");
    assertThat(lines(1)).last().isEqualTo("  and so on for ever from state 2");
  }

  @Test
  void anActorOfAModelValueIsCalledByItsName() {
    Behavior behavior =
        new Behavior(
            List.of(
                state("", "(<<cpu1, \"handler\">> :> 1)", "FALSE"),
                state("Look", "(<<cpu1, \"handler\">> :> 2)", "FALSE")),
            Behavior.ENDS);
    assertThat(new Steps(behavior).lines()).last().asString().contains("Look     cpu1 handler");
  }
}
