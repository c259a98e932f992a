package ripsaw.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A census of the object allocator: every slab with its ring, and every place that a slab can be
 * in.
 *
 * @param slabs of zones, cached, and on the way between
 * @param zones living and destroyed
 * @param caches one for each cpu
 * @param bounds of what is kept and retired
 * @param accounts one for each live zone
 */
public record KmallocObjCensus(
    List<Slab> slabs, List<Zone> zones, List<Cache> caches, Bounds bounds, List<Account> accounts)
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
      long stamp) {
    /** Free objects, those included whose free has only reserved a slot. */
    public long available() {
      return findex - aindex;
    }

    /** True if all objects are back, in their slots, and all frees have ended. */
    public boolean isFinished() {
      return available() == capacity && xindex == findex && !slots.contains(0L);
    }

    /** True if the i-th allocation or free from now finds its slot between the two indices. */
    private boolean isAvailable(int slot) {
      return Math.floorMod(slot - aindex, (long) capacity) < available();
    }

    /** As many as there is room for: a slot and an object each, the objects on cache lines. */
    private long mostThatFit() {
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
      return "slab %#x made by cpu%d (aindex %d, findex %d, xindex %d of %d)"
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
      boolean tailIsRight) {
    private List<List<Long>> lists() {
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
    private int size() {
      return free.size() + remote.size();
    }
  }

  /**
   * How much of everything there may be.
   *
   * @param kept slabs on a zone's full list that the poller leaves there
   * @param retired slabs that a pass of the poller retires at most
   * @param cap slabs that a cpu's cache may hold
   */
  public record Bounds(int kept, int retired, int cap) {}

  /** Bytes to which objects are aligned. */
  public static final long CACHE_LINE = 64;

  @Override
  public Optional<List<Extent>> extents() {
    Map<Long, List<String>> places = places();
    return Optional.of(
        slabs.stream()
            .filter(slab -> places.containsKey(slab.base))
            .map(slab -> new Extent(slab.base, slab.bytes))
            .toList());
  }

  @Override
  public void judge(HeapModel model, int allocating, boolean idle, List<Violation> found) {
    int missing = allocating;
    for (Slab slab : slabs) {
      if (slab.zone != NO_ZONE) {
        judgeGeometry(slab, found);
        judgeRing(slab, model, found);
        missing = judgeObjects(slab, model, missing, found);
      }
    }
    judgePlaces(idle, found);
    zones.forEach(zone -> judgeCounts(zone, found));
    caches.forEach(cache -> judgeCache(cache, idle, found));
    if (idle) {
      judgeDestruction(found);
      Account.judge(accounts, model, found);
    }
  }

  private static void judgeGeometry(Slab slab, List<Violation> found) {
    long ringEnds = slab.ring + 8L * slab.capacity;
    long objectsEnd = slab.first + (long) slab.capacity * slab.objectBytes;
    if (ringEnds > slab.first
        || objectsEnd > slab.base + slab.bytes
        || slab.capacity != slab.mostThatFit()) {
      found.add(
          new Violation(
              Property.GEOMETRY,
              "%d objects of %d bytes from %#x on, where %d fit: %s"
                  .formatted(
                      slab.capacity, slab.objectBytes, slab.first, slab.mostThatFit(), slab)));
    }
  }

  private static void judgeRing(Slab slab, HeapModel model, List<Violation> found) {
    long inFlight = model.inFlight(slab.base, slab.bytes);
    long unstored = 0;
    boolean indicesFit =
        slab.available() >= 0
            && slab.available() <= slab.capacity
            && slab.xindex <= slab.findex
            && slab.findex - slab.xindex <= inFlight;
    boolean slotsFit = true;
    for (int i = 0; i < slab.slots.size() && indicesFit; i++) {
      boolean holds = slab.slots.get(i) != 0;
      if (slab.isAvailable(i)) {
        unstored += holds ? 0 : 1;
      } else {
        slotsFit &= !holds;
      }
    }
    if (!indicesFit || !slotsFit || unstored > inFlight) {
      found.add(
          new Violation(
              Property.RING,
              "%d frees under way, slots %s of %s".formatted(inFlight, slab.slots, slab)));
    }
  }

  private static int judgeObjects(Slab slab, HeapModel model, int missing, List<Violation> found) {
    Map<Long, Integer> places = new HashMap<>();
    slab.slots.stream()
        .filter(object -> object != 0)
        .forEach(o -> places.merge(o, 1, Integer::sum));
    int stillMissing = missing;
    for (int i = 0; i < slab.capacity; i++) {
      long object = slab.first + (long) i * slab.objectBytes;
      Integer stored = places.remove(object);
      int count = (stored == null ? 0 : stored) + (model.isGranted(object) ? 1 : 0);
      if (count > 1) {
        found.add(
            new Violation(
                Property.CONSERVATION,
                "object %#x is in %d places of %s".formatted(object, count, slab)));
      } else if (count == 0 && !model.isInFlight(object) && --stillMissing < 0) {
        found.add(
            new Violation(
                Property.CONSERVATION, "object %#x is in no place of %s".formatted(object, slab)));
      }
    }
    for (long stranger : places.keySet()) {
      found.add(
          new Violation(
              Property.CONSERVATION, "%#x in a slot is no object of %s".formatted(stranger, slab)));
    }
    return Math.max(stillMissing, 0);
  }

  /** Between two places a slab is in the hands of one cpu, until its operation returns. */
  private void judgePlaces(boolean idle, List<Violation> found) {
    Map<Long, List<String>> places = places();
    for (Slab slab : slabs) {
      List<String> here = places.getOrDefault(slab.base, List.of());
      boolean isLost = here.isEmpty() && idle && (slab.zone == NO_ZONE || isLive(slab.zone));
      if (here.size() > 1 || isLost) {
        found.add(
            new Violation(
                Property.ONE_PLACE,
                "%s: %s".formatted(here.isEmpty() ? "nowhere" : String.join(" and ", here), slab)));
      }
      places.remove(slab.base);
    }
    places.keySet().stream()
        .sorted()
        .forEach(
            base ->
                found.add(
                    new Violation(
                        Property.ONE_PLACE,
                        "%s: %#x, which is no slab"
                            .formatted(String.join(" and ", places.get(base)), base))));
  }

  /** The places that the slab at this address is in, as in {@code full in zone0}. */
  public List<String> places(long base) {
    return places().getOrDefault(base, List.of());
  }

  private Map<Long, List<String>> places() {
    Map<Long, List<String>> places = new HashMap<>();
    for (Zone zone : zones) {
      if (zone.live) {
        String in = " in zone" + zone.id;
        for (int cpu = 0; cpu < zone.active.size(); cpu++) {
          add(List.of(zone.active.get(cpu)), "active of cpu" + cpu + in, places);
          add(List.of(zone.alternate.get(cpu)), "alternate of cpu" + cpu + in, places);
        }
        add(zone.partial, "partial" + in, places);
        add(zone.full, "full" + in, places);
        add(zone.empty, "empty" + in, places);
      }
    }
    for (Cache cache : caches) {
      add(cache.free, "free in the cache of cpu" + cache.cpu, places);
      add(cache.remote, "remote in the cache of cpu" + cache.cpu, places);
    }
    places.remove(0L);
    return places;
  }

  private static void add(List<Long> slabs, String place, Map<Long, List<String>> places) {
    for (long slab : slabs) {
      places.computeIfAbsent(slab, any -> new ArrayList<>()).add(place);
    }
  }

  private boolean isLive(int zone) {
    return zones.stream().anyMatch(one -> one.id == zone && one.live);
  }

  private static void judgeCounts(Zone zone, List<Violation> found) {
    List<Long> lengths = zone.lists().stream().map(list -> (long) list.size()).toList();
    if (zone.live && !(lengths.equals(zone.counts) && zone.tailIsRight)) {
      found.add(
          new Violation(
              Property.LIST_COUNTS,
              "zone%d counts %s partial, full and empty slabs and has %s%s"
                  .formatted(
                      zone.id,
                      zone.counts,
                      lengths,
                      zone.tailIsRight ? "" : ", the end is wrong")));
    }
  }

  /** A count goes up before a slab is there, and down after it has gone. */
  private void judgeCache(Cache cache, boolean idle, List<Violation> found) {
    if (cache.size() > bounds.cap) {
      found.add(
          new Violation(
              Property.CACHE_CAP,
              "the cache of cpu%d holds %d slabs of %d"
                  .formatted(cache.cpu, cache.size(), bounds.cap)));
    }
    if (cache.count < cache.size() || idle && cache.count != cache.size()) {
      found.add(
          new Violation(
              Property.LIST_COUNTS,
              "the cache of cpu%d counts %d and holds %d"
                  .formatted(cache.cpu, cache.count, cache.size())));
    }
    for (Slab slab : slabs) {
      boolean here = cache.free.contains(slab.base) || cache.remote.contains(slab.base);
      if (here && slab.origin != cache.cpu) {
        found.add(
            new Violation(Property.ORIGIN, "in the cache of cpu%d: %s".formatted(cache.cpu, slab)));
      }
    }
  }

  private void judgeDestruction(List<Violation> found) {
    for (Slab slab : slabs) {
      if (slab.zone != NO_ZONE && !isLive(slab.zone)) {
        found.add(
            new Violation(
                Property.ZONE_DESTRUCTION,
                "zone%d is destroyed and has left %s".formatted(slab.zone, slab)));
      }
    }
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
                    Property.POLL_BOUNDED,
                    "a pass over zone%d retires %d slabs and leaves %d"
                        .formatted(zone, retired, polled.full.size())))
            : Optional.empty();
      }
    }
    return Optional.of(
        new Violation(
            Property.ZONE_DESTRUCTION, "zone%d is destroyed, and polled".formatted(zone)));
  }

  @Override
  public boolean tellsOfPages() {
    return true;
  }

  /** A slab of the zone with an object in it that no other cpu holds. */
  @Override
  public Optional<String> canServe(int cpu, int type, long bytes) {
    for (Zone zone : zones) {
      if (zone.id == type && zone.live) {
        List<Long> within = new ArrayList<>(List.of(zone.active.get(cpu), zone.alternate.get(cpu)));
        zone.lists().forEach(within::addAll);
        return slabs.stream()
            .filter(slab -> within.contains(slab.base) && slab.available() > 0)
            .findFirst()
            .map(Slab::toString);
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    return slabs.stream()
        .filter(slab -> slab.base == base && !slab.isFinished())
        .findFirst()
        .map(slab -> new Violation(Property.RETIRE_ONLY_WHEN_FINISHED, "leaves its zone: " + slab));
  }
}
