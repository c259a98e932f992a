package ripsaw.dragonfly.kmallocobj.census;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Cache;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Place;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Slab;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Zone;
import ripsaw.spec.Conservation;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Invariant;
import ripsaw.spec.Moment;

/** What must hold of a census of the object allocator, one rule a property. */
final class KmallocObjInvariants {
  static final List<Invariant<?>> ALL =
      List.of(
          rule(KmallocObjProperty.GEOMETRY, KmallocObjInvariants::geometry),
          rule(KmallocObjProperty.RING, KmallocObjInvariants::ring),
          Conservation.OF_BLOCKS,
          rule(KmallocObjProperty.ONE_PLACE, KmallocObjInvariants::onePlace),
          rule(KmallocObjProperty.LIST_COUNTS, KmallocObjInvariants::listCounts),
          rule(KmallocObjProperty.CACHE_CAP, KmallocObjInvariants::cacheCap),
          rule(KmallocObjProperty.ORIGIN, KmallocObjInvariants::origin),
          rule(KmallocObjProperty.ZONE_DESTRUCTION, KmallocObjInvariants::zoneDestruction),
          rule(KmallocObjProperty.FREE_SLABS_RETIRE, KmallocObjInvariants::freeSlabsRetire),
          rule(KmallocObjProperty.STAMP, KmallocObjInvariants::stamp),
          rule(KmallocObjProperty.POLL_ORDER, KmallocObjInvariants::cursor),
          Conservation.OF_ACCOUNTS);

  private KmallocObjInvariants() {}

  private static Invariant<KmallocObjCensus> rule(
      KmallocObjProperty property, Invariant.Rule<KmallocObjCensus> rule) {
    return new Invariant<>(property, KmallocObjCensus.class, rule);
  }

