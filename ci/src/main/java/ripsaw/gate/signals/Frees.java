package ripsaw.gate.signals;

/** How objects come to the cpus that free them. */
public enum Frees {
  /** A cpu allocates its working set, and the others free all of it, in the same order. */
  IN_BATCHES("in batches", 1),
  /** A cpu's working set stays: when it allocates, another cpu frees an older object by lot. */
  SINGLY("singly", 1),
  /** A cpu's working set comes and goes by lot, between half and one and a half of what it is. */
  BY_LOT("by lot", 1),
  /** As singly, but nine in ten are freed by the cpu that allocated them. */
  ONE_IN_TEN("one in ten", 10);

  private final String words;
  private final int oneIn;

  Frees(String words, int oneIn) {
    this.words = words;
    this.oneIn = oneIn;
  }

  /** One free in so many is a remote one. */
  int oneIn() {
    return oneIn;
  }

  @Override
  public String toString() {
    return words;
  }
}
