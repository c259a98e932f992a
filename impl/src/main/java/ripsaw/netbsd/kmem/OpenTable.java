package ripsaw.netbsd.kmem;

import ripsaw.netbsd.pool.PoolWords;

/**
 * A table whose caches are there. If it has more of them than a machine has words for, only that
 * cache is opened which the objects of a type need: nothing else may be asked for then.
 */
final class OpenTable {
  private final SizeTable[] open;

  OpenTable(SizeTable table) {
    this.open = new SizeTable[] {table};
  }

  SizeTable now() {
    return open[0];
  }

  /** Whether all of its caches can be there. */
  boolean isSmall() {
    return now().classes().size() <= PoolWords.CACHES;
  }

  /** From here on it has the cache only that serves this size, if any. */
  void narrow(long size) {
    open[0] = now().only(size);
  }
}
