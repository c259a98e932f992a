package ripsaw.netbsd.kmem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which cache serves which size, and what is left for the arena. All numbers are bytes.
 *
 * @param classes with a cache each, smallest first
 * @param largeUnit what the arena serves is a multiple of this
 */
public record SizeTable(List<SizeClass> classes, long largeUnit) {
  /** What {@link #cacheOf} says of a size that the arena serves. */
  public static final int ARENA = -1;

  /**
   * @param least size that it serves
   * @param bytes of its objects: the most that it serves
   * @param poolPage of a page of its pool
   */
  public record SizeClass(long least, long bytes, long poolPage) {}

  /** The number of the cache that serves a size, or {@link #ARENA}. */
  public int cacheOf(long size) {
    for (int cache = 0; cache < classes.size(); cache++) {
      if (size >= classes.get(cache).least && size <= classes.get(cache).bytes) {
        return cache;
      }
    }
    return ARENA;
  }

  /** Bytes of the chunk that the arena serves a size with. */
  public long large(long size) {
    return Math.ceilDiv(size, largeUnit) * largeUnit;
  }

  /** The class that serves a size; empty if the arena does. */
  Optional<SizeClass> classOf(long size) {
    int cache = cacheOf(size);
    return cache == ARENA ? Optional.empty() : Optional.of(classes.get(cache));
  }

  /** As before January 2009: the quantum caches of the arena, and the arena. */
  public static SizeTable before(Units units) {
    return new SizeTable(quantumCaches(units), units.quantum());
  }

  /** As the patch has it: caches of multiples of 64 quanta, up to a page, besides. */
  public static SizeTable after(Units units) {
    List<SizeClass> classes = quantumCaches(units);
    for (long bytes = units.midUnit(); bytes <= units.page(); bytes += units.midUnit()) {
      long least = Math.max(units.midUnit(), bytes - units.midUnit() + 1);
      classes.add(new SizeClass(least, bytes, bytes));
    }
    return new SizeTable(classes, units.quantum());
  }

  /**
   * The same without the hole between 32 and 64 quanta.
   *
   * @param overhead of the debug layers, for which the last has room with a page
   */
  public static SizeTable whole(Units units, long overhead) {
    List<SizeClass> classes = quantumCaches(units);
    long last = Math.ceilDiv(units.page() + overhead, units.quantum()) * units.quantum();
    for (long from = units.quantumCacheMax(); from < last; ) {
      long bytes = (from / units.midUnit() + 1) * units.midUnit();
      boolean isLast = bytes >= units.page();
      classes.add(new SizeClass(from + 1, isLast ? last : bytes, isLast ? last : bytes));
      from = isLast ? last : bytes;
    }
    return new SizeTable(classes, units.quantum());
  }

  /**
   * As since 2012: a fixed table, and whole pages for what is not in it. Of the kernel's classes,
   * from 8 bytes to a page, the powers of two.
   */
  public static SizeTable fixed(Units units) {
    List<SizeClass> classes = new ArrayList<>();
    for (long bytes = units.quantum(); bytes <= units.page(); bytes *= 2) {
      long least = classes.isEmpty() ? 1 : bytes / 2 + 1;
      classes.add(new SizeClass(least, bytes, units.page()));
    }
    return new SizeTable(classes, units.page());
  }

  /**
   * {@code qc_init}: one for each multiple of the quantum, but that those share the larger one of
   * which as many go into a page of the pool.
   */
  private static List<SizeClass> quantumCaches(Units units) {
    List<SizeClass> classes = new ArrayList<>();
    long page = units.quantumPage();
    long least = 1;
    for (long bytes = units.quantum(); bytes <= units.quantumCacheMax(); bytes += units.quantum()) {
      long next = bytes + units.quantum();
      if (next > units.quantumCacheMax() || page / next != page / bytes) {
        classes.add(new SizeClass(least, bytes, page));
        least = bytes + 1;
      }
    }
    return classes;
  }
}
