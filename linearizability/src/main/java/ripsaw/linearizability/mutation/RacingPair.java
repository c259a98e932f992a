package ripsaw.linearizability.mutation;

import java.util.Comparator;

/** Two lines that access one word, on two cpus: the second right after the first. */
public record RacingPair(Probes.Spot first, Probes.Spot then) implements Comparable<RacingPair> {
  private static final Comparator<Probes.Spot> BY_PLACE =
      Comparator.comparing(Probes.Spot::type)
          .thenComparingInt(Probes.Spot::line)
          .thenComparing(Probes.Spot::method);

  /** By the places in the code. */
  @Override
  public int compareTo(RacingPair other) {
    return Comparator.comparing(RacingPair::first, BY_PLACE)
        .thenComparing(RacingPair::then, BY_PLACE)
        .compare(this, other);
  }

  /** As in {@code SlabList:57 -> OwnerSlabs:88}. */
  @Override
  public String toString() {
    return first + " -> " + then;
  }
}
