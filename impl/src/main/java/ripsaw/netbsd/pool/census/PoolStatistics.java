package ripsaw.netbsd.pool.census;

import java.util.ArrayList;
import java.util.List;
import ripsaw.netbsd.pool.census.PoolCensus.Cache;
import ripsaw.netbsd.pool.census.PoolCensus.Group;
import ripsaw.subject.Statistics;
import ripsaw.subject.Statistics.Column;
import ripsaw.subject.Statistics.Table;

/** Counts pages and objects of each cache, as {@code vmstat -m} and {@code -C} do. */
public final class PoolStatistics {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("cache", "CACHE", cache -> "cache" + cache),
          new Column("object", "OBJECT"),
          new Column("pages", "PAGES"),
          new Column("idle", "IDLE"),
          new Column("free", "FREE"),
          new Column("inUse", "IN USE"),
          new Column("ofCpus", "OF CPUS"),
          new Column("depot", "DEPOT"),
          new Column("full", "FULL GROUPS"),
          new Column("empty", "EMPTY GROUPS"));

  private PoolStatistics() {}

  public static Statistics of(PoolCensus census) {
    List<List<Long>> rows = new ArrayList<>();
    long inUse = 0;
    long bytes = 0;
    for (Cache cache : census.caches()) {
      rows.add(row(cache));
      inUse += inUse(cache);
      bytes += inUse(cache) * cache.objectBytes();
    }
    return new Statistics(
        new Table("caches", COLUMNS, rows), "object", "cache", List.of(), false, inUse, bytes);
  }

  private static List<Long> row(Cache cache) {
    return List.of(
        (long) cache.number(),
        cache.objectBytes(),
        cache.pool().npages(),
        cache.pool().nidle(),
        cache.pool().nitems(),
        inUse(cache),
        cache.magazines().stream().mapToLong(one -> objects(one.both())).sum(),
        objects(cache.depot().all()),
        (long) cache.depot().full().size(),
        (long) cache.depot().empty().size());
  }

  /** What is out of the pool, and in no group. */
  private static long inUse(Cache cache) {
    return cache.pool().nout() - cache.cached().size();
  }

  private static long objects(List<Group> groups) {
    return groups.stream().mapToLong(group -> group.objects().size()).sum();
  }
}
