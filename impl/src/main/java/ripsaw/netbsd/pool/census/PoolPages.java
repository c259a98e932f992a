package ripsaw.netbsd.pool.census;

import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.netbsd.pool.census.PoolCensus.Pool;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Looks at a pool whenever a page comes to it or stays in it: with the pool's lock, so that its
 * counts are right.
 *
 * @param scene where it is
 */
public record PoolPages(Scene scene) implements Monitor {
  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (event == MachineEvent.SLAB_CREATED) {
      return pool(detail)
          .filter(pool -> pool.nitems() > 0 && pool.nitems() >= pool.minitems())
          .map(
              pool ->
                  wrong(
                      PoolProperty.NEEDED_PAGES,
                      "%s adds a page to a pool with %s free items".formatted(cpu, pool.nitems())));
    } else if (event == PoolEvent.KEPT) {
      int highWater = census().highWater();
      return pool(detail)
          .filter(pool -> pool.npages() > highWater && pool.npages() > pool.minpages())
          .map(
              pool ->
                  wrong(
                      PoolProperty.WATER_MARKS,
                      "%s keeps an idle page, of %s where %s are enough"
                          .formatted(cpu, pool.npages(), Math.max(highWater, pool.minpages()))));
    } else if (event == PoolEvent.CAUGHT_UP) {
      return pool(detail)
          .filter(pool -> pool.nitems() < pool.minitems())
          .map(
              pool ->
                  wrong(
                      PoolProperty.WATER_MARKS,
                      "%s leaves %s free items, and %s are to be there"
                          .formatted(cpu, pool.nitems(), pool.minitems())));
    }
    return Optional.empty();
  }

  private PoolCensus census() {
    return (PoolCensus) scene.takeCensus();
  }

  private Optional<Pool> pool(long cache) {
    return census().cache(cache).map(PoolCensus.Cache::pool);
  }

  private static Violation wrong(Property property, String what) {
    return new Violation(property, what);
  }
}
