package ripsaw.machine.order;

import java.util.Arrays;

/** A set of stores, by their numbers in an execution. */
public final class StoreSet {
  private long[] bits;

  public StoreSet() {
    bits = new long[2];
  }

  public StoreSet(StoreSet other) {
    bits = other.bits.clone();
  }

  public boolean has(int store) {
    int at = store >>> 6;
    return at < bits.length && (bits[at] & 1L << store) != 0;
  }

  public void add(int store) {
    grow((store >>> 6) + 1);
    bits[store >>> 6] |= 1L << store;
  }

  public void addAll(StoreSet other) {
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
