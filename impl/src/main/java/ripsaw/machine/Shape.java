package ripsaw.machine;

/**
 * The parameters of a machine and of the slabs on it: two chunks a slab to explore, 128 KiB slabs
 * to measure.
 *
 * @param cpus number of cpus, 1 to 64
 * @param pageBytes size of a page in bytes, a power of two
 * @param pages number of pages
 * @param slabBytes size and alignment of a slab in bytes, a power of two, at least 512 and a page
 * @param chunksPerSlab upper bound on the chunks carved out of one slab; the slab's size is the
 *     other bound
 * @param cachedSlabs wholly free slabs that a cpu may keep before it gives pages back ({@code
 *     ZONE_RELS_THRESH}: 2 in 2010, 32 since 2011)
 */
public record Shape(
    int cpus, int pageBytes, int pages, int slabBytes, int chunksPerSlab, int cachedSlabs) {
  public Shape {
    require(cpus >= 1 && cpus <= 64, "cpus must be 1 to 64, not " + cpus);
    require(isPowerOfTwo(pageBytes) && pageBytes >= 64, "page size must be a power of two >= 64");
    require(pages >= 1, "a machine needs at least one page, not " + pages);
    require(
        isPowerOfTwo(slabBytes) && slabBytes >= Math.max(pageBytes, 512),
        "slab size must be a power of two, at least 512 and no smaller than a page");
    // A slab is listed while it has free chunks, so one chunk would be granted from a full slab.
    require(chunksPerSlab >= 2, "chunks per slab must be at least 2, not " + chunksPerSlab);
    require(cachedSlabs >= 0, "cached slabs must be at least 0, not " + cachedSlabs);
  }

  /** The machine to explore on: slabs of one 512-byte page, cut to a few chunks, none cached. */
  public static Shape small(int cpus, int chunksPerSlab, int pages) {
    return new Shape(cpus, 512, pages, 512, chunksPerSlab, 0);
  }

  /** The machine of the kernels: 4 KiB pages and 128 KiB slabs, {@code slabs} of them. */
  public static Shape kernel(int cpus, int slabs) {
    return new Shape(cpus, 4096, slabs * 32, 128 << 10, Integer.MAX_VALUE, 2);
  }

  public Shape withCachedSlabs(int slabs) {
    return new Shape(cpus, pageBytes, pages, slabBytes, chunksPerSlab, slabs);
  }

  /** Length of a slab in pages. */
  public int slabPages() {
    return slabBytes / pageBytes;
  }

  private static boolean isPowerOfTwo(int value) {
    return Integer.bitCount(value) == 1;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  @Override
  public String toString() {
    return "{cpus: %d, chunks-per-slab: %d, pages: %d, cached-slabs: %d}"
        .formatted(cpus, chunksPerSlab, pages, cachedSlabs);
  }
}
