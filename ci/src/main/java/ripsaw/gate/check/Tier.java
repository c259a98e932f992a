package ripsaw.gate.check;

import java.util.Locale;

/** How much a run asks for. */
public enum Tier {
  /**
   * What says something new: each mutant is put to the cheapest of its killers, and a few are put
   * to the dear checkers, so that these are seen to find anything at all.
   */
  QUICK,

  /** Each mutant is put to whoever can look for its property, and every effort is the whole one. */
  FULL;

  /** As people write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
