package ripsaw.netbsd.pool.census;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.netbsd.pool.census.PoolCensus.Cache;
import ripsaw.netbsd.pool.census.PoolCensus.Pool;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Looks at a pool whenever a page comes to it, stays in it or is going to leave it: with the pool's
 * lock, so that its counts are right.
 */
public final class PoolPages implements Monitor {
  private final Scene scene;

  /** Cpus on which somebody got no page since it began. */
  private final Set<Integer> withoutPage = new HashSet<>();

  public PoolPages(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == MachineEvent.SLAB_CREATED) {
      return cache(detail).flatMap(cache -> added(cpu, cache.pool()));
    } else if (event == PoolEvent.KEPT) {
      return cache(detail).flatMap(cache -> kept(cpu, cache));
    } else if (event == PoolEvent.GIVEN_UP) {
      return cache(detail).flatMap(cache -> givenUp(cpu, cache));
    } else if (event == PoolEvent.RECLAIMED) {
      return cache(detail).flatMap(cache -> reclaimed(cpu, cache));
    } else if (event == PoolEvent.REFUSED) {
      return cache(detail).flatMap(cache -> refused(cpu, cache.pool()));
    } else if (event == PoolEvent.NOT_GROWN) {
      withoutPage.add(cpu.id());
    } else if (event == PoolEvent.LEFT && !withoutPage.remove(cpu.id())) {
      return cache(detail).flatMap(cache -> left(cpu, cache.pool()));
    }
    return Optional.empty();
  }

  private static Optional<Violation> added(Cpu cpu, Pool pool) {
    return wrongIf(
        pool.nitems() > 0 && pool.nitems() >= pool.minitems(),
        PoolProperty.NEEDED_PAGES,
        "%s adds a page to a pool with %s free items".formatted(cpu, pool.nitems()));
  }

  private Optional<Violation> kept(Cpu cpu, Cache cache) {
    return wrongIf(
        cache.pool().npages() > enough(cache),
        PoolProperty.WATER_MARKS,
        "%s keeps an idle page, of %s where %s are enough"
            .formatted(cpu, cache.pool().npages(), enough(cache)));
  }

  private Optional<Violation> givenUp(Cpu cpu, Cache cache) {
    return wrongIf(
        cache.pool().npages() <= enough(cache),
        PoolProperty.WATER_MARKS,
        "%s gives up an idle page, of %s where %s may stay"
            .formatted(cpu, cache.pool().npages(), enough(cache)));
  }

  /** Pages that a pool may have and keep one that is idle. */
  private long enough(Cache cache) {
    return Math.max(census().highWater(), cache.lowWater());
  }

  private static Optional<Violation> reclaimed(Cpu cpu, Cache cache) {
    Pool pool = cache.pool();
    return wrongIf(
        pool.npages() <= cache.lowWater() || pool.nitems() - cache.items() < pool.minitems(),
        PoolProperty.WATER_MARKS,
        "%s reclaims a page of %s, of a pool with %s free items where %s are to be there"
            .formatted(cpu, pool.npages(), pool.nitems(), pool.minitems()));
  }

  private static Optional<Violation> refused(Cpu cpu, Pool pool) {
    return wrongIf(
        pool.nitems() > 0,
        PoolProperty.ITEM_REFUSED,
        "%s refuses an item of a pool that has %s".formatted(cpu, pool.nitems()));
  }

  private static Optional<Violation> left(Cpu cpu, Pool pool) {
    return wrongIf(
        pool.nitems() < pool.minitems(),
        PoolProperty.WATER_MARKS,
        "%s leaves %s free items, and %s are to be there"
            .formatted(cpu, pool.nitems(), pool.minitems()));
  }

  private PoolCensus census() {
    return (PoolCensus) scene.takeCensus();
  }

  private Optional<Cache> cache(long number) {
    return census().cache(number);
  }

  private static Optional<Violation> wrongIf(boolean is, Property property, String what) {
    return is ? Optional.of(new Violation(property, what)) : Optional.empty();
  }
}
