package ripsaw.netbsd.pool;

import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.smp.CrossCall;
import ripsaw.netbsd.pool.census.PoolCensus;
import ripsaw.netbsd.pool.census.PoolEvent;
import ripsaw.subject.Allocator;

/**
 * {@code pool_cache}, as {@code sys/kern/subr_pool.c} had it with a lock for each depot, with what
 * was wrong in it mended: the reference. Each cpu has two groups of constructed objects, which need
 * no lock; whole groups go to and fro between the cpus through the depot, and what no group has is
 * got from the pool and constructed.
 *
 * <p>What holds whenever no cpu is in a critical section, and the property that says so:
 *
 * <ul>
 *   <li>each object is a caller's, in one group, or free in its pool ({@code conservation}), and
 *       each group is in one place ({@code groups});
 *   <li>the depot's lists hold groups that are full, empty or neither, as they say ({@code
 *       group-fill});
 *   <li>a cpu goes to the depot only if both its groups are empty, or both are full ({@code
 *       own-magazines}), and moves a full group at most once in as many operations as a group has
 *       objects ({@code magazine-bound}).
 * </ul>
 *
 * <p>A method is an edge: other versions and faults override one.
 *
 * <p>Over 400 lines, because what is one file in the kernel is read as one here.
 */
public class PoolCache extends Depot implements Allocator, NetbsdPools {
  /**
   * What comes of a call.
   *
   * @param cpu on which its caller is now
   * @param isDone false if the magazines are to be looked at again
   * @param object that was got
   */
  protected record Outcome(Cpu cpu, boolean isDone, long object) {
    public static Outcome again(Cpu cpu) {
      return new Outcome(cpu, false, NO_MEMORY);
    }

    public static Outcome done(Cpu cpu, long object) {
      return new Outcome(cpu, true, object);
    }

    static Outcome done(Got got) {
      return done(got.cpu(), got.item());
    }
  }

  private final CrossCall transfers;

  public PoolCache(Machine machine) {
    this(machine, new SlabPages(machine, new PoolWords(machine)));
  }

  /**
   * One whose pools get their pages elsewhere, as those of {@code kmem} do.
   *
   * @param source of pages
   */
  public PoolCache(Machine machine, PageSource source) {
    super(machine, source);
    this.transfers = new CrossCall(machine, words.calls());
  }

  // --------------------------------------------------------------------- get

  @Override
  public long allocate(Cpu cpu, int cache, long bytes, Flag... flags) {
    if (bytes > geometry(cache).objectBytes()) {
      throw new IllegalArgumentException(
          "%s bytes of cache%s, whose objects have %s"
              .formatted(bytes, cache, geometry(cache).objectBytes()));
    }
    if (bytes == 0) {
      return ZERO_SIZE;
    }
    Set<Flag> how = Set.of(flags);
    Outcome got = cacheGet(cpu, cache, !how.contains(Flag.NOWAIT));
    if (got.object != NO_MEMORY && how.contains(Flag.ZERO)) {
      zero(got.cpu, got.object, geometry(cache).objectBytes());
    }
    return got.object;
  }

  protected void zero(Cpu cpu, long object, long bytes) {
    for (long word = object; word < object + bytes; word += 8) {
      memory.setPlain(cpu, word, 0);
    }
  }

  /**
   * {@code pool_cache_get_paddr}.
   *
   * @param wait whether the caller may sleep
   */
  protected Outcome cacheGet(Cpu first, int cache, boolean wait) {
    Cpu cpu = first;
    cpu.enterCritical();
    while (true) {
      long object = takeOwn(cpu, cache);
      if (object != 0) {
        cpu.leaveCritical();
        return Outcome.done(cpu, object);
      }
      Outcome slow = getSlow(cpu, cache, wait);
      if (slow.isDone) {
        return slow;
      }
      cpu = slow.cpu;
    }
  }

