package ripsaw.machine.order;

import java.util.Arrays;

/**
 * The ways that one access may go: a load that may see several stores, a weak compare-and-set that
 * may fail. The first is the usual one: the latest store, and success.
 *
 * <p>Each way has a key. It stands for the same way later on, when more stores have come: the
 * number of the store that is seen, if nothing but that is to be known.
 */
public final class Choices {
  /** The key of an update that sees the latest store, whatever its number is. */
  public static final int LATEST = -1;

  private int[] keys = new int[8];
  private int count;
  private int latest;

  /**
   * @param store the number of the latest
   */
  public void clear(int store) {
    count = 0;
    latest = store;
  }

  public void add(int key) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
    }
    keys[count++] = key;
  }

  /** At least 1. */
  public int count() {
    return count;
  }

  /** The number of the latest store. */
  public int latest() {
    return latest;
  }

  public int key(int index) {
    return keys[index];
  }
}
