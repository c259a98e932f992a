package ripsaw.gate.fragmentation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ripsaw.machine.Cpu;
import ripsaw.subject.Family.Measured;

/**
 * Magazines of free objects over an allocator, as {@code kern_objcache.c} puts them over {@code
 * kmalloc}: what kmalloc_obj was made to replace. For each kind a cpu has two magazines, from which
 * it takes and to which it gives, whosever slab an object is of; full ones go to a depot that all
 * cpus share. An object that finds no room goes back to the allocator.
 *
 * <p>Only as much of it as matters for where free memory is: no limits, no sleepers, no locks, no
 * constructors, and no words of the machine's memory. The kernel derives the length of the depot
 * from a size that each caller names; here it is the same for all.
 */
final class MagazineHeap extends Heap {
  private static final int ROUNDS = 64;

  /** 4,096 objects. */
  private static final int FULL_MAGAZINES = 64;

  /** The objects of a kind that are nobody's. */
  private static final class Cache {
    private final List<Deque<Long>> loaded = new ArrayList<>();
    private final List<Deque<Long>> previous = new ArrayList<>();
    private final Deque<Deque<Long>> depot = new ArrayDeque<>();

    Cache() {
      for (int cpu = 0; cpu < CPUS; cpu++) {
        loaded.add(new ArrayDeque<>());
        previous.add(new ArrayDeque<>());
      }
    }

    private void swap(int cpu) {
      previous.set(cpu, loaded.set(cpu, previous.get(cpu)));
    }

    /** The last object that was put here; null if the cpu and the depot have none. */
    Long get(int cpu) {
      if (loaded.get(cpu).isEmpty()) {
        swap(cpu);
      }
      if (loaded.get(cpu).isEmpty() && !depot.isEmpty()) {
        loaded.set(cpu, depot.pop());
      }
      return loaded.get(cpu).poll();
    }

    /** False if there is no room. */
    boolean put(int cpu, long object) {
      if (loaded.get(cpu).size() == ROUNDS) {
        swap(cpu);
      }
      if (loaded.get(cpu).size() == ROUNDS) {
        if (depot.size() == FULL_MAGAZINES) {
          return false;
        }
        depot.push(loaded.set(cpu, new ArrayDeque<>()));
      }
      loaded.get(cpu).push(object);
      return true;
    }

    List<Long> all() {
      List<Long> all = new ArrayList<>();
      List.of(loaded, previous, depot).forEach(some -> some.forEach(all::addAll));
      return all;
    }
  }

  private final Map<Kind, Cache> caches = new EnumMap<>(Kind.class);

  MagazineHeap(Measured measured) {
    super(measured);
  }

  private Cache cache(Kind kind) {
    return caches.computeIfAbsent(kind, any -> new Cache());
  }

  @Override
  protected long take(Cpu cpu, Kind kind) {
    Long cached = cache(kind).get(cpu.id());
    return cached == null ? super.take(cpu, kind) : cached;
  }

  @Override
  protected void give(Cpu cpu, Kind kind, long address) {
    if (!cache(kind).put(cpu.id(), address)) {
      super.give(cpu, kind, address);
    }
  }

  @Override
  protected void empty(Cpu cpu, Kind kind) {
    for (long address : caches.remove(kind).all()) {
      super.give(cpu, kind, address);
    }
  }
}
