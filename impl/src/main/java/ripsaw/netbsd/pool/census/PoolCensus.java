package ripsaw.netbsd.pool.census;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.spec.Census;
import ripsaw.spec.Invariant;
import ripsaw.spec.Violation;

/**
 * A census of pool caches: their cpus' groups, their depots, the pages of their pools. It is taken
 * so often that streams would be half of a random program's time: so there are loops.
 *
 * @param caches that are open
 * @param doomed groups that invalidations have in their hands
 * @param freeGroups addresses of those that are in the pool of groups
 * @param allGroups how many there are
 * @param highWater pages that a pool may keep without need
 * @param pages of all pools
 * @param sleepers who sleep until a pool has grown
 */
public record PoolCensus(
    List<Cache> caches,
    List<Group> doomed,
    List<Long> freeGroups,
    int allGroups,
    int highWater,
    List<Page> pages,
    List<Sleepers> sleepers)
    implements Census {
  /**
   * A {@code pool_cache_group}.
   *
   * @param avail as counted
   * @param objects in it
   */
  public record Group(long address, long avail, List<Long> objects) {}

  /**
   * A {@code pool_cache_cpu}: no group, or one, in each place.
   *
   * @param cpu id
   */
  public record Magazines(int cpu, List<Group> current, List<Group> previous) {
    List<Group> both() {
      List<Group> both = new ArrayList<>(current);
      both.addAll(previous);
      return both;
    }
  }

  /** The groups that a cache keeps, first to last, and how many it counts. */
  public record Depot(
      List<Group> full, List<Group> empty, List<Group> part, long nfull, long nempty, long npart) {
    /** Of groups that no list tells apart. */
    public static Depot of(List<Group> groups) {
      List<Group> full =
          groups.stream().filter(group -> group.avail == PoolWords.GROUP_OBJECTS).toList();
      List<Group> empty = groups.stream().filter(group -> group.avail == 0).toList();
      List<Group> part = new ArrayList<>(groups);
      part.removeAll(full);
      part.removeAll(empty);
      return new Depot(full, empty, part, full.size(), empty.size(), part.size());
    }

    List<Group> all() {
      List<Group> all = new ArrayList<>(full);
      all.addAll(empty);
      all.addAll(part);
      return all;
    }
  }

  /**
   * A {@code pool_item_header}.
   *
   * @param nmissing as counted
   * @param free items that are, first to last
   */
  public record PageHeader(long base, long nmissing, List<Long> free) {}

  /** A {@code pool}, and the pages on its lists. */
  public record Pool(
      long curpage,
      List<PageHeader> emptyPages,
      List<PageHeader> fullPages,
      List<PageHeader> partPages,
      long nitems,
      long nout,
      long npages,
      long nidle,
      long minitems) {
    List<PageHeader> pages() {
      List<PageHeader> pages = new ArrayList<>(emptyPages);
      pages.addAll(fullPages);
      pages.addAll(partPages);
      return pages;
    }
  }

  /**
   * Who sleep until a pool has grown.
   *
   * @param cache number of the cache that it is of
   * @param count how many
   * @param isGrowing whether somebody grows it, as its flags say
   */
  public record Sleepers(int cache, int count, boolean isGrowing) {}

  /**
   * A {@code pool_cache}.
   *
   * @param number by which it is known
   * @param objectBytes that are asked for at most
   * @param size from one item to the next
   * @param items of a page
   * @param pageBytes of a page of its pool
   */
  public record Cache(
      int number,
      long objectBytes,
      long size,
      int items,
      long pageBytes,
      List<Magazines> magazines,
      Depot depot,
      Pool pool) {
    /** Pages that have as many items as its low water mark. */
    long lowWater() {
      return Math.ceilDiv(pool.minitems, items);
    }

    /** Those of its cpus, and those of its depot. */
    List<Group> groups() {
      List<Group> groups = new ArrayList<>();
      for (Magazines one : magazines) {
        groups.addAll(one.current);
        groups.addAll(one.previous);
      }
      groups.addAll(depot.all());
      return groups;
    }

    /** Objects in them. */
    List<Long> cached() {
      List<Long> cached = new ArrayList<>();
      for (Group group : groups()) {
        cached.addAll(group.objects);
      }
      return cached;
    }
  }

  /**
   * A page of a pool.
   *
   * @param cache number of the cache that it is of
   * @param free items that are
   * @param cached objects of it that are in groups
   */
  public record Page(
      long base,
      long bytes,
      int cache,
      int items,
      long size,
      long nmissing,
      List<Long> free,
      List<Long> cached)
      implements Slab {
    @Override
    public int capacity() {
      return items;
    }

    @Override
    public long blockAt(int i) {
      return base + i * size;
    }

    @Override
    public List<Long> places() {
      List<Long> places = new ArrayList<>(free);
      places.addAll(cached);
      return places;
    }

    boolean isItem(long address) {
      long distance = address - base;
      return distance >= 0 && distance < size * items && distance % size == 0;
    }

    @Override
    public String toString() {
      return "page %#x of cache%s (%s of %s missing, %s free, %s in groups)"
          .formatted(base, cache, nmissing, items, free.size(), cached.size());
    }
  }

  /** Finds out which page each object is of. */
  public static PoolCensus of(
      List<Cache> caches, List<Group> doomed, List<Long> freeGroups, int allGroups, int highWater) {
    List<Long> cached = new ArrayList<>();
    caches.forEach(cache -> cached.addAll(cache.cached()));
    doomed.forEach(group -> cached.addAll(group.objects()));
    List<Page> pages = new ArrayList<>();
    for (Cache cache : caches) {
      for (PageHeader header : cache.pool().pages()) {
        long base = header.base();
        pages.add(
            new Page(
                base,
                cache.pageBytes(),
                cache.number(),
                cache.items(),
                cache.size(),
                header.nmissing(),
                header.free(),
                within(cached, base, cache.pageBytes())));
      }
    }
    return new PoolCensus(caches, doomed, freeGroups, allGroups, highWater, pages, List.of());
  }

  private static List<Long> within(List<Long> objects, long base, long bytes) {
    List<Long> within = new ArrayList<>();
    for (long object : objects) {
      if (object >= base && object < base + bytes) {
        within.add(object);
      }
    }
    return within;
  }

  /** The same, of pools for which callers sleep. */
  public PoolCensus with(List<Sleepers> some) {
    return new PoolCensus(caches, doomed, freeGroups, allGroups, highWater, pages, some);
  }

  /** A pool counts items, and not what callers have. */
  @Override
  public List<Account> accounts() {
    return List.of();
  }

  @Override
  public Optional<List<Extent>> extents() {
    return Optional.of(pages.stream().map(page -> new Extent(page.base, page.bytes)).toList());
  }

  @Override
  public boolean tellsOfPages() {
    return true;
  }

  @Override
  public List<Page> liveSlabs() {
    return pages;
  }

  @Override
  public String block() {
    return "object";
  }

  @Override
  public String place() {
    return "free, or in a group,";
  }

  @Override
  public List<? extends Invariant<?>> invariants() {
    return PoolInvariants.ALL;
  }

  /** The cache of this number, if it is open. */
  public Optional<Cache> cache(long number) {
    return caches.stream().filter(cache -> cache.number() == number).findFirst();
  }

  Optional<Magazines> magazines(long cache, int cpu) {
    return cache(cache).stream()
        .flatMap(one -> one.magazines().stream())
        .filter(one -> one.cpu() == cpu)
        .findFirst();
  }

  /** What the cpu's groups hold, then the depot's full ones, then the pool. */
  @Override
  public Optional<String> canServe(int cpu, int cache, long bytes) {
    boolean own =
        magazines(cache, cpu).stream()
            .flatMap(one -> one.both().stream())
            .anyMatch(group -> group.avail() > 0);
    if (own) {
      return Optional.of("its own groups");
    }
    return cache(cache)
        .filter(one -> !one.depot().full().isEmpty() || one.pool().nitems() > 0)
        .map(one -> one.depot().full().isEmpty() ? "the pool" : "the depot's full groups");
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    return pages.stream()
        .filter(page -> page.base == base)
        .filter(page -> page.nmissing != 0 || page.free.size() != page.items)
        .findFirst()
        .map(page -> new Violation(PoolProperty.PAGE_RELEASE, "releases " + page));
  }
}
