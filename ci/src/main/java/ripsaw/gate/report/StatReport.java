package ripsaw.gate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.Plural;
import ripsaw.gate.text.Table;
import ripsaw.machine.Shape;
import ripsaw.spec.Census;
import ripsaw.spec.KfreeCensus;
import ripsaw.spec.KmallocObjCensus;

/**
 * A census in numbers, as {@code vmstat -m} and {@code -o} show a kernel's. What there is to count
 * differs from family to family; the slots of the types, and that they cancel, does not.
 *
 * @param zones of an object allocator; else null
 * @param classes of an allocator of size classes; else null
 * @param cached the free slabs of each cpu
 * @param slots of each type and cpu
 * @param sum of all slots
 * @param inUse what the slabs and pages say is in use
 * @param cancels whether the two are the same
 * @param violated what else is wrong with the census
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatReport(
    String version,
    String subject,
    String program,
    List<Zone> zones,
    List<SizeClass> classes,
    List<Cached> cached,
    List<Slot> slots,
    Amount sum,
    Amount inUse,
    boolean cancels,
    List<String> violated) {
  /**
   * A zone, and in which places its slabs are.
   *
   * @param objectBytes 0 if it has no slab that would tell
   * @param available objects that are free
   * @param slabs all of them
   */
  record Zone(
      int zone,
      int objectBytes,
      long inUse,
      long bytes,
      long available,
      int slabs,
      int active,
      int alternate,
      int partial,
      int full,
      int empty) {}

  /**
   * The slabs of a cpu that are cut into chunks of one size.
   *
   * @param listed slabs that it allocates from
   * @param parked slabs that are exhausted, until a free
   * @param local free chunks in the owner's hands
   * @param remote free chunks that others gave back and the owner has not taken
   */
  record SizeClass(
      int cpu,
      int chunkBytes,
      long inUse,
      long bytes,
      long local,
      long unused,
      long remote,
      int slabs,
      long listed,
      long parked) {}

  /**
   * The free slabs that wait for a cpu.
   *
   * @param count what it counts
   * @param own on its own list
   * @param remote given back by others
   */
  record Cached(int cpu, long count, int own, int remote) {}

  record Slot(int type, int cpu, long count, long bytes) {}

  record Amount(long count, long bytes) {
    Amount plus(long more, long moreBytes) {
      return new Amount(count + more, bytes + moreBytes);
    }
  }

  public static StatReport of(
      String subject, String program, Shape shape, Census census, List<String> violated) {
    List<Slot> slots = slots(census);
    Amount sum = new Amount(0, 0);
    for (Slot slot : slots) {
      sum = sum.plus(slot.count, slot.bytes);
    }
    List<Zone> zones = null;
    List<SizeClass> classes = null;
    List<Cached> cached;
    Amount inUse = new Amount(0, 0);
    if (census instanceof KmallocObjCensus objects) {
      zones = objects.zones().stream().map(zone -> zone(zone, objects.slabs())).toList();
      cached =
          objects.caches().stream()
              .map(
                  one -> new Cached(one.cpu(), one.count(), one.free().size(), one.remote().size()))
              .toList();
      for (Zone zone : zones) {
        inUse = inUse.plus(zone.inUse, zone.bytes);
      }
    } else {
      KfreeCensus kfree = (KfreeCensus) census;
      classes = classes(kfree);
      cached = cached(kfree, shape.cpus());
      for (SizeClass one : classes) {
        inUse = inUse.plus(one.inUse, one.bytes);
      }
      for (long pages : kfree.marks().values()) {
        inUse = pages > 0 ? inUse.plus(1, pages * shape.pageBytes()) : inUse; // of their own
      }
    }
    return new StatReport(
        Build.version(),
        subject,
        program,
        zones,
        classes,
        cached,
        slots,
        sum,
        inUse,
        sum.equals(inUse),
        violated);
  }

  // ------------------------------------------------------------------- census

  private static List<Slot> slots(Census census) {
    List<Slot> slots = new ArrayList<>();
    for (Census.Account account : census.accounts()) {
      for (int cpu = 0; cpu < account.slots().size(); cpu++) {
        Census.Slot slot = account.slots().get(cpu);
        slots.add(new Slot(account.type(), cpu, slot.count(), slot.bytes()));
      }
    }
    return slots;
  }

  private static Zone zone(KmallocObjCensus.Zone zone, List<KmallocObjCensus.Slab> all) {
    List<KmallocObjCensus.Slab> slabs =
        all.stream().filter(slab -> slab.zone() == zone.id()).toList();
    long available = slabs.stream().mapToLong(KmallocObjCensus.Slab::available).sum();
    long inUse = slabs.stream().mapToLong(KmallocObjCensus.Slab::capacity).sum() - available;
    int objectBytes = slabs.isEmpty() ? 0 : slabs.get(0).objectBytes();
    return new Zone(
        zone.id(),
        objectBytes,
        inUse,
        inUse * objectBytes,
        available,
        slabs.size(),
        count(zone.active()),
        count(zone.alternate()),
        zone.partial().size(),
        zone.full().size(),
        zone.empty().size());
  }

  private static int count(List<Long> slabs) {
    return (int) slabs.stream().filter(slab -> slab != 0).count();
  }

  private static List<SizeClass> classes(KfreeCensus census) {
    Map<Integer, Map<Integer, List<KfreeCensus.Slab>>> live =
        census.slabs().stream()
            .filter(KfreeCensus.Slab::live)
            .collect(
                Collectors.groupingBy(
                    KfreeCensus.Slab::owner,
                    TreeMap::new,
                    Collectors.groupingBy(
                        KfreeCensus.Slab::chunkBytes, TreeMap::new, Collectors.toList())));
    List<SizeClass> classes = new ArrayList<>();
    live.forEach((cpu, of) -> of.forEach((bytes, slabs) -> classes.add(of(cpu, bytes, slabs))));
    return classes;
  }

  private static SizeClass of(int cpu, int chunkBytes, List<KfreeCensus.Slab> slabs) {
    long local = slabs.stream().mapToLong(slab -> slab.local().size()).sum();
    long unused = slabs.stream().mapToLong(slab -> slab.unused().size()).sum();
    long remote = slabs.stream().mapToLong(slab -> slab.remote().size()).sum();
    long capacity = slabs.stream().mapToLong(KfreeCensus.Slab::capacity).sum();
    long inUse = capacity - local - unused - remote;
    long listed = slabs.stream().filter(slab -> slab.listings() > 0).count();
    return new SizeClass(
        cpu,
        chunkBytes,
        inUse,
        inUse * chunkBytes,
        local,
        unused,
        remote,
        slabs.size(),
        listed,
        slabs.size() - listed);
  }

  private static List<Cached> cached(KfreeCensus census, int cpus) {
    List<Cached> cached = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      int owner = cpu;
      int slabs =
          (int)
              census.slabs().stream().filter(slab -> !slab.live() && slab.owner() == owner).count();
      cached.add(new Cached(cpu, slabs, slabs, 0));
    }
    return cached;
  }

  // --------------------------------------------------------------------- text

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(subject + ", after " + program);
    lines.add("");
    lines.addAll((zones != null ? zoneTable() : classTable()).lines());
    lines.add("");
    lines.addAll(cpuTable().lines());
    lines.add("");
    lines.add(
        "%s: the slots sum to %s of %d bytes; in use: %s of %d bytes"
            .formatted(
                cancels ? "cancels" : "DOES NOT CANCEL",
                Plural.of(sum.count, thing()),
                sum.bytes,
                Plural.of(inUse.count, thing()),
                inUse.bytes));
    violated.forEach(one -> lines.add("VIOLATED " + one));
    return lines;
  }

  private String thing() {
    return zones != null ? "object" : "chunk";
  }

  private Table zoneTable() {
    Table table = new Table();
    table.row(
        "ZONE",
        "OBJECT",
        "IN USE",
        "BYTES",
        "AVAILABLE",
        "SLABS",
        "ACTIVE",
        "ALTERNATE",
        "PARTIAL",
        "FULL",
        "EMPTY");
    for (Zone zone : zones) {
      table.row(
          "zone" + zone.zone,
          zone.objectBytes == 0 ? "-" : "" + zone.objectBytes,
          "" + zone.inUse,
          "" + zone.bytes,
          "" + zone.available,
          "" + zone.slabs,
          "" + zone.active,
          "" + zone.alternate,
          "" + zone.partial,
          "" + zone.full,
          "" + zone.empty);
    }
    return table;
  }

  private Table classTable() {
    Table table = new Table();
    table.row(
        "CPU", "CHUNK", "IN USE", "BYTES", "LOCAL", "UNUSED", "REMOTE", "SLABS", "LISTED",
        "PARKED");
    for (SizeClass one : classes) {
      table.row(
          "cpu" + one.cpu,
          "" + one.chunkBytes,
          "" + one.inUse,
          "" + one.bytes,
          "" + one.local,
          "" + one.unused,
          "" + one.remote,
          "" + one.slabs,
          "" + one.listed,
          "" + one.parked);
    }
    return table;
  }

  /** A line for each cpu: its slots, with their signs, and its free slabs. */
  private Table cpuTable() {
    List<Integer> types = slots.stream().map(Slot::type).distinct().sorted().toList();
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of("CPU"));
    types.forEach(type -> head.addAll(List.of(kind() + type + " COUNT", "BYTES")));
    head.add("CACHED SLABS");
    if (zones != null) {
      head.addAll(List.of("OWN", "REMOTE"));
    }
    table.row(head);
    for (Cached one : cached) {
      List<String> row = new ArrayList<>(List.of("cpu" + one.cpu));
      slots.stream()
          .filter(slot -> slot.cpu == one.cpu)
          .sorted(Comparator.comparingInt(Slot::type))
          .forEach(slot -> row.addAll(List.of(signed(slot.count), signed(slot.bytes))));
      row.add("" + one.count);
      if (zones != null) {
        row.addAll(List.of("" + one.own, "" + one.remote));
      }
      table.row(row);
    }
    List<String> total = new ArrayList<>(List.of("sum"));
    for (int type : types) {
      List<Slot> of = slots.stream().filter(slot -> slot.type == type).toList();
      total.add(signed(of.stream().mapToLong(Slot::count).sum()));
      total.add(signed(of.stream().mapToLong(Slot::bytes).sum()));
    }
    table.row(total);
    return table;
  }

  private String kind() {
    return zones != null ? "zone" : "type";
  }

  private static String signed(long value) {
    return value > 0 ? "+" + value : "" + value;
  }
}
