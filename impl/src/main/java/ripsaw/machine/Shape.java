package ripsaw.machine;

import java.util.StringJoiner;

/**
 * The parameters of a machine and of the slabs on it: two chunks a slab to explore, 128 KiB slabs
 * to measure.
 *
 * @param cpus number of cpus, 1 to 64
 * @param pageBytes size of a page in bytes, a power of two
 * @param pages number of pages, enough for a slab
 * @param slabBytes size and alignment of a slab in bytes, a power of two, at least 512 and a page
 * @param chunksPerSlab upper bound on the chunks carved out of one slab; the slab's size is the
 *     other bound
 * @param cachedSlabs wholly free slabs that a cpu may keep before it gives pages back ({@code
 *     ZONE_RELS_THRESH}: 2 in 2010, 32 since 2011)
 * @param signals messages that may be on their way from one cpu to another, 1 to 64
 * @param nodes of memory, 1 to as many as there are cpus, and slabs' worth of pages: see {@link
 *     #nodeOfCpu} and {@link #nodeOfPage}
 */
public record Shape(
    int cpus,
    int pageBytes,
    int pages,
    int slabBytes,
    int chunksPerSlab,
    int cachedSlabs,
    int signals,
    int nodes) {
  /** A page of the machine to explore on, in bytes. */
  public static final int SMALL_PAGE = 512;

  public Shape {
    require(cpus >= 1 && cpus <= 64, "cpus must be 1 to 64, not " + cpus);
    require(isPowerOfTwo(pageBytes) && pageBytes >= 64, "page size must be a power of two >= 64");
    require(pages >= 1, "a machine needs at least one page, not " + pages);
    require(
        isPowerOfTwo(slabBytes) && slabBytes >= Math.max(pageBytes, 512),
        "slab size must be a power of two, at least 512 and no smaller than a page");
    require(
        pages >= slabBytes / pageBytes,
        "a machine of %s pages has no room for a slab of %s",
        pages,
        slabBytes / pageBytes);
    // A slab is listed while it has free chunks, so one chunk would be granted from a full slab.
    require(chunksPerSlab >= 2, "chunks per slab must be at least 2, not " + chunksPerSlab);
    require(cachedSlabs >= 0, "cached slabs must be at least 0, not " + cachedSlabs);
    require(signals >= 1 && signals <= 64, "signals must be 1 to 64, not " + signals);
    require(
        nodes >= 1 && nodes <= cpus && nodes <= pages / (slabBytes / pageBytes),
        "nodes must be 1 to the number of cpus, with room for a slab on each, not %s",
        nodes);
  }

  /** With one node of memory. */
  public Shape(
      int cpus,
      int pageBytes,
      int pages,
      int slabBytes,
      int chunksPerSlab,
      int cachedSlabs,
      int signals) {
    this(cpus, pageBytes, pages, slabBytes, chunksPerSlab, cachedSlabs, signals, 1);
  }

  /** With mailboxes as DragonFly had them in 2010. */
  public Shape(
      int cpus, int pageBytes, int pages, int slabBytes, int chunksPerSlab, int cachedSlabs) {
    this(cpus, pageBytes, pages, slabBytes, chunksPerSlab, cachedSlabs, IpiQueue.CAPACITY);
  }

  /** The machine to explore on: slabs of one 512-byte page, cut to a few chunks, none cached. */
  public static Shape small(int cpus, int chunksPerSlab, int pages) {
    return new Shape(cpus, SMALL_PAGE, pages, SMALL_PAGE, chunksPerSlab, 0);
  }

  /** The machine of the kernels: 4 KiB pages and 128 KiB slabs, {@code slabs} of them. */
  public static Shape kernel(int cpus, int slabs) {
    return new Shape(cpus, 4096, slabs * 32, 128 << 10, Integer.MAX_VALUE, 2);
  }

  /** With so many cpus, and no more nodes than these. */
  public Shape withCpus(int other) {
    return new Shape(
        other,
        pageBytes,
        pages,
        slabBytes,
        chunksPerSlab,
        cachedSlabs,
        signals,
        Math.min(nodes, Math.max(other, 1)));
  }

  public Shape withCachedSlabs(int slabs) {
    return new Shape(cpus, pageBytes, pages, slabBytes, chunksPerSlab, slabs, signals, nodes);
  }

  public Shape withSignals(int messages) {
    return new Shape(
        cpus, pageBytes, pages, slabBytes, chunksPerSlab, cachedSlabs, messages, nodes);
  }

  /** With slabs of so many pages, and as many pages as before. */
  public Shape withSlabPages(int length) {
    require(isPowerOfTwo(length), "slab pages must be a power of two, not " + length);
    require(length <= pages, "a machine of %s pages has no room for a slab of %s", pages, length);
    return new Shape(
        cpus, pageBytes, pages, pageBytes * length, chunksPerSlab, cachedSlabs, signals, nodes);
  }

  /** With pages of so many bytes, and slabs of as many pages as before. */
  public Shape withPageBytes(int bytes) {
    return new Shape(
        cpus, bytes, pages, bytes * slabPages(), chunksPerSlab, cachedSlabs, signals, nodes);
  }

  /** With so many nodes of memory. */
  public Shape withNodes(int other) {
    return new Shape(cpus, pageBytes, pages, slabBytes, chunksPerSlab, cachedSlabs, signals, other);
  }

  /** The node of a cpu: each has as many as any other, or one more, and their numbers in a row. */
  public int nodeOfCpu(int cpu) {
    return cpu * nodes / cpus;
  }

  /** The node of a page: the slabs that the pages make are shared out as the cpus are. */
  public int nodeOfPage(int page) {
    int slabs = pages / slabPages();
    return Math.min(page / slabPages() * nodes / slabs, nodes - 1);
  }

  /** Length of a slab in pages. */
  public int slabPages() {
    return slabBytes / pageBytes;
  }

  /** How many times 1,024 pages it has: 0 on a machine to explore on, more on one to measure on. */
  public int thousandsOfPages() {
    return pages / 1024;
  }

  private static boolean isPowerOfTwo(int value) {
    return value > 0 && Integer.bitCount(value) == 1;
  }

  private static void require(boolean condition, String message, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }

  /** As in a program's text, which does not say what is as on any small machine. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    text.add("cpus: " + cpus);
    text.add("chunks-per-slab: " + chunksPerSlab);
    text.add("pages: " + pages);
    text.add("cached-slabs: " + cachedSlabs);
    if (slabPages() != 1) {
      text.add("slab-pages: " + slabPages());
    }
    if (signals != IpiQueue.CAPACITY) {
      text.add("signals: " + signals);
    }
    if (pageBytes != SMALL_PAGE) {
      text.add("page-bytes: " + pageBytes);
    }
    if (nodes != 1) {
      text.add("nodes: " + nodes);
    }
    return text.toString();
  }
}
