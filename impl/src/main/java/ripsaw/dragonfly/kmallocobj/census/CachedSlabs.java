package ripsaw.dragonfly.kmallocobj.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Cache;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.spec.Census;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Follows who made each slab, and what becomes of it when it has left its zone: it waits in the
 * cache of that cpu, or is unmapped if there is no room.
 */
public final class CachedSlabs implements Monitor {
  private final Supplier<Census> census;
  private final boolean isSequential;
  private final Map<Long, Integer> makers = new HashMap<>();

  /** Slabs that have left their zones, and whether there has been room for them since. */
  private final Map<Long, Boolean> leaving = new HashMap<>();

  /**
   * @param census where everything is now
   * @param isSequential whether each load sees the latest store: else there may seem to be no room
   */
  public CachedSlabs(Supplier<Census> census, boolean isSequential) {
    this.census = census;
    this.isSequential = isSequential;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long slab, long detail) {
    if (event == MachineEvent.SLAB_CREATED) {
      makers.put(slab, cpu.id());
    } else if (event == MachineEvent.SLAB_RIPPED) {
      leaving.put(slab, hasRoom(slab));
    } else if (event == KmallocObjEvent.CACHED) {
      leaving.remove(slab);
      leaving.replaceAll((other, room) -> room && makers.get(other) != detail);
      return judgeOrigin(slab, (int) detail);
    } else if (event == MachineEvent.PAGES_FREED) {
      return judgeUnmapped(slab);
    }
    return Optional.empty();
  }

  /** Whether nobody can have seen this slab's cache full just now. */
  private boolean hasRoom(long slab) {
    KmallocObjCensus now = (KmallocObjCensus) census.get();
    for (Cache cache : now.caches()) {
      if (makers.containsKey(slab) && cache.cpu() == makers.get(slab)) {
        return isSequential && cache.count() < now.bounds().cap() && cache.count() == cache.size();
      }
    }
    return false;
  }

  private Optional<Violation> judgeOrigin(long slab, int receiver) {
    return makers.getOrDefault(slab, receiver) == receiver
        ? Optional.empty()
        : Optional.of(
            new Violation(
                KmallocObjProperty.ORIGIN,
                "%#x, which cpu%s made, goes into the cache of cpu%s"
                    .formatted(slab, makers.get(slab), receiver)));
  }

  private Optional<Violation> judgeUnmapped(long slab) {
    Boolean room = leaving.remove(slab);
    return room == null || !room || !hasRoom(slab)
        ? Optional.empty()
        : Optional.of(
            new Violation(
                KmallocObjProperty.CACHE_FIRST,
                "%#x is unmapped, and the cache of cpu%s has room"
                    .formatted(slab, makers.get(slab))));
  }
}
