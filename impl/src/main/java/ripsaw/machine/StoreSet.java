package ripsaw.machine;

import java.util.Arrays;

/** A set of stores, by their numbers in an execution. */
final class StoreSet {
  private long[] bits;

  StoreSet() {
    bits = new long[2];
  }

  StoreSet(StoreSet other) {
    bits = other.bits.clone();
  }

  boolean has(int store) {
    int at = store >>> 6;
    return at < bits.length && (bits[at] & 1L << store) != 0;
  }

  void add(int store) {
    grow((store >>> 6) + 1);
    bits[store >>> 6] |= 1L << store;
  }

  void addAll(StoreSet other) {
    grow(other.bits.length);
    for (int i = 0; i < other.bits.length; i++) {
      bits[i] |= other.bits[i];
    }
  }

  private void grow(int length) {
    if (length > bits.length) {
      bits = Arrays.copyOf(bits, Math.max(length, 2 * bits.length));
    }
  }
}
