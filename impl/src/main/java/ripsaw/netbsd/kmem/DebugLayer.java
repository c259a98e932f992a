package ripsaw.netbsd.kmem;

import java.util.Optional;
import ripsaw.netbsd.kmem.census.Mistake;

/** What {@code options DEBUG} defines in {@code subr_kmem.c}: each can be left out for itself. */
public enum DebugLayer {
  /** {@code KMEM_SIZE}: the size that is freed is the one that was allocated. */
  SIZE("nosize", "the check of sizes", Mistake.WRONG_SIZE),
  /** {@code KMEM_REDZONE}: nobody writes behind a chunk. */
  RED_ZONE("noredzone", "red zones", Mistake.OVERRUN),
  /** {@code KMEM_POISON}: nobody writes into what is free. */
  POISON("nopoison", "poison", Mistake.WRITE_AFTER_FREE);

  private final String without;
  private final String words;
  private final Mistake sees;

  DebugLayer(String without, String words, Mistake sees) {
    this.without = without;
    this.words = words;
    this.sees = sees;
  }

  /** What the id of a subject ends in that has all others. */
  String without() {
    return without;
  }

  /** The mistake of a caller that it is there for. */
  public Mistake sees() {
    return sees;
  }

  @Override
  public String toString() {
    return words;
  }

  /** The one that is there for a mistake; empty if it is seen without any. */
  static Optional<DebugLayer> of(Mistake mistake) {
    for (DebugLayer layer : values()) {
      if (layer.sees == mistake) {
        return Optional.of(layer);
      }
    }
    return Optional.empty();
  }
}