  /** An object of the current group, or of the previous, which then is the current; 0 if none. */
  private long takeOwn(Cpu cpu, int cache) {
    if (isEmpty(cpu, current(cpu, cache))) {
      if (!hasObjects(cpu, previous(cpu, cache))) {
        return 0;
      }
      swap(cpu, cache);
    }
    return pop(cpu, current(cpu, cache));
  }

  protected boolean hasObjects(Cpu cpu, long previous) {
    return !isEmpty(cpu, previous);
  }

  protected void swap(Cpu cpu, int cache) {
    long group = previous(cpu, cache);
    setPrevious(cpu, cache, current(cpu, cache));
    setCurrent(cpu, cache, group);
  }

  protected long pop(Cpu cpu, long group) {
    long avail = ofGroup(cpu, group, PoolWords.AVAIL) - 1;
    setOfGroup(cpu, group, PoolWords.AVAIL, avail);
    long object = object(cpu, group, avail);
    tell(cpu, PoolEvent.TAKEN, object, group);
    return object;
  }

  /**
   * {@code pool_cache_get_slow}: in the critical section of {@link #cacheGet}, which is left if it
   * is done.
   */
  protected Outcome getSlow(Cpu cpu, int cache, boolean wait) {
    tell(cpu, PoolEvent.GET_SLOW, words.cache(cache), cache);
    if (!tryLockDepot(cpu, cache)) {
      Cpu next = awaitDepot(cpu, cache);
      if (isViewStale(cpu, next)) {
        unlockDepot(next, cache);
        return Outcome.again(next);
      }
    }
    long full = mayTakeGroup(cpu, cache) ? firstGroup(cpu, cache, PoolWords.FULL_GROUPS) : 0;
    if (full != 0) {
      takeFullGroup(cpu, cache, full);
      unlockDepot(cpu, cache);
      return Outcome.again(cpu);
    }
    tell(cpu, PoolEvent.NO_FULL_GROUP, words.cache(cache), cache);
    unlockDepot(cpu, cache);
    cpu.leaveCritical();
    return Outcome.done(makeObject(cpu, cache, wait));
  }

  /** The cpu's empty group goes to the depot, and a full one is its current. */
  protected void takeFullGroup(Cpu cpu, int cache, long full) {
    long empty = current(cpu, cache);
    if (empty != 0) {
      pushGroup(cpu, cache, PoolWords.EMPTY_GROUPS, empty);
    }
    popGroup(cpu, cache, PoolWords.FULL_GROUPS, full);
    setCurrent(cpu, cache, full);
    tell(cpu, PoolEvent.EXCHANGED, full, cache);
  }

  /**
   * {@code mutex_enter} of the depot's lock, which another has: who may not sleep spins, all others
   * sleep, so that whatever is their cpu's may have changed, and may be another cpu's.
   *
   * @return the cpu that has the lock
   */
  protected Cpu awaitDepot(Cpu cpu, int cache) {
    if (cpu.isInInterrupt()) {
      lockDepot(cpu, cache);
      return cpu;
    }
    cpu.leaveCritical();
    Cpu next = cpu.maySleep();
    next.enterCritical();
    lockDepot(next, cache);
    return next;
  }

  /** The test of {@code l_ncsw}. */
  protected boolean isViewStale(Cpu before, Cpu now) {
    return !now.isInInterrupt();
  }

  /** While an invalidation is under way the depot has nothing to give: it may be stale. */
  protected boolean mayTakeGroup(Cpu cpu, int cache) {
    return ofCache(cpu, cache, PoolWords.DRAINING) == 0;
  }

  // --------------------------------------------------------------------- put

  @Override
  public void free(Cpu cpu, int cache, long object) {
    if (object != ZERO_SIZE) {
      cachePut(cpu, cache, object);
    }
  }

