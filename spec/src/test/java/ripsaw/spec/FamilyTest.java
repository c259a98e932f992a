package ripsaw.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FamilyTest {
  @Test
  void aFamilyIsCalledByWhatItIs() {
    assertThat(Family.values())
        .extracting(Family::toString)
        .containsExactly("slab allocator", "object allocator");
  }
}
