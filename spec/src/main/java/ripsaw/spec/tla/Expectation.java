package ripsaw.spec.tla;

import java.util.Locale;
import java.util.Optional;

/** What TLC is to find in a model. */
public sealed interface Expectation {
  /**
   * Every formula holds.
   *
   * @param states distinct ones
   * @param depth states of the longest of the shortest ways to a state
   */
  record Holds(long states, int depth) implements Expectation {
    @Override
    public long size() {
      return states;
    }

    @Override
    public Optional<String> deviation(TlcResult found, boolean oneOrder) {
      if (found.kind() != TlcResult.Kind.HOLDS) {
        return Optional.of("it is to hold, but is " + found);
      }
      if (found.distinct() != states) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "it has %,d distinct states instead of %,d",
                found.distinct(),
                states));
      }
      return !oneOrder || found.depth() == depth
          ? Optional.empty()
          : Optional.of("it is " + found.depth() + " states deep instead of " + depth);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "HOLDS %,d states depth %d", states, depth);
    }
  }

  /**
   * A property of the catalogue is violated.
   *
   * @param property its id; whether there is such a one is known where the properties are
   * @param length states of the counterexample that one worker finds
   */
  record Violates(String property, int length) implements Expectation {
    @Override
    public long size() {
      return length;
    }

    @Override
    public Optional<String> deviation(TlcResult found, boolean oneOrder) {
      return Expectation.violated(
          found, property, Formula.id(found.formula()).orElse(""), length, oneOrder);
    }

    @Override
    public String toString() {
      return TlcResult.violated(property, length);
    }
  }

  /**
   * A formula is violated that states no property of the catalogue, such as an inductive invariant.
   *
   * @param length states of the counterexample that one worker finds
   */
  record Breaks(String formula, int length) implements Expectation {
    @Override
    public long size() {
      return length;
    }

    @Override
    public Optional<String> deviation(TlcResult found, boolean oneOrder) {
      return Expectation.violated(found, formula, found.formula(), length, oneOrder);
    }

    @Override
    public String toString() {
      return TlcResult.violated(formula, length);
    }
  }

  /**
   * In one sentence, how a result differs from what is expected; empty if it does not.
   *
   * @param oneOrder whether one worker searched: only then the depth and the length of a
   *     counterexample mean anything, for several may reach a state by a detour first
   */
  Optional<String> deviation(TlcResult found, boolean oneOrder);

  /** States that TLC is to show or to count. */
  long size();

  private static Optional<String> violated(
      TlcResult found, String expected, String violated, int length, boolean oneOrder) {
    if (found.kind() != TlcResult.Kind.VIOLATED || !violated.equals(expected)) {
      return Optional.of("it is to violate " + expected + ", but is " + found);
    }
    return !oneOrder || found.length() == length
        ? Optional.empty()
        : Optional.of(
            "its counterexample has %s states instead of %s".formatted(found.length(), length));
  }
}
