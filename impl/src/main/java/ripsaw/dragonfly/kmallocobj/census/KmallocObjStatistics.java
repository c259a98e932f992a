package ripsaw.dragonfly.kmallocobj.census;

import java.util.List;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Slab;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Zone;
import ripsaw.subject.Statistics;
import ripsaw.subject.Statistics.Cached;
import ripsaw.subject.Statistics.Column;
import ripsaw.subject.Statistics.Table;

/** Counts the objects of each zone, and in which places its slabs are. */
public final class KmallocObjStatistics {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("zone", "ZONE", zone -> "zone" + zone),
          // No slab that would tell.
          new Column("objectBytes", "OBJECT", bytes -> bytes == 0 ? "-" : "" + bytes),
          new Column("inUse", "IN USE"),
          new Column("bytes", "BYTES"),
          new Column("available", "AVAILABLE"),
          new Column("slabs", "SLABS"),
          new Column("active", "ACTIVE"),
          new Column("alternate", "ALTERNATE"),
          new Column("partial", "PARTIAL"),
          new Column("full", "FULL"),
          new Column("empty", "EMPTY"));

  private KmallocObjStatistics() {}

  public static Statistics of(KmallocObjCensus census) {
    List<List<Long>> rows = census.zones().stream().map(zone -> row(zone, census.slabs())).toList();
    return new Statistics(
        new Table("zones", COLUMNS, rows),
        "object",
        "zone",
        census.caches().stream()
            .map(one -> new Cached(one.cpu(), one.count(), one.free().size(), one.remote().size()))
            .toList(),
        true,
        rows.stream().mapToLong(row -> row.get(2)).sum(),
        rows.stream().mapToLong(row -> row.get(3)).sum());
  }

  private static List<Long> row(Zone zone, List<Slab> all) {
    List<Slab> slabs = all.stream().filter(slab -> slab.zone() == zone.id()).toList();
    long available = slabs.stream().mapToLong(Slab::available).sum();
    long inUse = slabs.stream().mapToLong(Slab::capacity).sum() - available;
    long objectBytes = slabs.isEmpty() ? 0 : slabs.get(0).objectBytes();
    return List.of(
        (long) zone.id(),
        objectBytes,
        inUse,
        inUse * objectBytes,
        available,
        (long) slabs.size(),
        count(zone.active()),
        count(zone.alternate()),
        (long) zone.partial().size(),
        (long) zone.full().size(),
        (long) zone.empty().size());
  }

  private static long count(List<Long> slabs) {
    return slabs.stream().filter(slab -> slab != 0).count();
  }
}