  private static void geometry(KmallocObjCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.liveSlabs()) {
      long ringEnds = slab.ring() + 8L * slab.capacity();
      long objectsEnd = slab.first() + (long) slab.capacity() * slab.objectBytes();
      if (ringEnds > slab.first()
          || objectsEnd > slab.base() + slab.bytes()
          || slab.capacity() != slab.mostThatFit()) {
        broken.accept(
            "%s objects of %s bytes from %#x on, where %s fit: %s"
                .formatted(
                    slab.capacity(), slab.objectBytes(), slab.first(), slab.mostThatFit(), slab));
      }
      long asked = now.model().objectBytes(slab.zone());
      long lines = asked + KmallocObjCensus.CACHE_LINE - 1 & -KmallocObjCensus.CACHE_LINE;
      if (asked > 0 && census.isLive(slab.zone()) && slab.objectBytes() != lines) {
        broken.accept(
            "objects of %s bytes, where %s are asked for: %s"
                .formatted(slab.objectBytes(), asked, slab));
      }
    }
  }

  private static void ring(KmallocObjCensus census, Moment now, Consumer<String> broken) {
    census.liveSlabs().forEach(slab -> ring(slab, now.model(), broken));
  }

  private static void ring(Slab slab, HeapModel model, Consumer<String> broken) {
    long inFlight = model.inFlight(slab.base(), slab.bytes());
    long unstored = 0;
    boolean indicesFit =
        slab.available() >= 0
            && slab.available() <= slab.capacity()
            && slab.xindex() <= slab.findex()
            && slab.findex() - slab.xindex() <= inFlight;
    boolean slotsFit = true;
    for (int i = 0; i < slab.slots().size() && indicesFit; i++) {
      boolean holds = slab.slots().get(i) != 0;
      if (slab.isAvailable(i)) {
        unstored += holds ? 0 : 1;
      } else {
        slotsFit &= !holds;
      }
    }
    if (!indicesFit || !slotsFit || unstored > inFlight) {
      broken.accept("%s frees under way, slots %s of %s".formatted(inFlight, slab.slots(), slab));
    }
  }

  /** Between two places a slab is in the hands of one cpu, until its operation returns. */
  private static void onePlace(KmallocObjCensus census, Moment now, Consumer<String> broken) {
    Map<Long, List<Place>> places = census.places();
    for (Slab slab : census.slabs()) {
      List<Place> here = places.getOrDefault(slab.base(), List.of());
      boolean isNobodys = slab.zone() == KmallocObjCensus.NO_ZONE;
      boolean isLost = here.isEmpty() && now.idle() && (isNobodys || census.isLive(slab.zone()));
      if (here.size() > 1 || isLost) {
        broken.accept("%s: %s".formatted(here.isEmpty() ? "nowhere" : joined(here), slab));
      }
      places.remove(slab.base());
    }
    places.keySet().stream()
        .sorted()
        .forEach(
            base ->
                broken.accept(
                    "%s: %#x, which is no slab".formatted(joined(places.get(base)), base)));
  }

  private static String joined(List<Place> places) {
    return places.stream().map(Place::toString).collect(Collectors.joining(" and "));
  }

  /** A cache's count goes up before a slab is there, and down after it has gone. */
  private static void listCounts(KmallocObjCensus census, Moment now, Consumer<String> broken) {
    for (Zone zone : census.zones()) {
      List<Long> lengths =
          List.of(
              (long) zone.partial().size(), (long) zone.full().size(), (long) zone.empty().size());
      if (zone.live() && !(lengths.equals(zone.counts()) && zone.tailIsRight())) {
        broken.accept(
            "zone%s counts %s partial, full and empty slabs and has %s%s"
                .formatted(
                    zone.id(),
                    zone.counts(),
                    lengths,
                    zone.tailIsRight() ? "" : ", the end is wrong"));
      }
    }
    for (Cache cache : census.caches()) {
      if (cache.count() < cache.size() || now.idle() && cache.count() != cache.size()) {
        broken.accept(
            "the cache of cpu%s counts %s and holds %s"
                .formatted(cache.cpu(), cache.count(), cache.size()));
      }
    }
  }

  private static void cacheCap(KmallocObjCensus census, Moment now, Consumer<String> broken) {
    for (Cache cache : census.caches()) {
      if (cache.size() > census.bounds().cap()) {
        broken.accept(
            "the cache of cpu%s holds %s slabs of %s"
                .formatted(cache.cpu(), cache.size(), census.bounds().cap()));
      }
    }
  }

  private static void origin(KmallocObjCensus census, Moment now, Consumer<String> broken) {
    for (Cache cache : census.caches()) {
      for (Slab slab : census.slabs()) {
        boolean here = cache.free().contains(slab.base()) || cache.remote().contains(slab.base());
        if (here && slab.origin() != cache.cpu()) {
          broken.accept("in the cache of cpu%s: %s".formatted(cache.cpu(), slab));
        }
      }
    }
  }

  private static void zoneDestruction(
      KmallocObjCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.liveSlabs()) {
      if (now.idle() && !census.isLive(slab.zone())) {
        broken.accept("zone%s is destroyed and has left %s".formatted(slab.zone(), slab));
      }
    }
  }

  /** A pass finds slabs on the empty list that are whole, and puts them on the full one. */
  private static void freeSlabsRetire(
      KmallocObjCensus census, Moment now, Consumer<String> broken) {
    for (Zone zone : census.zones()) {
      if (now.atRest() && zone.live() && zone.full().size() > census.bounds().kept()) {
        broken.accept(
            "zone%s keeps %s free slabs of %s"
                .formatted(zone.id(), zone.full().size(), census.bounds().kept()));
      }
    }
    for (Slab slab : census.liveSlabs()) {
      if (now.atRest() && slab.isFinished() && census.isOnEmptyList(slab)) {
        broken.accept("nobody sees that it is free: " + slab);
      }
    }
  }

  /** A slab in the hands of a cpu may be on its way from or to the full list. */
  private static void stamp(KmallocObjCensus census, Moment now, Consumer<String> broken) {
    Map<Long, List<Place>> places = census.places();
    for (Slab slab : census.liveSlabs()) {
      List<Place> here = places.getOrDefault(slab.base(), List.of());
      boolean isFull = census.isOnFullList(slab);
      boolean isStamped = slab.stamp() > 0 && slab.stamp() < census.shared().ticks();
      if (here.size() == 1 && (isFull ? !isStamped : slab.stamp() != 0)) {
        broken.accept(
            "stamp %s at tick %s, %s: %s"
                .formatted(slab.stamp(), census.shared().ticks(), here.getFirst(), slab));
      }
    }
  }

  /** Who polls says so for as long. */
  private static void cursor(KmallocObjCensus census, Moment now, Consumer<String> broken) {
    long cursor = census.shared().cursor();
    List<Zone> live = census.zones().stream().filter(Zone::live).toList();
    boolean isThere = live.stream().anyMatch(zone -> zone.id() == cursor);
    if (!isThere && !(live.isEmpty() && cursor == KmallocObjCensus.NO_ZONE)) {
      broken.accept("zone%s is polled next, and there is none".formatted(cursor));
    }
    for (Zone zone : live) {
      if (zone.polled() && now.idle()) {
        broken.accept("zone%s is said to be polled, and nobody does".formatted(zone.id()));
      }
    }
  }
}
