package ripsaw.linux.slub.census;

/**
 * Calls that have returned, less those that were told of: whoever does what he is asked for tells
 * so before he returns, on whatever cpu he is by then.
 */
final class Untold {
  private int count;

  void told() {
    count--;
  }

  /** A call returns; true if somebody has done nothing. */
  boolean returned() {
    return ++count > 0;
  }
}
