package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.census.PoolEvent;

/**
 * The depot without a lock, as in {@code sys/kern/subr_pool.c} 1.284 of May 2022. Each list is one
 * word: who takes a group from it puts a mark there first, so that nobody comes in between while he
 * looks which one is next; who adds a group, or takes all, does so by one compare-and-set; and all
 * wait while the mark is there. Empty groups are on one list for all caches.
 *
 * <p>Where the kernel counts on the dependency of what a pointer leads to on the pointer, that is
 * read with acquire.
 *
 * <p>An invalidation may be outlived by what another cpu takes from the depot meanwhile ({@code
 * invalidation}), as before. The pool below grows as the reference's, and what each cpu counts of
 * full and partial groups is left out.
 */
public class PoolCache2020 extends PoolCache {
  /** {@code pcg_dummy}, at the head of a list. */
  private static final long LOCKED = 1;

  public PoolCache2020(Machine machine) {
    super(machine);
  }

  public PoolCache2020(Machine machine, PageSource source) {
    super(machine, source);
  }

  // ---------------------------------------------------------------- the lists

  /** {@code pool_pcg_get}: 0 if there is none. */
  protected long getGroup(Cpu cpu, long head) {
    while (true) {
      long first = awaitUnmarked(cpu, head);
      if (first == 0) {
        return 0;
      }
      if (mark(cpu, head, first)) {
        unmark(cpu, head, ofGroup(cpu, first, PoolWords.GROUP_NEXT));
        return first;
      }
    }
  }

  protected boolean mark(Cpu cpu, long head, long first) {
    return memory.compareAndSetAcquire(cpu, head, first, LOCKED);
  }

  /** {@code atomic_store_release}: whoever gets the next one is told what this one was. */
  protected void unmark(Cpu cpu, long head, long next) {
    memory.setRelease(cpu, head, next);
  }

  /** {@code pool_pcg_put}. */
  protected void putGroup(Cpu cpu, long head, long group) {
    long first;
    do {
      first = awaitUnmarked(cpu, head);
      setOfGroup(cpu, group, PoolWords.GROUP_NEXT, first);
    } while (!link(cpu, head, first, group));
  }

  /** {@code membar_release} and a compare-and-set. */
  protected boolean link(Cpu cpu, long head, long first, long group) {
    return memory.compareAndSetRelease(cpu, head, first, group);
  }

  /** {@code pool_pcg_trunc}: all groups of a list leave it. */
  private Detached takeAll(Cpu cpu, long head) {
    cpu.enterCritical();
    long first;
    do {
      first = awaitUnmarked(cpu, head);
    } while (!memory.compareAndSetAcquire(cpu, head, first, 0));
    Detached all = inHand(cpu, first);
    cpu.leaveCritical();
    return all;
  }

  protected long awaitUnmarked(Cpu cpu, long head) {
    long first = memory.getOpaque(cpu, head);
    while (first == LOCKED) {
      first = memory.getOpaque(cpu, head);
    }
    return first;
  }

  private long fullGroups(int cache) {
    return words.ofCache(cache, PoolWords.FULL_GROUPS);
  }

  // ---------------------------------------------------------- get, put, transfer

  @Override
  protected Outcome getSlow(Cpu cpu, int cache, boolean wait) {
    tell(cpu, PoolEvent.GET_SLOW, words.cache(cache), cache);
    long full = getGroup(cpu, fullGroups(cache));
    if (full != 0) {
      long empty = current(cpu, cache);
      if (empty != 0) {
        putGroup(cpu, words.emptyGroups(), empty);
      }
      setCurrent(cpu, cache, full);
      tell(cpu, PoolEvent.EXCHANGED, full, cache);
      return Outcome.again(cpu);
    }
    cpu.leaveCritical();
    return Outcome.done(makeObject(cpu, cache, wait));
  }

  @Override
  protected Outcome putSlow(Cpu cpu, int cache, long object) {
    tell(cpu, PoolEvent.PUT_SLOW, words.cache(cache), cache);
    long group = getGroup(cpu, words.emptyGroups());
    if (group == 0) {
      group = newGroup(cpu, object);
    }
    if (group != 0) {
      installEmpty(cpu, cache, group);
      return Outcome.again(cpu);
    }
    cpu.leaveCritical();
    preDestruct(cpu, cache);
    destructObject(cpu, cache, object, 0);
    return Outcome.done(cpu, NO_MEMORY);
  }

  @Override
  protected void giveCurrent(Cpu cpu, int cache) {
    long full = current(cpu, cache);
    if (full != 0) {
      putGroup(cpu, fullGroups(cache), full);
      tell(cpu, PoolEvent.EXCHANGED, full, cache);
    }
  }

  @Override
  protected void transfer(Cpu cpu, int cache) {
    long current = current(cpu, cache);
    setCurrent(cpu, cache, 0);
    long previous = previous(cpu, cache);
    setPrevious(cpu, cache, 0);
    if (current != 0) {
      giveGroup(cpu, cache, current);
    }
    if (previous != 0) {
      giveGroup(cpu, cache, previous);
    }
    tell(cpu, PoolEvent.TRANSFERRED, words.cache(cache), cpu.id());
  }

  @Override
  protected void giveGroup(Cpu cpu, int cache, long group) {
    int list = listOf(cpu, group);
    boolean isEmpty = list == PoolWords.EMPTY_GROUPS;
    putGroup(cpu, isEmpty ? words.emptyGroups() : words.ofCache(cache, list), group);
  }

  @Override
  protected void invalidateCache(Cpu cpu, int cache) {
    transferAll(cpu, cache);
    invalidateGroups(cpu, cache, takeAll(cpu, words.emptyGroups()));
    invalidateGroups(cpu, cache, takeAll(cpu, fullGroups(cache)));
    invalidateGroups(cpu, cache, takeAll(cpu, words.ofCache(cache, PoolWords.PART_GROUPS)));
  }

  /** What is counted are the lists' lengths. */
  @Override
  protected boolean countsGroups() {
    return false;
  }
}
