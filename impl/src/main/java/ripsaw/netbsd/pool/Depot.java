package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.census.PoolEvent;
import ripsaw.subject.Allocator;

/**
 * Groups of objects: where the depot of a cache keeps those that are full, empty or partial, all
 * under its lock, and the pool that all caches take groups from.
 */
abstract class Depot extends Pool {
  Depot(Machine machine, PageSource source) {
    super(machine, source);
  }

  // ---------------------------------------------------------------- the lists

  protected final long firstGroup(Cpu cpu, int cache, int list) {
    return ofCache(cpu, cache, list);
  }

  /** With the lock. */
  protected void pushGroup(Cpu cpu, int cache, int list, long group) {
    setOfGroup(cpu, group, PoolWords.GROUP_NEXT, firstGroup(cpu, cache, list));
    setOfCache(cpu, cache, list, group);
    addToCache(cpu, cache, count(list), 1);
  }

  /** With the lock, of a list that has one. */
  protected void popGroup(Cpu cpu, int cache, int list, long group) {
    setOfCache(cpu, cache, list, ofGroup(cpu, group, PoolWords.GROUP_NEXT));
    addToCache(cpu, cache, count(list), -1);
  }

  private static int count(int list) {
    return list + PoolWords.NFULL - PoolWords.FULL_GROUPS;
  }

  /** Puts a group on the list of those that have as many objects. With the lock. */
  protected void giveGroup(Cpu cpu, int cache, long group) {
    pushGroup(cpu, cache, listOf(cpu, group), group);
  }

  protected final int listOf(Cpu cpu, long group) {
    if (isFull(cpu, group)) {
      return PoolWords.FULL_GROUPS;
    }
    return isEmpty(cpu, group) ? PoolWords.EMPTY_GROUPS : PoolWords.PART_GROUPS;
  }

  /**
   * Groups that left their cache, to be invalidated.
   *
   * @param first of them
   * @param hand a note, in which the census finds them
   */
  protected record Detached(long first, long hand) {}

  /** All groups of a list leave it. With the lock. */
  protected final Detached detach(Cpu cpu, int cache, int list) {
    long first = firstGroup(cpu, cache, list);
    setOfCache(cpu, cache, list, 0);
    setOfCache(cpu, cache, count(list), 0);
    return inHand(cpu, first);
  }

  /** Notes that this cpu has these groups in its hands. */
  protected final Detached inHand(Cpu cpu, long first) {
    for (int number = 0; number < PoolWords.HANDS; number++) {
      long hand = words.hand(cpu, number);
      if (memory.peek(hand) == 0) {
        memory.poke(hand, first);
        return new Detached(first, hand);
      }
    }
    throw new IllegalStateException(
        "%s has more than %s lists in its hands".formatted(cpu, PoolWords.HANDS));
  }

  // ------------------------------------------------------- the pool of groups

  /**
   * {@code pool_get} of a group, which never waits.
   *
   * @param object that it is needed for
   * @return an empty one; 0 if there is none
   */
  protected long newGroup(Cpu cpu, long object) {
    lockGroups(cpu);
    long group = memory.getPlain(cpu, words.freeGroups());
    if (group != 0) {
      memory.setPlain(cpu, words.freeGroups(), ofGroup(cpu, group, PoolWords.GROUP_NEXT));
    }
    unlockGroups(cpu);
    if (group != 0) {
      tell(cpu, PoolEvent.GROUP_MADE, group, object);
      setOfGroup(cpu, group, PoolWords.AVAIL, 0);
    }
    return group;
  }

  /** A put has no use for the group that it got. */
  protected final void returnGroup(Cpu cpu, long group, long object) {
    tell(cpu, PoolEvent.GROUP_RETURNED, group, object);
    freeGroup(cpu, group, 0);
  }

  /**
   * {@code pool_put} of a group.
   *
   * @param hand in which the census found it; 0 if it was in none
   */
  protected void freeGroup(Cpu cpu, long group, long hand) {
    lockGroups(cpu);
    if (hand != 0) {
      memory.poke(hand, memory.peek(PoolWords.ofGroup(group, PoolWords.GROUP_NEXT)));
    }
    setOfGroup(cpu, group, PoolWords.GROUP_NEXT, memory.getPlain(cpu, words.freeGroups()));
    memory.setPlain(cpu, words.freeGroups(), group);
    unlockGroups(cpu);
  }

  // ------------------------------------------------- constructors, destructors

  /** {@code pc_ctor}, which does not fail. */
  protected void construct(Cpu cpu, long object) {
    tell(cpu, PoolEvent.CONSTRUCTED, object, locksHeld(cpu));
  }

  /**
   * {@code pool_cache_pre_destruct}: of a cache with {@code PR_PSERIALIZE}, nobody still looks at
   * what it found before this began. May sleep then.
   */
  protected void preDestruct(Cpu cpu, int cache) {
    if (isPassive(cache)) {
      barrier(cpu);
    }
  }

  protected final boolean isPassive(int cache) {
    return memory.peek(words.isPassive(cache)) != 0;
  }

  /** {@code xc_barrier}. */
  protected abstract void barrier(Cpu cpu);

  /** {@code pool_cache_destruct_object1}. */
  protected void destructObject(Cpu cpu, int cache, long object, long from) {
    destruct(cpu, object);
    poolPut(cpu, cache, object, from);
  }

  /** {@code pc_dtor}. */
  protected void destruct(Cpu cpu, long object) {
    tell(cpu, PoolEvent.DESTRUCTED, object, locksHeld(cpu));
  }

  /** {@code pool_cache_invalidate_groups}: nobody else can reach them. */
  protected void invalidateGroups(Cpu cpu, int cache, Detached groups) {
    long group = groups.first;
    if (group != 0) {
      preDestruct(cpu, cache);
    }
    while (group != 0) {
      long next = ofGroup(cpu, group, PoolWords.GROUP_NEXT);
      long avail = ofGroup(cpu, group, PoolWords.AVAIL);
      for (long i = 0; i < avail; i++) {
        destructObject(cpu, cache, object(cpu, group, i), PoolWords.slot(group, i));
      }
      freeInvalidated(cpu, group, groups.hand);
      group = next;
    }
  }

  protected void freeInvalidated(Cpu cpu, long group, long hand) {
    freeGroup(cpu, group, hand);
  }

  /** An object of the pool's, made ready. */
  protected final Got makeObject(Cpu cpu, int cache, boolean wait) {
    Got got = poolGet(cpu, cache, wait);
    if (got.item() != Allocator.NO_MEMORY) {
      construct(got.cpu(), got.item());
    }
    return got;
  }
}
