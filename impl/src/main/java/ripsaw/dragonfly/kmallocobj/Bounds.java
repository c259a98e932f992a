package ripsaw.dragonfly.kmallocobj;

import ripsaw.machine.Shape;

/**
 * How much of everything. What the kernel keeps of free slabs, per zone ({@code
 * KMALLOC_MAXFREEMAGS}, 4) and per cpu ({@code kern.kzone_cache}, 128), is what the machine says a
 * cpu may keep.
 *
 * @param kept slabs on a zone's full list that the poller leaves there
 * @param cap slabs in a cpu's cache
 * @param scanned slabs of the empty list, or of the full list, that one pass looks at
 * @param retired slabs that one pass of the poller retires at most
 */
public record Bounds(int kept, int cap, int scanned, int retired) {
  /** {@code kern.kzone_bretire}, since e21a70fe33. */
  private static final int RETIRED = 4;

  private static final int SCANNED = 16;

  static Bounds of(Shape shape) {
    // On a machine to explore on nobody could wait for a fifth slab.
    int retired = shape.slabPages() == 1 ? 1 : RETIRED;
    return new Bounds(shape.cachedSlabs(), shape.cachedSlabs(), SCANNED, retired);
  }
}
