package ripsaw.dragonfly.kmallocobj.census;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Bounds;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Cache;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Shared;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Slab;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus.Zone;
import ripsaw.spec.Census.Account;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/**
 * A zone of objects, its slabs, the caches of two cpus, and a model that agree with each other. A
 * test makes one change and asks what is broken. One slab is kept, one retired a pass, and a cache
 * holds two.
 */
final class ObjectScene {
  static final int CAPACITY = 4;
  private static final int SLAB_BYTES = 512;
  private static final int OBJECT_BYTES = 64;

  final HeapModel model = new HeapModel();
  final List<Account> accounts = new ArrayList<>();
  final List<Long> active = new ArrayList<>(List.of(0L, 0L));
  final List<Long> alternate = new ArrayList<>(List.of(0L, 0L));
  final List<Long> partial = new ArrayList<>();
  final List<Long> full = new ArrayList<>();
  final List<Long> empty = new ArrayList<>();
  final List<Long> counts = new ArrayList<>(List.of(0L, 0L, 0L));
  final List<List<Long>> free = List.of(new ArrayList<>(), new ArrayList<>());
  final List<List<Long>> remote = List.of(new ArrayList<>(), new ArrayList<>());
  final long[] cached = new long[2];
  private final List<Draft> slabs = new ArrayList<>();
  boolean live = true;
  boolean tailIsRight = true;
  boolean idle = true;
  boolean polled;
  int cursor;
  int allocating;

  /** The active slab of cpu0: two of its objects are free, two (0, 1) are granted. */
  Draft active() {
    Draft slab = new Draft();
    slab.grant(0);
    slab.grant(1);
    active.set(0, slab.base);
    return slab;
  }

  /** A slab on the empty list: all its objects are granted. */
  Draft empty() {
    Draft slab = new Draft();
    for (int i = 0; i < CAPACITY; i++) {
      slab.grant(i);
    }
    list(empty, 2, slab);
    return slab;
  }

  /** A slab on the full list. */
  Draft full() {
    Draft slab = new Draft();
    slab.stamp = 1;
    list(full, 1, slab);
    return slab;
  }

  /** A free slab that waits in the cache of cpu0, which made it. */
  Draft cached() {
    Draft slab = new Draft();
    slab.zone = KmallocObjCensus.NO_ZONE;
    free.get(0).add(slab.base);
    cached[0]++;
    return slab;
  }

  /** A slab that is in no place. */
  Draft nowhere() {
    return new Draft();
  }

  /** The zone is gone, and nobody polls it next. */
  void destroy() {
    live = false;
    cursor = KmallocObjCensus.NO_ZONE;
  }

  void list(List<Long> list, int count, Draft slab) {
    list.add(slab.base);
    counts.set(count, counts.get(count) + 1);
  }

  private KmallocObjCensus census() {
    return new KmallocObjCensus(
        slabs.stream().map(Draft::slab).toList(),
        List.of(
            new Zone(
                0, live, active, alternate, partial, full, empty, counts, tailIsRight, polled)),
        List.of(cache(0), cache(1)),
        new Shared(2, cursor),
        new Bounds(1, 1, 2, 16),
        accounts.isEmpty() ? inOrder() : accounts);
  }

  /** The accounts as they should be, for a test that is about something else. */
  private List<Account> inOrder() {
    long bytes = model.granted().stream().mapToLong(HeapModel.Block::usable).sum();
    return List.of(new Account(0, model.granted().size(), bytes));
  }

  private Cache cache(int cpu) {
    return new Cache(cpu, cached[cpu], free.get(cpu), remote.get(cpu));
  }

  Set<Property> broken() {
    Set<Property> broken = new HashSet<>();
    census().judge(model, allocating, idle).forEach(found -> broken.add(found.property()));
    return broken;
  }

  Optional<Property> brokenByRipOf(Draft slab) {
    return census().judgeRip(slab.base).map(Violation::property);
  }

  Optional<Property> brokenByPoll(int zone, int retired) {
    return census().judgePoll(zone, retired).map(Violation::property);
  }

  /** A slab that can still be changed: made by cpu0, and all its objects free. */
  final class Draft {
    final long base = (long) SLAB_BYTES * (slabs.size() + 8);
    final List<Long> slots = new ArrayList<>();
    int zone;
    int origin;
    int capacity = CAPACITY;
    int mostObjects = CAPACITY;
    int objectBytes = OBJECT_BYTES;
    long first = base + 128;
    long aindex;
    long findex = CAPACITY;
    long xindex = CAPACITY;
    long stamp;

    private Draft() {
      slabs.add(this);
      for (int i = 0; i < CAPACITY; i++) {
        slots.add(object(i));
      }
    }

    long object(int index) {
      return first + (long) index * objectBytes;
    }

    /** The next object is taken; it must be this one. */
    void grant(int index) {
      int slot = (int) (aindex % CAPACITY);
      if (slots.set(slot, 0L) != object(index)) {
        throw new IllegalArgumentException("not the next: " + index);
      }
      aindex++;
      model.grant(new HeapModel.Block(object(index), 60, objectBytes, 0));
    }

    /** The caller's free has begun, and has done nothing yet. */
    HeapModel.Block beginFree(int index) {
      return model.beginFree(object(index));
    }

    /** It has reserved a slot; returns which. */
    int reserve() {
      return (int) (findex++ % CAPACITY);
    }

    /** A free from its begin to its end. */
    void free(int index) {
      HeapModel.Block block = beginFree(index);
      slots.set(reserve(), object(index));
      xindex++;
      model.endFree(block);
    }

    private Slab slab() {
      return new Slab(
          base,
          SLAB_BYTES,
          zone,
          origin,
          capacity,
          mostObjects,
          objectBytes,
          base + 88,
          first,
          aindex,
          findex,
          xindex,
          slots,
          stamp);
    }
  }
}
