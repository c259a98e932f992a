package ripsaw.netbsd.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.smp.ConditionVariable;
import ripsaw.netbsd.pool.Pool.Grown;
import ripsaw.netbsd.pool.census.PoolCensus;
import ripsaw.netbsd.pool.census.PoolEvent;

/**
 * {@code pool_grow} with {@code PR_GROWING}, as in {@code subr_pool.c} 1.220 of December 2017 and
 * still in 1.295: a pool has one grower at a time.
 *
 * <ul>
 *   <li>Who may sleep lets the pool's lock go while it asks for a page; who may not keeps it, and
 *       so does the drain hook that runs then ({@code callbacks-unlocked}, N14).
 *   <li>Others that may sleep wait until the pool has grown. A grower that gets no page tells
 *       nobody ({@code grow-wakeup}, N12).
 *   <li>One that may not is refused, though a page is on its way ({@code linearizable}, N13).
 *   <li>A page is added even if items came back while it was asked for ({@code needed-pages}).
 * </ul>
 */
public class SerialGrowth {
  /** {@code PR_GROWING}. */
  static final long GROWING = 1;

  /** {@code PR_GROWINGNOWAIT}: nobody finds it who has the lock ({@code growing-nowait}, N15). */
  static final long GROWING_NOWAIT = 2;

  private final Memory memory;
  private final PoolWords words;
  private final List<ConditionVariable> grown = new ArrayList<>();

  public SerialGrowth(Machine machine) {
    this.memory = machine.memory();
    this.words = new PoolWords(machine);
    for (int cache = 0; cache < PoolWords.caches(machine); cache++) {
      long word = words.ofCache(cache, PoolWords.PR_CV);
      grown.add(ConditionVariable.of(machine, word, "the end of a grow"));
    }
  }

  /** With the pool's lock, which may be let go meanwhile. */
  Grown grow(Pool pool, Cpu cpu, int cache, boolean wait) {
    long flags = flags(pool, cpu, cache);
    if ((flags & GROWING) != 0) {
      return meet(pool, cpu, cache, wait, flags);
    }
    setFlags(pool, cpu, cache, wait ? GROWING : GROWING | GROWING_NOWAIT);
    boolean isUnlocked = wait || letsGo();
    if (isUnlocked) {
      pool.unlockPool(cpu, cache);
    }
    long page = pool.newPage(cpu, cache, wait);
    if (isUnlocked) {
      pool.lockPool(cpu, cache);
    }
    if (page != 0) {
      pool.primePage(cpu, cache, page);
    }
    setFlags(pool, cpu, cache, 0);
    if (page != 0 || tellsOfFailure()) {
      grown.get(cache).broadcast(cpu);
    }
    return new Grown(cpu, page != 0);
  }

  /** Whether who may not wait lets the lock go, too. */
  protected boolean letsGo() {
    return false;
  }

  /** Whether those who wait for the end of a grow are woken if it got no page. */
  protected boolean tellsOfFailure() {
    return false;
  }

  /** Another grows the pool. */
  private Grown meet(Pool pool, Cpu cpu, int cache, boolean wait, long flags) {
    if (wait) {
      Cpu here = cpu;
      do {
        here = pool.awaitLocked(here, cache, grown.get(cache));
      } while ((flags(pool, here, cache) & GROWING) != 0);
      return new Grown(here, true);
    }
    if ((flags & GROWING_NOWAIT) != 0) {
      pool.tell(cpu, PoolEvent.GROWING_NOWAIT_SEEN, words.cache(cache), cache);
      pool.unlockPool(cpu, cache);
      pool.lockPool(cpu, cache);
      return new Grown(cpu, true);
    }
    return new Grown(cpu, false);
  }

  private long flags(Pool pool, Cpu cpu, int cache) {
    return pool.ofCache(cpu, cache, PoolWords.PR_FLAGS);
  }

  private void setFlags(Pool pool, Cpu cpu, int cache, long flags) {
    pool.setOfCache(cpu, cache, PoolWords.PR_FLAGS, flags);
  }

  /** Who sleep now, pool by pool. No access. */
  List<PoolCensus.Sleepers> sleepers() {
    return IntStream.range(0, grown.size())
        .mapToObj(
            cache ->
                new PoolCensus.Sleepers(
                    cache,
                    grown.get(cache).waiting().size(),
                    (memory.peek(words.ofCache(cache, PoolWords.PR_FLAGS)) & GROWING) != 0))
        .toList();
  }
}
