package ripsaw.dragonfly.kfree.census;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ripsaw.dragonfly.kfree.census.KfreeCensus.Slab;
import ripsaw.machine.Shape;
import ripsaw.subject.Statistics;
import ripsaw.subject.Statistics.Cached;
import ripsaw.subject.Statistics.Column;
import ripsaw.subject.Statistics.Table;

/** Counts the slabs of each cpu that are cut into chunks of one size. */
public final class KfreeStatistics {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("cpu", "CPU", cpu -> "cpu" + cpu),
          new Column("chunkBytes", "CHUNK"),
          new Column("inUse", "IN USE"),
          new Column("bytes", "BYTES"),
          new Column("local", "LOCAL"),
          new Column("unused", "UNUSED"),
          new Column("remote", "REMOTE"),
          new Column("slabs", "SLABS"),
          new Column("listed", "LISTED"),
          new Column("parked", "PARKED"));

  private KfreeStatistics() {}

  public static Statistics of(KfreeCensus census, Shape shape) {
    List<List<Long>> rows = new ArrayList<>();
    Map<Integer, Map<Integer, List<Slab>>> live =
        census.slabs().stream()
            .filter(Slab::live)
            .collect(
                Collectors.groupingBy(
                    Slab::owner,
                    TreeMap::new,
                    Collectors.groupingBy(Slab::chunkBytes, TreeMap::new, Collectors.toList())));
    live.forEach((cpu, of) -> of.forEach((bytes, slabs) -> rows.add(row(cpu, bytes, slabs))));
    long inUse = rows.stream().mapToLong(row -> row.get(2)).sum();
    long bytes = rows.stream().mapToLong(row -> row.get(3)).sum();
    for (long pages : census.marks().values()) { // oversized blocks have pages of their own
      inUse += pages > 0 ? 1 : 0;
      bytes += pages > 0 ? pages * shape.pageBytes() : 0;
    }
    return new Statistics(
        new Table("classes", COLUMNS, rows),
        "chunk",
        "type",
        cached(census, shape.cpus()),
        false,
        inUse,
        bytes);
  }

  private static List<Long> row(long cpu, long chunkBytes, List<Slab> slabs) {
    long local = slabs.stream().mapToLong(slab -> slab.local().size()).sum();
    long unused = slabs.stream().mapToLong(slab -> slab.unused().size()).sum();
    long remote = slabs.stream().mapToLong(slab -> slab.remote().size()).sum();
    long capacity = slabs.stream().mapToLong(Slab::capacity).sum();
    long inUse = capacity - local - unused - remote;
    long listed = slabs.stream().filter(Slab::listed).count();
    return List.of(
        cpu,
        chunkBytes,
        inUse,
        inUse * chunkBytes,
        local,
        unused,
        remote,
        (long) slabs.size(),
        listed,
        slabs.size() - listed);
  }

  private static List<Cached> cached(KfreeCensus census, int cpus) {
    List<Cached> cached = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      int owner = cpu;
      long slabs =
          census.slabs().stream().filter(slab -> !slab.live() && slab.owner() == owner).count();
      cached.add(new Cached(cpu, slabs, (int) slabs, 0));
    }
    return cached;
  }
}