  /** {@code pool_cache_put_paddr}. */
  protected void cachePut(Cpu first, int cache, long object) {
    Cpu cpu = first;
    cpu.enterCritical();
    while (!putOwn(cpu, cache, object)) {
      Outcome slow = putSlow(cpu, cache, object);
      if (slow.isDone) {
        return;
      }
      cpu = slow.cpu;
    }
    cpu.leaveCritical();
  }

  /** Into the current group, or the previous, which then is the current; false if both are full. */
  private boolean putOwn(Cpu cpu, int cache, long object) {
    if (isFull(cpu, current(cpu, cache))) {
      if (!hasRoom(cpu, previous(cpu, cache))) {
        return false;
      }
      swap(cpu, cache);
    }
    put(cpu, current(cpu, cache), object);
    return true;
  }

  protected boolean hasRoom(Cpu cpu, long previous) {
    return !isFull(cpu, previous);
  }

  protected void put(Cpu cpu, long group, long object) {
    long avail = ofGroup(cpu, group, PoolWords.AVAIL);
    setObject(cpu, group, avail, object);
    setOfGroup(cpu, group, PoolWords.AVAIL, avail + 1);
    tell(cpu, PoolEvent.CACHED, object, group);
  }

  /**
   * {@code pool_cache_put_slow}: in the critical section of {@link #cachePut}, which is left if it
   * is done. An empty group is got before the lock is, and is this cpu's own.
   */
  protected Outcome putSlow(Cpu cpu, int cache, long object) {
    tell(cpu, PoolEvent.PUT_SLOW, words.cache(cache), cache);
    long group = 0;
    if (needsNewGroup(cpu, cache)) {
      group = newGroup(cpu, object);
    } else {
      tell(cpu, PoolEvent.SEES_EMPTY_GROUP, words.cache(cache), cache);
    }
    if (!tryLockDepot(cpu, cache)) {
      Cpu next = awaitDepot(cpu, cache);
      if (isViewStale(cpu, next)) {
        unlockDepot(next, cache);
        if (group != 0) {
          returnGroup(next, group, object);
        }
        return Outcome.again(next);
      }
    }
    if (group == 0) {
      group = takeEmptyGroup(cpu, cache);
    }
    if (group != 0) {
      installEmpty(cpu, cache, group);
      unlockDepot(cpu, cache);
      return Outcome.again(cpu);
    }
    tell(cpu, PoolEvent.NO_EMPTY_GROUP, words.cache(cache), cache);
    unlockDepot(cpu, cache);
    cpu.leaveCritical();
    preDestruct(cpu, cache);
    destructObject(cpu, cache, object, 0);
    return Outcome.done(cpu, NO_MEMORY);
  }

  /** Looks without the depot's lock: an empty group that it sees may be another's soon. */
  protected boolean needsNewGroup(Cpu cpu, int cache) {
    return firstGroup(cpu, cache, PoolWords.EMPTY_GROUPS) == 0;
  }

  /** With the depot's lock; 0 if there is none. */
  protected final long takeEmptyGroup(Cpu cpu, int cache) {
    long group = firstGroup(cpu, cache, PoolWords.EMPTY_GROUPS);
    if (group != 0) {
      popGroup(cpu, cache, PoolWords.EMPTY_GROUPS, group);
    }
    return group;
  }

  /** A cpu that has one group only has two now; else its full current one goes to the depot. */
  protected void installEmpty(Cpu cpu, int cache, long group) {
    if (previous(cpu, cache) == 0) {
      setPrevious(cpu, cache, group);
      return;
    }
    giveCurrent(cpu, cache);
    setCurrent(cpu, cache, group);
  }

  protected void giveCurrent(Cpu cpu, int cache) {
    long full = current(cpu, cache);
    if (full != 0) {
      pushGroup(cpu, cache, PoolWords.FULL_GROUPS, full);
      tell(cpu, PoolEvent.EXCHANGED, full, cache);
    }
  }

