package ripsaw.netbsd.pool;

import ripsaw.machine.Shape;

/**
 * How the items of a pool lie in its pages.
 *
 * @param objectBytes that are asked for at most
 * @param size from one to the next
 * @param items of a page: {@code pr_itemsperpage}
 */
record ItemGeometry(long objectBytes, long size, int items) {
  /**
   * @param page bytes of one
   */
  static ItemGeometry of(Shape shape, long bytes, long page) {
    long size = bytes + 7 & -8;
    return new ItemGeometry(bytes, size, (int) Math.min(shape.chunksPerSlab(), page / size));
  }
}
