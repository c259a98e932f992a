package ripsaw.netbsd.pool;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.smp.ConditionVariable;
import ripsaw.machine.smp.SpinMutex;
import ripsaw.netbsd.pool.census.PoolEvent;

/**
 * The words of pools and their caches, and the access by which each is read and written: plain, as
 * what changes under a lock or by one cpu only is; but for the list of empty groups, at which a put
 * looks without the lock, and which is opaque.
 *
 * <p>Notes for the census and the monitors are set as a debugger would, without an access.
 */
abstract class PoolState {
  private static final LockClass DEPOT_LOCK = LockClass.of("the lock of a pool cache");
  private static final LockClass POOL_LOCK = LockClass.of("the lock of a pool");
  private static final LockClass GROUPS_LOCK = LockClass.of("the lock of the pool of groups");

  private static final LockClass KERNEL_LOCK = LockClass.of("the kernel's lock");

  protected final Machine machine;
  protected final Memory memory;
  protected final PoolWords words;
  protected final PageSource source;
  private final SpinLock[] depotLocks;
  private final SpinMutex[] poolLocks;
  private final SpinLock groupsLock;
  private final SpinLock kernelLock;
  private final ItemGeometry[] geometries;

  PoolState(Machine machine, PageSource source) {
    this.machine = machine;
    this.memory = machine.memory();
    this.words = new PoolWords(machine);
    this.source = source;
    int caches = PoolWords.caches(machine);
    this.depotLocks = new SpinLock[caches];
    this.poolLocks = new SpinMutex[caches];
    this.geometries = new ItemGeometry[caches];
    for (int cache = 0; cache < caches; cache++) {
      depotLocks[cache] =
          new SpinLock(machine, words.ofCache(cache, PoolWords.PC_LOCK), DEPOT_LOCK);
      poolLocks[cache] = new SpinMutex(machine, words.ofCache(cache, PoolWords.PR_LOCK), POOL_LOCK);
    }
    groupsLock = new SpinLock(machine, words.groupsLock(), GROUPS_LOCK);
    kernelLock = new SpinLock(machine, words.kernelLock(), KERNEL_LOCK);
    for (int group = words.groups() - 1; group >= 0; group--) {
      memory.poke(words.group(group), memory.peek(words.freeGroups()));
      memory.poke(words.freeGroups(), words.group(group));
    }
  }

  /** What items of a cache look like; null if there is no such cache. */
  protected final ItemGeometry geometry(int cache) {
    return geometries[cache];
  }

  final void setGeometry(int cache, ItemGeometry geometry) {
    geometries[cache] = geometry;
  }

  // ------------------------------------------------------------------- locks

  protected void lockDepot(Cpu cpu, int cache) {
    depotLocks[cache].lock(cpu);
    has(cpu, 1);
  }

  protected boolean tryLockDepot(Cpu cpu, int cache) {
    boolean taken = depotLocks[cache].tryLock(cpu);
    has(cpu, taken ? 1 : 0);
    return taken;
  }

  protected void unlockDepot(Cpu cpu, int cache) {
    has(cpu, -1);
    depotLocks[cache].unlock(cpu);
  }

  protected void lockPool(Cpu cpu, int cache) {
    poolLocks[cache].lock(cpu);
    has(cpu, 1);
  }

  protected boolean tryLockPool(Cpu cpu, int cache) {
    boolean taken = poolLocks[cache].tryLock(cpu);
    has(cpu, taken ? 1 : 0);
    return taken;
  }

  protected void unlockPool(Cpu cpu, int cache) {
    has(cpu, -1);
    poolLocks[cache].unlock(cpu);
  }

  /**
   * {@code cv_wait}: sleeps without the pool's lock until it is woken.
   *
   * @return the cpu on which the thread goes on, with the lock
   */
  final Cpu awaitLocked(Cpu cpu, int cache, ConditionVariable condition) {
    has(cpu, -1);
    Cpu here = condition.await(cpu, poolLocks[cache]);
    has(here, 1);
    return here;
  }

  protected void lockGroups(Cpu cpu) {
    groupsLock.lock(cpu);
    has(cpu, 1);
  }

  protected void unlockGroups(Cpu cpu) {
    has(cpu, -1);
    groupsLock.unlock(cpu);
  }

  /** {@code KERNEL_LOCK}, which nests, and which is a cpu's. */
  protected final void lockKernel(Cpu cpu) {
    if (addToDepth(cpu, 1) == 1) {
      kernelLock.lock(cpu);
    }
  }

  protected final void unlockKernel(Cpu cpu) {
    if (addToDepth(cpu, -1) == 0) {
      kernelLock.unlock(cpu);
    }
  }