  /** There is none for objects of one size: refused, and the object stays its caller's. */
  @Override
  public long reallocate(Cpu cpu, int cache, long object, long bytes) {
    return NO_MEMORY;
  }

  // -------------------------------------------------------- invalidate and drain

  @Override
  public final void invalidate(Cpu cpu, int cache) {
    if (geometry(cache) != null) {
      tell(cpu, PoolEvent.INVALIDATE_BEGINS, words.cache(cache), cache);
      invalidateCache(cpu, cache);
      tell(cpu, PoolEvent.INVALIDATED, words.cache(cache), cache);
    }
  }

  /**
   * {@code pool_cache_invalidate}: all cpus move their groups to the depot, and what is there is
   * destructed. No cpu gets a group from the depot meanwhile: another's objects, which are stale,
   * would come to one that has moved its own.
   */
  protected void invalidateCache(Cpu cpu, int cache) {
    drains(cpu, cache, 1);
    transferAll(cpu, cache);
    invalidateDepot(cpu, cache, -1);
  }

  private void drains(Cpu cpu, int cache, int more) {
    lockDepot(cpu, cache);
    addToCache(cpu, cache, PoolWords.DRAINING, more);
    unlockDepot(cpu, cache);
  }

  /**
   * The depot's groups are destructed.
   *
   * @param fewer added to the number of invalidations that are under way
   */
  protected final void invalidateDepot(Cpu cpu, int cache, int fewer) {
    lockDepot(cpu, cache);
    Detached full = detach(cpu, cache, PoolWords.FULL_GROUPS);
    Detached empty = detach(cpu, cache, PoolWords.EMPTY_GROUPS);
    Detached part = detach(cpu, cache, PoolWords.PART_GROUPS);
    if (fewer != 0) {
      addToCache(cpu, cache, PoolWords.DRAINING, fewer);
    }
    unlockDepot(cpu, cache);
    invalidateGroups(cpu, cache, full);
    invalidateGroups(cpu, cache, empty);
    invalidateGroups(cpu, cache, part);
  }

  /** {@code xc_broadcast} and {@code xc_wait}. May sleep. */
  protected void transferAll(Cpu cpu, int cache) {
    transfers.call(cpu, words.cache(cache));
  }

  private void answer(Cpu cpu, long about) {
    if (about != words.barrier()) {
      transfer(cpu, words.cacheAt(about));
    }
  }

  @Override
  protected void barrier(Cpu cpu) {
    transfers.call(cpu, words.barrier());
  }

  /** {@code pool_cache_transfer}, on each cpu: its groups go to the depot, whatever is in them. */
  protected void transfer(Cpu cpu, int cache) {
    lockDepot(cpu, cache);
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
    unlockDepot(cpu, cache);
  }

  /** Whether the pool of a cache has any page: if not, nothing is cached. */
  public final boolean hasPages(Cpu cpu, int cache) {
    lockPool(cpu, cache);
    boolean has = ofCache(cpu, cache, PoolWords.NPAGES) > 0;
    unlockPool(cpu, cache);
    return has;
  }

  /** As {@link #drain}, but that the other cpus keep their groups. */
  public final void drainOwn(Cpu cpu, int cache) {
    cpu.enterCritical();
    transfer(cpu, cache);
    cpu.leaveCritical();
    invalidateDepot(cpu, cache, 0);
    releaseIdlePages(cpu, cache);
  }

  @Override
  public final void drain(Cpu cpu, int cache) {
    if (geometry(cache) != null) {
      drainPool(cpu, cache);
      tell(cpu, PoolEvent.DRAINED, words.cache(cache), cache);
    }
  }

  /** {@code pool_reclaim}. */
  protected void drainPool(Cpu cpu, int cache) {
    invalidate(cpu, cache);
    releaseIdlePages(cpu, cache);
  }

  @Override
  public final void keepOne(Cpu cpu, int cache) {
    if (geometry(cache) != null) {
      setLowWater(cpu, cache, 1);
    }
  }

