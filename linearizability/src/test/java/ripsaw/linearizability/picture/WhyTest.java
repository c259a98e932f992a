package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhyTest {
  @Test
  void aCpuThatActedOnWhatAnotherHadChangedIsNamedWithTheRows() {
    assertThat(Why.of(Recordings.stranding()).orElseThrow())
        .matches(
            "cpu1 saw slab0[.]signal = 0 in row \\d+; cpu0 made it 1 in row \\d+; and cpu1 went on"
                + " with what it had seen, to cas slab0[.]remote in row \\d+[.]");
    assertThat(Html.page(Recordings.stranding())).contains("<strong>How:</strong> cpu1 saw");
  }

  @Test
  void withoutAViolationThereIsNothingToExplain() {
    assertThat(Why.of(Recordings.empty())).isEmpty();
  }
}