  private long addToDepth(Cpu cpu, int more) {
    long depth = memory.peek(words.kernelLockDepth(cpu)) + more;
    memory.poke(words.kernelLockDepth(cpu), depth);
    return depth;
  }

  private void has(Cpu cpu, int more) {
    memory.poke(words.locksHeld(cpu), locksHeld(cpu) + more);
  }

  final long locksHeld(Cpu cpu) {
    return memory.peek(words.locksHeld(cpu));
  }

  // -------------------------------------------------------- pool_cache and pool

  protected final long ofCache(Cpu cpu, int cache, int field) {
    long address = words.ofCache(cache, field);
    return field == PoolWords.EMPTY_GROUPS
        ? memory.getOpaque(cpu, address)
        : memory.getPlain(cpu, address);
  }

  protected final void setOfCache(Cpu cpu, int cache, int field, long value) {
    long address = words.ofCache(cache, field);
    if (field == PoolWords.EMPTY_GROUPS) {
      memory.setOpaque(cpu, address, value);
    } else {
      memory.setPlain(cpu, address, value);
    }
  }

  protected final void addToCache(Cpu cpu, int cache, int field, long delta) {
    setOfCache(cpu, cache, field, ofCache(cpu, cache, field) + delta);
  }

  // ------------------------------------------------------------ pool_cache_cpu

  protected final long current(Cpu cpu, int cache) {
    return ofCpu(cpu, cpu, cache, PoolWords.CURRENT);
  }

  protected final void setCurrent(Cpu cpu, int cache, long group) {
    setOfCpu(cpu, cpu, cache, PoolWords.CURRENT, group);
  }

  protected final long previous(Cpu cpu, int cache) {
    return ofCpu(cpu, cpu, cache, PoolWords.PREVIOUS);
  }

  protected final void setPrevious(Cpu cpu, int cache, long group) {
    setOfCpu(cpu, cpu, cache, PoolWords.PREVIOUS, group);
  }

  protected final long ofCpu(Cpu cpu, Cpu owner, int cache, int field) {
    return memory.getPlain(cpu, words.ofCpu(owner, cache, field));
  }

  protected final void setOfCpu(Cpu cpu, Cpu owner, int cache, int field, long group) {
    memory.setPlain(cpu, words.ofCpu(owner, cache, field), group);
  }

  // --------------------------------------------------------- pool_cache_group

  protected final long ofGroup(Cpu cpu, long group, int field) {
    return memory.getPlain(cpu, PoolWords.ofGroup(group, field));
  }

  protected final void setOfGroup(Cpu cpu, long group, int field, long value) {
    memory.setPlain(cpu, PoolWords.ofGroup(group, field), value);
  }

  /** Whether there is nothing to be had: 0 stands for {@code pcg_dummy}, as for a null pointer. */
  protected final boolean isEmpty(Cpu cpu, long group) {
    return group == 0 || ofGroup(cpu, group, PoolWords.AVAIL) == 0;
  }

  /** Whether there is no room: so is {@code pcg_dummy}, too. */
  protected boolean isFull(Cpu cpu, long group) {
    return group == 0 || ofGroup(cpu, group, PoolWords.AVAIL) == PoolWords.GROUP_OBJECTS;
  }

  protected final long object(Cpu cpu, long group, long index) {
    return memory.getPlain(cpu, PoolWords.slot(group, index));
  }

  protected final void setObject(Cpu cpu, long group, long index, long object) {
    memory.setPlain(cpu, PoolWords.slot(group, index), object);
  }

  // -------------------------------------------------------- pool_item_header

  protected final long ofPage(Cpu cpu, long page, int field) {
    return memory.getPlain(cpu, source.header(page, field));
  }

  protected final void setOfPage(Cpu cpu, long page, int field, long value) {
    memory.setPlain(cpu, source.header(page, field), value);
  }

  /**
   * Notes whose page it is, for the census.
   *
   * @param owner the page's address, and one more than the cache's number; 0 for none
   */
  protected final void noteOwner(long page, long owner) {
    memory.poke(source.header(page, PoolWords.OWNER), owner);
  }

  /** What the items of a page look like; null if it is no pool's. */
  protected final ItemGeometry geometryAt(long page) {
    long cache = memory.peek(source.header(page, PoolWords.OWNER)) - page - 1;
    return cache >= 0 && cache < geometries.length ? geometry((int) cache) : null;
  }

  /** The item behind this one, by the link in it; 0 at the end. */
  protected final long next(Cpu cpu, long item) {
    return memory.getPlain(cpu, item);
  }

  protected final void setNext(Cpu cpu, long item, long next) {
    memory.setPlain(cpu, item, next);
  }

  // ------------------------------------------------------------------ events

  protected final void tell(Cpu cpu, PoolEvent event, long address, long detail) {
    machine.watch().happened(cpu, event, address, detail);
  }
}
