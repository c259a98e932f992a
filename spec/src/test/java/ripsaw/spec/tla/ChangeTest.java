package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static Behavior.State state(String... equations) {
    Map<String, TlaValue> variables = new LinkedHashMap<>();
    for (String equation : equations) {
      String[] sides = equation.split(" = ");
      variables.put(sides[0], TlaValue.parse(sides[1]));
    }
    return new Behavior.State("A", variables);
  }

  @Test
  void onlyThePlaceThatDiffersIsNamed() {
    List<Change> changes =
        Change.between(
            state("slab = (s0 :> [flag |-> FALSE, pins |-> 0] @@ s1 :> [pins |-> 0])", "held = {}"),
            state(
                "slab = (s0 :> [flag |-> TRUE, pins |-> 0] @@ s1 :> [pins |-> 0])", "held = {1}"));
    assertThat(changes)
        .extracting(Change::toString)
        .containsExactly("slab[s0].flag: FALSE -> TRUE", "held: {} -> {1}");
  }

  @Test
  void aSequenceIsOneValueAndSoIsAFunctionThatGrew() {
    assertThat(
            Change.between(
                state("a = <<1, 2>>", "b = (0 :> 1)"),
                state("a = <<1>>", "b = (0 :> 1 @@ 7 :> 2)")))
        .extracting(Change::toString)
        .containsExactly("a: <<1, 2>> -> <<1>>", "b: (0 :> 1) -> (0 :> 1 @@ 7 :> 2)");
  }

  @Test
  void aStepThatChangesNothingHasNoChange() {
    assertThat(Change.between(state("a = {1, 2}"), state("a = {2, 1}"))).isEmpty();
  }
}