  @Override
  public final void kernelGet(Cpu cpu, int cache) {
    if (geometry(cache) != null) {
      getUnderKernelLock(cpu, cache);
    }
  }

  @Override
  public final void makePassive(int cache) {
    memory.poke(words.isPassive(cache), hasPassive() ? 1 : 0);
  }

  /** Whether there is {@code PR_PSERIALIZE}. */
  protected boolean hasPassive() {
    return true;
  }

  @Override
  public final boolean beginsReading(Cpu cpu, int cache) {
    if (isPassive(cache)) {
      cpu.enterCritical();
    }
    return isPassive(cache);
  }

  // ------------------------------------------------------------------ caches

  @Override
  public int createType(Cpu cpu, long limit) {
    return createType(cpu, limit, 64);
  }

  /** Its high water mark is the machine's number of cached slabs. */
  @Override
  public int createType(Cpu cpu, long limit, long bytes) {
    for (int cache = 0; cache < PoolWords.caches(machine); cache++) {
      if (geometry(cache) == null) {
        open(cache, ItemGeometry.of(machine.shape(), bytes, source.bytes(cache)));
        return cache;
      }
    }
    return -1;
  }

  private void open(int cache, ItemGeometry geometry) {
    setGeometry(cache, geometry);
    transfers.onCall(this::answer);
    for (int field = 0; field <= PoolWords.GROUP_LIST; field++) {
      memory.poke(words.ofCache(cache, field), 0);
    }
    setHighWater(cache, machine.shape().cachedSlabs());
    memory.poke(words.isPassive(cache), 0);
    for (Cpu cpu : machine.cpus()) {
      memory.poke(words.ofCpu(cpu, cache, PoolWords.CURRENT), 0);
      memory.poke(words.ofCpu(cpu, cache, PoolWords.PREVIOUS), 0);
    }
  }

  /** {@code pool_cache_destroy}: nobody uses the cache any more, and all its objects are free. */
  @Override
  public void destroyType(Cpu cpu, int cache) {
    invalidate(cpu, cache);
    for (Cpu owner : machine.cpus()) {
      invalidateOf(cpu, owner, cache, PoolWords.CURRENT);
      invalidateOf(cpu, owner, cache, PoolWords.PREVIOUS);
    }
    destroyPool(cpu, cache);
    setGeometry(cache, null);
  }

  /** {@code pool_cache_invalidate_cpu}, of one of its groups. */
  private void invalidateOf(Cpu cpu, Cpu owner, int cache, int field) {
    long group = ofCpu(cpu, owner, cache, field);
    if (group != 0) {
      setOfGroup(cpu, group, PoolWords.GROUP_NEXT, 0);
      memory.poke(words.ofCpu(owner, cache, field), 0);
      invalidateGroups(cpu, cache, inHand(cpu, group));
    }
  }

  @Override
  public void tidy(Cpu cpu) {}

  // ------------------------------------------------------------------ census

  @Override
  public long usable(long object) {
    ItemGeometry geometry = geometryAt(source.pageOf(object));
    return geometry == null ? 0 : geometry.objectBytes();
  }

  @Override
  public long alignment(long bytes) {
    return 8;
  }

  @Override
  public PoolCensus census() {
    return new PoolCensusTaker(machine, words, source, this::geometry, countsGroups()).take();
  }

  /** Whether a depot counts the groups on its lists. */
  protected boolean countsGroups() {
    return true;
  }

  @Override
  public String name(long address) {
    if (!words.isInPage(address)) {
      return words.name(address);
    }
    long page = source.pageOf(address);
    ItemGeometry geometry = geometryAt(page);
    if (geometry == null) {
      return machine.name(address);
    }
    long distance = address - page;
    String item = "page%s.i%s".formatted(words.number(page), distance / geometry.size());
    long rest = distance % geometry.size();
    return rest == 0 ? item : item + "+" + rest;
  }
}
