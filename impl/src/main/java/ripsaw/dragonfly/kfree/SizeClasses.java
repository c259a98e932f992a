package ripsaw.dragonfly.kfree;

import ripsaw.machine.Shape;

/**
 * The 72 size classes of {@code zoneindex()}: eight for each power of two from 128 up, and sixteen
 * of 8 bytes each below it.
 *
 * <pre>
 *   below    128  256  512  1K   2K   4K   8K   16K
 *   step       8   16   32  64  128  256  512  1024
 * </pre>
 */
final class SizeClasses {
  private static final int SMALL = 128;

  private final int pageBytes;
  private final int machinePages;
  private final int limit;

  SizeClasses(Shape shape) {
    this.pageBytes = shape.pageBytes();
    this.machinePages = shape.pages();
    this.limit = Math.min(shape.slabBytes() / 4, 16 << 10);
  }

  /** Number of classes: 72, or fewer if slabs are too small for the largest. */
  int count() {
    return index(limit - 1) + 1;
  }

  /** {@code ZoneLimit} and the rule for whole pages: such a request gets pages of its own. */
  boolean isOversized(long bytes) {
    return bytes >= limit || (bytes % pageBytes == 0 && bytes > 2L * pageBytes);
  }

  /** Size of a chunk that serves this many bytes. */
  static int chunkBytes(long bytes) {
    long step = step(bytes);
    return (int) ((bytes + step - 1) / step * step);
  }

  /** Index of the class, 0 to 71. */
  static int index(long bytes) {
    int chunk = chunkBytes(bytes);
    if (chunk <= SMALL) {
      return chunk / 8 - 1;
    }
    int step = step(chunk - 1);
    // Every doubling has eight classes; chunk / step runs from 9 to 16 within one.
    int doublings = Integer.numberOfTrailingZeros(step) - Integer.numberOfTrailingZeros(8) - 1;
    return 15 + 8 * doublings + chunk / step - 8;
  }

  private static int step(long bytes) {
    return bytes < SMALL ? 8 : (int) (Long.highestOneBit(bytes) / 8);
  }

  /** Pages for this many bytes; a request beyond the machine is one page more than there is. */
  int pages(long bytes) {
    return (int) Math.min(Math.ceilDiv(bytes, pageBytes), machinePages + 1L);
  }

  static boolean isPowerOfTwo(long bytes) {
    return Long.bitCount(bytes) == 1;
  }
}
