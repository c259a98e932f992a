package ripsaw.linearizability.oracle;

/** Which events of an execution come before which: a matrix of bits, for at most 64 events. */
final class Relation {
  private final long[] after;

  Relation(int events) {
    after = new long[events];
  }

  void add(int from, int to) {
    after[from] |= 1L << to;
  }

  boolean holds(int from, int to) {
    return (after[from] & 1L << to) != 0;
  }

  /** What is in one of the two. */
  Relation or(Relation other) {
    Relation both = new Relation(after.length);
    for (int i = 0; i < after.length; i++) {
      both.after[i] = after[i] | other.after[i];
    }
    return both;
  }

  /** One step of this, then one of the other. */
  Relation then(Relation other) {
    Relation both = new Relation(after.length);
    for (int i = 0; i < after.length; i++) {
      for (long left = after[i]; left != 0; left &= left - 1) {
        both.after[i] |= other.after[Long.numberOfTrailingZeros(left)];
      }
    }
    return both;
  }

  /** One step or more of this. */
  Relation closure() {
    Relation closed = or(this);
    for (int via = 0; via < after.length; via++) {
      for (int from = 0; from < after.length; from++) {
        if (closed.holds(from, via)) {
          closed.after[from] |= closed.after[via];
        }
      }
    }
    return closed;
  }

  boolean isIrreflexive() {
    for (int i = 0; i < after.length; i++) {
      if (holds(i, i)) {
        return false;
      }
    }
    return true;
  }

  /** Takes away again and again what has nothing behind it; a cycle is never taken away. */
  boolean isAcyclic() {
    long left = after.length == 64 ? -1 : (1L << after.length) - 1;
    boolean progress = true;
    while (progress) {
      progress = false;
      for (long each = left; each != 0; each &= each - 1) {
        int event = Long.numberOfTrailingZeros(each);
        if ((after[event] & left) == 0) {
          left &= ~(1L << event);
          progress = true;
        }
      }
    }
    return left == 0;
  }
}
