package ripsaw.gate.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a run asked for, of all that could be asked.
 *
 * @param left to the full tier, in words, with the checker that it is about
 */
public record Scope(Tier tier, List<String> left) {
  public static final Scope FULL = new Scope(Tier.FULL, List.of());

  Scope leaving(String more) {
    return new Scope(tier, Stream.concat(left.stream(), Stream.of(more)).toList());
  }

  /** For one line. */
  public String inWords() {
    return tier
        + (left.isEmpty() ? "" : ": " + String.join(", ", left) + " left to --" + Tier.FULL);
  }
}
