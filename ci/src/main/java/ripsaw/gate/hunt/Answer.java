package ripsaw.gate.hunt;

/**
 * What became of a mutant.
 *
 * @param by the checker that killed it; empty if none did
 * @param property that it broke; empty if none
 * @param program in which that was seen, by its name; empty if it has none
 */
public record Answer(Fate fate, String by, String property, String program) {
  /** It made no difference. */
  static final Answer SURVIVED = new Answer(Fate.SURVIVED, "", "", "");

  /** It does not start, or does not end. */
  static final Answer STUCK = new Answer(Fate.STUCK, "", "", "");

  /** How it ends. */
  public enum Fate {
    /** A property was violated. */
    KILLED,
    /** It computed without an end, or did not start: the gate says so, and is inconclusive. */
    STUCK,
    /** Nobody noticed. */
    SURVIVED
  }

  boolean isEnd() {
    return fate != Fate.SURVIVED;
  }

  /** In a few words. */
  @Override
  public String toString() {
    return switch (fate) {
      case KILLED -> "killed by " + by + ", " + property;
      case STUCK -> "stuck";
      case SURVIVED -> "survived";
    };
  }
}
