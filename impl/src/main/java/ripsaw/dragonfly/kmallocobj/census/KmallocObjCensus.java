package ripsaw.dragonfly.kmallocobj.census;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Shape;
import ripsaw.spec.Census;
import ripsaw.spec.Invariant;
import ripsaw.spec.Violation;

/**
 * A census of the object allocator: every slab with its ring, and every place that a slab can be
 * in.
 *
 * @param slabs of zones, cached, and on the way between
 * @param zones living and destroyed
 * @param caches one for each cpu
 * @param shared what is one of a kind
 * @param bounds of what is kept and retired
 * @param accounts one for each live zone
 */
public record KmallocObjCensus(
    List<Slab> slabs,
    List<Zone> zones,
    List<Cache> caches,
    Shared shared,
    Bounds bounds,
    List<Account> accounts)
    implements Census {
  /** The zone of a slab that is nobody's. */
  public static final int NO_ZONE = -1;

  /**
   * A slab as its header shows it.
   *
   * @param base address of the header
   * @param bytes size of the slab
   * @param zone that it serves, or {@link #NO_ZONE}
   * @param origin id of the cpu that made it
   * @param capacity slots of its ring, as many as objects
   * @param mostObjects upper bound that the machine sets on them
   * @param objectBytes size of an object
   * @param ring address of slot 0
   * @param first address of object 0
   * @param aindex allocations so far
   * @param findex frees begun so far, plus the capacity
   * @param xindex frees ended so far, plus the capacity
   * @param slots what they hold: the address of an object, or 0
   * @param stamp of its existential lock, 0 while it is live
   */
  public record Slab(
      long base,
      long bytes,
      int zone,
      int origin,
      int capacity,
      int mostObjects,
      int objectBytes,
      long ring,
      long first,
      long aindex,
      long findex,
      long xindex,
      List<Long> slots,
      long stamp)
      implements Census.Slab {
    @Override
    public long blockAt(int i) {
      return first + (long) i * objectBytes;
    }

    @Override
    public List<Long> places() {
      List<Long> places = new ArrayList<>(slots.size());
      for (Long object : slots) {
        if (object != 0) {
          places.add(object);
        }
      }
      return places;
    }

    /** Free objects, those included whose free has only reserved a slot. */
    public long available() {
      return findex - aindex;
    }

    /** True if all objects are back, in their slots, and all frees have ended. */
    public boolean isFinished() {
      return available() == capacity && xindex == findex && !slots.contains(0L);
    }

    /** True if the i-th allocation or free from now finds its slot between the two indices. */
    boolean isAvailable(int slot) {
      return Math.floorMod(slot - aindex, (long) capacity) < available();
    }

    /** As many as there is room for: a slot and an object each, the objects on cache lines. */
    long mostThatFit() {
      long count = bytes / objectBytes;
      while (count > 0 && offset(count) + count * objectBytes > bytes) {
        count--;
      }
      return Math.min(count, mostObjects);
    }

    private long offset(long count) {
      return ring - base + 8 * count + CACHE_LINE - 1 & -CACHE_LINE;
    }

    @Override
    public String toString() {
      return "slab %#x made by cpu%s (aindex %s, findex %s, xindex %s of %s)"
          .formatted(base, origin, aindex, findex, xindex, capacity);
    }
  }

  /**
   * A zone, with the slabs of each of its places, first to last.
   *
   * @param live false once destroyed
   * @param active of each cpu, 0 if it has none
   * @param alternate of each cpu, 0 if it has none
   * @param counts what the zone believes to be the lengths of the three lists
   * @param tailIsRight whether the end of the empty list is where the zone believes it to be
   * @param polled whether a poller is said to be at work on it
   */
  public record Zone(
      int id,
      boolean live,
      List<Long> active,
      List<Long> alternate,
      List<Long> partial,
      List<Long> full,
      List<Long> empty,
      List<Long> counts,
      boolean tailIsRight,
      boolean polled) {
    List<List<Long>> lists() {
      return List.of(partial, full, empty);
    }
  }

  /**
   * The free slabs of a cpu.
   *
   * @param count what the cache believes to hold
   * @param free the owner's list
   * @param remote what others gave back
   */
  public record Cache(int cpu, long count, List<Long> free, List<Long> remote) {
    int size() {
      return free.size() + remote.size();
    }
  }

  /**
   * What there is one of.
   *
   * @param ticks the pseudo ticks
   * @param cursor id of the zone that is polled next, or {@link #NO_ZONE}
   */
  public record Shared(long ticks, long cursor) {}

  /**
   * How much of everything there may be.
   *
   * @param kept slabs on a zone's full list that the poller leaves there
   * @param retired slabs that a pass of the poller retires at most
   * @param cap slabs that a cpu's cache may hold
   * @param scanned slabs of a list that a pass of the poller looks at
   */
  public record Bounds(int kept, int retired, int cap, int scanned) {
    /** The judge's own figures, so that it sees a wrong one of the allocator's. */
    public static Bounds of(Shape shape) {
      int retired = shape.slabPages() == 1 ? 1 : 4;
      return new Bounds(shape.cachedSlabs(), retired, shape.cachedSlabs(), 16);
    }
  }

  /** Bytes to which objects are aligned. */
  public static final long CACHE_LINE = 64;

  @Override
  public Optional<List<Extent>> extents() {
    Map<Long, List<Place>> places = places();
    return Optional.of(
        slabs.stream()
            .filter(slab -> places.containsKey(slab.base))
            .map(slab -> new Extent(slab.base, slab.bytes))
            .toList());
  }

  @Override
  public List<Slab> liveSlabs() {
    List<Slab> live = new ArrayList<>(slabs.size());
    for (Slab slab : slabs) {
      if (slab.zone != NO_ZONE) {
        live.add(slab);
      }
    }
    return live;
  }

  @Override
  public String block() {
    return "object";
  }

  @Override
  public String place() {
    return "in a slot";
  }

  @Override
  public List<? extends Invariant<?>> invariants() {
    return KmallocObjInvariants.ALL;
  }

  /** The places that the slab at this address is in, as in {@code full in zone0}. */
  public List<String> places(long base) {
    return places().getOrDefault(base, List.of()).stream().map(Place::toString).toList();
  }

  /**
   * Where a slab can be. Its name is made when somebody asks: a census is judged at nearly every
   * step, and is seldom wrong.
   *
   * @param cpu whose it is, or {@code NO_CPU}
   * @param zone or {@link #NO_ZONE} in a cache
   */
  record Place(String list, int cpu, int zone) {
    private static final int NO_CPU = -1;

    @Override
    public String toString() {
      return zone == NO_ZONE
          ? list + " in the cache of cpu" + cpu
          : list + (cpu == NO_CPU ? "" : " of cpu" + cpu) + " in zone" + zone;
    }
  }

  Map<Long, List<Place>> places() {
    Map<Long, List<Place>> places = new HashMap<>();
    for (Zone zone : zones) {
      if (zone.live) {
        for (int cpu = 0; cpu < zone.active.size(); cpu++) {
          add(List.of(zone.active.get(cpu)), new Place("active", cpu, zone.id), places);
          add(List.of(zone.alternate.get(cpu)), new Place("alternate", cpu, zone.id), places);
        }
        add(zone.partial, new Place("partial", Place.NO_CPU, zone.id), places);
        add(zone.full, new Place("full", Place.NO_CPU, zone.id), places);
        add(zone.empty, new Place("empty", Place.NO_CPU, zone.id), places);
      }
    }
    for (Cache cache : caches) {
      add(cache.free, new Place("free", cache.cpu, NO_ZONE), places);
      add(cache.remote, new Place("remote", cache.cpu, NO_ZONE), places);
    }
    places.remove(0L);
    return places;
  }

  private static void add(List<Long> slabs, Place place, Map<Long, List<Place>> places) {
    for (long slab : slabs) {
      places.computeIfAbsent(slab, any -> new ArrayList<>(2)).add(place);
    }
  }

  boolean isOnEmptyList(Slab slab) {
    return zones.stream().anyMatch(zone -> zone.live && zone.empty.contains(slab.base));
  }

  /** Of any zone, a destroyed one included. */
  boolean isOnFullList(Slab slab) {
    for (Zone zone : zones) {
      if (zone.full.contains(slab.base)) {
        return true;
      }
    }
    return false;
  }

  boolean isLive(int zone) {
    return zone(zone).isPresent();
  }

  /**
   * What is wrong with a pass of the poller, if anything.
   *
   * @param zone that it is about
   * @param retired slabs that it has retired so far
   */
  public Optional<Violation> judgePoll(int zone, int retired) {
    for (Zone polled : zones) {
      if (polled.id == zone && polled.live) {
        boolean tooMany =
            retired > bounds.retired || polled.full.size() < bounds.kept && retired > 0;
        return tooMany
            ? Optional.of(
                new Violation(
                    KmallocObjProperty.POLL_BOUNDED,
                    "a pass over zone%s retires %s slabs and leaves %s"
                        .formatted(zone, retired, polled.full.size())))
            : Optional.empty();
      }
    }
    return Optional.of(
        new Violation(
            KmallocObjProperty.ZONE_DESTRUCTION,
            "zone%s is destroyed, and polled".formatted(zone)));
  }

  @Override
  public boolean tellsOfPages() {
    return true;
  }

  /** A slab of the zone with an object in it that no other cpu holds, or one in the cpu's cache. */
  @Override
  public Optional<String> canServe(int cpu, int type, long bytes) {
    return zone(type)
        .flatMap(
            zone ->
                slabs.stream()
                    .filter(slab -> isWithin(slab, zone, cpu) || isCached(slab, cpu))
                    .findFirst()
                    .map(Slab::toString));
  }

  private static boolean isWithin(Slab slab, Zone zone, int cpu) {
    return slab.available() > 0
        && (zone.active.get(cpu) == slab.base
            || zone.alternate.get(cpu) == slab.base
            || zone.lists().stream().anyMatch(list -> list.contains(slab.base)));
  }

  private boolean isCached(Slab slab, int cpu) {
    return caches.stream()
        .anyMatch(
            cache ->
                cache.cpu == cpu
                    && (cache.free.contains(slab.base) || cache.remote.contains(slab.base)));
  }

  Optional<Slab> slab(long base) {
    return slabs.stream().filter(slab -> slab.base == base).findFirst();
  }

  /** The zone of this id, if it lives. */
  Optional<Zone> zone(int id) {
    for (Zone zone : zones) {
      if (zone.id == id && zone.live) {
        return Optional.of(zone);
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    return slabs.stream()
        .filter(slab -> slab.base == base && !slab.isFinished())
        .findFirst()
        .map(
            slab ->
                new Violation(
                    KmallocObjProperty.RETIRE_ONLY_WHEN_FINISHED, "leaves its zone: " + slab));
  }
}
