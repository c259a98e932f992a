package ripsaw.linux.slub.census;

import java.util.ArrayList;
import java.util.List;
import ripsaw.linux.slub.census.SlubCensus.CpuSlab;
import ripsaw.linux.slub.census.SlubCensus.Node;
import ripsaw.linux.slub.census.SlubCensus.Slab;
import ripsaw.subject.Statistics;
import ripsaw.subject.Statistics.Column;
import ripsaw.subject.Statistics.Table;

/** Counts slabs and objects of each cache: a row for each node, then one for each cpu. */
public final class SlubStatistics {
  private static final long NONE = -1;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("cache", "CACHE", cache -> "cache" + cache),
          new Column("node", "NODE", SlubStatistics::orNone),
          new Column("cpu", "CPU", SlubStatistics::orNone),
          new Column("slabs", "SLABS"),
          new Column("partial", "PARTIAL"),
          new Column("empty", "EMPTY"),
          new Column("objects", "OBJECTS"),
          new Column("inUse", "IN USE"),
          new Column("own", "OWN LIST"));

  private SlubStatistics() {}

  private static String orNone(long number) {
    return number == NONE ? "-" : "" + number;
  }

  public static Statistics of(SlubCensus census) {
    List<List<Long>> rows = new ArrayList<>();
    for (Node node : census.nodes()) {
      List<Slab> slabs =
          census.slabs().stream()
              .filter(slab -> slab.cache() == node.cache() && slab.node() == node.node())
              .toList();
      long empty =
          slabs.stream()
              .filter(slab -> slab.inuse() == 0 && node.partial().contains(slab.base()))
              .count();
      rows.add(row(node.cache(), node.node(), NONE, slabs, node.partial().size(), empty));
    }
    for (CpuSlab one : census.cpuSlabs()) {
      rows.add(row(one.cache(), NONE, one.cpu(), census.slab(one.page()).stream().toList(), 0, 0));
    }
    long inUse = census.slabs().stream().mapToLong(SlubStatistics::allocated).sum();
    long bytes = census.slabs().stream().mapToLong(slab -> allocated(slab) * slab.size()).sum();
    return new Statistics(
        new Table("nodes", COLUMNS, rows), "object", "cache", List.of(), false, inUse, bytes);
  }

  private static List<Long> row(
      int cache, long node, long cpu, List<Slab> slabs, long partial, long empty) {
    return List.of(
        (long) cache,
        node,
        cpu,
        (long) slabs.size(),
        partial,
        empty,
        slabs.stream().mapToLong(Slab::objects).sum(),
        slabs.stream().mapToLong(SlubStatistics::allocated).sum(),
        slabs.stream().mapToLong(slab -> slab.own().size()).sum());
  }

  /** What counts as in use, less what a cpu has to itself. */
  private static long allocated(Slab slab) {
    return slab.inuse() - slab.own().size();
  }
}
