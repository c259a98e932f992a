package ripsaw.netbsd.pool.census;

import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.netbsd.pool.PoolVerb;
import ripsaw.netbsd.pool.census.PoolCensus.Cache;
import ripsaw.netbsd.pool.census.PoolCensus.Pool;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/** Looks at what a drain leaves, if nothing else was done meanwhile. */
public final class Drains implements Monitor {
  private final Scene scene;

  /** Calls that are under way. */
  private int open;

  /** Nobody else has done anything since a drain began. */
  private boolean isAlone;

  public Drains(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    isAlone = verb == PoolVerb.DRAIN && open == 0;
    open++;
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    open--;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    return event == PoolEvent.DRAINED && isAlone
        ? ((PoolCensus) scene.takeCensus()).cache(detail).flatMap(cache -> left(cpu, cache))
        : Optional.empty();
  }

  private static Optional<Violation> left(Cpu cpu, Cache cache) {
    Pool pool = cache.pool();
    boolean mayGo =
        pool.nidle() > 0
            && pool.npages() > cache.lowWater()
            && pool.nitems() - cache.items() >= pool.minitems();
    return mayGo || !cache.cached().isEmpty()
        ? Optional.of(
            new Violation(
                PoolProperty.DRAIN,
                "%s has drained cache%s, which has %s cached objects and %s idle pages"
                    .formatted(cpu, cache.number(), cache.cached().size(), pool.nidle())))
        : Optional.empty();
  }
}
