package ripsaw.properties;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;

/**
 * An arbitrary that makes its generator once. jqwik asks for a generator whenever it draws from
 * what was chosen by lot, and looks for the like of the arbitrary among those that it has seen,
 * which took a third of its time. What is drawn is the same.
 */
final class Once<T> implements Arbitrary<T> {
  /** jqwik's usual value; it matters for edge cases only, and there are none. */
  static final int GENERATED_SIZE = 1000;

  private final RandomGenerator<T> generator;

  private Once(RandomGenerator<T> generator) {
    this.generator = generator;
  }

  static <T> Arbitrary<T> of(Arbitrary<T> arbitrary) {
    return new Once<>(arbitrary.generator(GENERATED_SIZE));
  }

  @Override
  public RandomGenerator<T> generator(int genSize) {
    return generator;
  }

  @Override
  public EdgeCases<T> edgeCases(int maxEdgeCases) {
    return EdgeCases.none();
  }

  @Override
  public boolean isGeneratorMemoizable() {
    return false;
  }
}
