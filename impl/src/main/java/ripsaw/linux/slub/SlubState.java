package ripsaw.linux.slub;

import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.machine.SpinLock;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.order.Touch;
import ripsaw.machine.smp.BitSpinLock;

/**
 * The words of SLUB, and the access by which each is read and written.
 *
 * <p>What changes under one lock only is plain: who touches it without the lock races. What others
 * look at without a lock is opaque, where the kernel counts on a word being written whole: the
 * flags, {@code inuse}, {@code nr_partial}, and a cpu's own words, which sysfs shows.
 */
abstract class SlubState {
  /** All slabs' locks. */
  protected static final LockClass SLAB_LOCK = LockClass.of("the lock of a slab");

  private static final LockClass LIST_LOCK =
      LockClass.of("the lock of a node's list").forbiddingPages();

  static final long LOCKED = 1;
  static final long FROZEN = 2;
  static final long DEBUG = 4;
  static final long IS_SLAB = 8;

  /**
   * {@code node} of a cpu whose slab is a debug slab, and what is asked for if any node will do.
   */
  protected static final int ANY_NODE = -1;

  protected final Machine machine;
  protected final Memory memory;
  protected final SlubWords words;
  private final BitSpinLock[] slabLocks;
  private final SpinLock[] listLocks;

  /** The location that stands for which nodes the caches have a structure of. */
  private final int structures;

  private final CacheGeometry[] geometries = new CacheGeometry[SlubWords.CACHES];

  SlubState(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
    this.words = new SlubWords(machine);
    this.structures = machine.newLocation();
    if (machine.shape().nodes() > SlubWords.NODES) {
      throw new IllegalArgumentException(
          "%s nodes: SLUB has room for %s".formatted(machine.shape().nodes(), SlubWords.NODES));
    }
    this.slabLocks = new BitSpinLock[machine.shape().pages() / machine.shape().slabPages()];
    for (int slab = 0; slab < slabLocks.length; slab++) {
      long page = machine.pageAddresses().get(0) + (long) slab * machine.shape().slabBytes();
      slabLocks[slab] = slabLock(words.ofPage(page, SlubWords.FLAGS));
    }
    this.listLocks = new SpinLock[SlubWords.CACHES * SlubWords.NODES];
    for (int list = 0; list < listLocks.length; list++) {
      listLocks[list] =
          new SpinLock(
              machine,
              words.ofNode(list / SlubWords.NODES, list % SlubWords.NODES, SlubWords.LIST_LOCK),
              LIST_LOCK);
    }
  }

  protected BitSpinLock slabLock(long flags) {
    return new BitSpinLock(machine, flags, LOCKED, SLAB_LOCK);
  }

  // ------------------------------------------------------------------- cache

  /** What objects of a cache look like; null if there is no such cache. */
  protected final CacheGeometry geometry(int cache) {
    return geometries[cache];
  }

  final void setGeometry(int cache, CacheGeometry geometry) {
    geometries[cache] = geometry;
  }

  /** {@code MIN_PARTIAL}: empty slabs that a node keeps. */
  protected final int minPartial() {
    return machine.shape().cachedSlabs();
  }

  // ------------------------------------------------------------- struct page

  protected void lockSlab(Cpu cpu, long page) {
    slabLocks[words.number(page)].lock(cpu);
  }

  protected boolean tryLockSlab(Cpu cpu, long page) {
    return slabLocks[words.number(page)].tryLock(cpu);
  }

  protected void unlockSlab(Cpu cpu, long page) {
    slabLocks[words.number(page)].unlock(cpu);
  }

  private long flags(Cpu cpu, long page) {
    return memory.getOpaque(cpu, words.ofPage(page, SlubWords.FLAGS));
  }

  protected final boolean isFrozen(Cpu cpu, long page) {
    return (flags(cpu, page) & FROZEN) != 0;
  }

  protected final boolean isDebug(Cpu cpu, long page) {
    return (flags(cpu, page) & DEBUG) != 0;
  }

  final void setFlags(Cpu cpu, long page, long flags) {
    memory.setOpaque(cpu, words.ofPage(page, SlubWords.FLAGS), flags);
  }

  /** By a read and a write: legal with the slab lock only. */
  protected void freeze(Cpu cpu, long page) {
    setFlags(cpu, page, flags(cpu, page) | FROZEN);
  }

  protected void thaw(Cpu cpu, long page) {
    setFlags(cpu, page, flags(cpu, page) & ~FROZEN);
  }

  protected final long inuse(Cpu cpu, long page) {
    return memory.getOpaque(cpu, words.ofPage(page, SlubWords.INUSE));
  }

  protected final void setInuse(Cpu cpu, long page, long count) {
    memory.setOpaque(cpu, words.ofPage(page, SlubWords.INUSE), count);
  }

  protected final long freelist(Cpu cpu, long page) {
    return memory.getPlain(cpu, words.ofPage(page, SlubWords.FREELIST));
  }

  protected final void setFreelist(Cpu cpu, long page, long object) {
    memory.setPlain(cpu, words.ofPage(page, SlubWords.FREELIST), object);
  }

  protected final long ofPage(Cpu cpu, long page, int field) {
    return memory.getPlain(cpu, words.ofPage(page, field));
  }

  protected final void setOfPage(Cpu cpu, long page, int field, long value) {
    memory.setPlain(cpu, words.ofPage(page, field), value);
  }

  /** The object behind this one, by the free pointer in it; 0 at the end. */
  protected final long next(Cpu cpu, long object, long offset) {
    return memory.getPlain(cpu, object + offset);
  }

  protected final void setNext(Cpu cpu, long object, long offset, long next) {
    memory.setPlain(cpu, object + offset, next);
  }

  // ---------------------------------------------------------- kmem_cache_cpu

  protected final long ofCpu(Cpu cpu, Cpu owner, int cache, int field) {
    return memory.getOpaque(cpu, words.ofCpu(owner, cache, field));
  }

  protected final void setOfCpu(Cpu cpu, Cpu owner, int cache, int field, long value) {
    memory.setOpaque(cpu, words.ofCpu(owner, cache, field), value);
  }

  protected final long cpuPage(Cpu cpu, Cpu owner, int cache) {
    return ofCpu(cpu, owner, cache, SlubWords.CPU_PAGE);
  }

  protected final void setCpuPage(Cpu cpu, Cpu owner, int cache, long page) {
    setOfCpu(cpu, owner, cache, SlubWords.CPU_PAGE, page);
  }

  /**
   * The first object of the cpu's own list.
   *
   * @param page its slab
   */
  protected long cpuFreelist(Cpu cpu, Cpu owner, int cache, long page) {
    return ofCpu(cpu, owner, cache, SlubWords.CPU_FREELIST);
  }

  protected void setCpuFreelist(Cpu cpu, Cpu owner, int cache, long page, long object) {
    setOfCpu(cpu, owner, cache, SlubWords.CPU_FREELIST, object);
  }

  /** Where the free pointer lies in an object of the cpu's slab. */
  protected long offset(Cpu cpu, Cpu owner, int cache, long page) {
    return ofCpu(cpu, owner, cache, SlubWords.CPU_OFFSET);
  }

  // --------------------------------------------------------- kmem_cache_node

  /** Whether the caches have a structure for it: a node that has no memory yet has none. */
  protected final boolean hasNode(Cpu cpu, int node) {
    return nodes() == 1 || machine.pages().hasMemory(cpu, node) && hasStructures(cpu, node);
  }

  /** A pointer that is read on the way, and no step of its own: but it matters when it changes. */
  private boolean hasStructures(Cpu cpu, int node) {
    machine.watch().touched(cpu, structures, Touch.READS);
    return memory.peek(words.bareNode()) != node + 1;
  }

  /** The caches have a structure of every node but this one. */
  final void forgetNode(Cpu cpu, int node) {
    setBareNode(cpu, node + 1L);
  }

  protected final void makeNode(Cpu cpu) {
    setBareNode(cpu, 0);
  }

  private void setBareNode(Cpu cpu, long node) {
    memory.setOpaque(cpu, words.bareNode(), node);
    machine.watch().touched(cpu, structures, Touch.WRITES);
  }

  /** As the kernel, which would follow a null pointer. */
  private void use(Cpu cpu, int cache, int node) {
    if (nodes() > 1 && !hasStructures(cpu, node)) {
      throw new IllegalStateException(
          "cache%s has no kmem_cache_node of node%s".formatted(cache, node));
    }
  }

  protected void lockList(Cpu cpu, int cache, int node) {
    use(cpu, cache, node);
    listLocks[cache * SlubWords.NODES + node].lock(cpu);
  }

  protected void unlockList(Cpu cpu, int cache, int node) {
    listLocks[cache * SlubWords.NODES + node].unlock(cpu);
  }

  protected final long nrPartial(Cpu cpu, int cache, int node) {
    use(cpu, cache, node);
    return memory.getOpaque(cpu, words.ofNode(cache, node, SlubWords.NR_PARTIAL));
  }

  final void addNrPartial(Cpu cpu, int cache, int node, int delta) {
    memory.setOpaque(
        cpu, words.ofNode(cache, node, SlubWords.NR_PARTIAL), nrPartial(cpu, cache, node) + delta);
  }

  protected final void addNrSlabs(Cpu cpu, int cache, int node, int delta) {
    if (delta < 0) { // new_slab looks whether there is a structure, discard_slab does not
      use(cpu, cache, node);
    }
    memory.getAndAdd(cpu, words.ofNode(cache, node, SlubWords.NR_SLABS), delta);
  }

  protected final long nrSlabs(Cpu cpu, int cache, int node) {
    return memory.getVolatile(cpu, words.ofNode(cache, node, SlubWords.NR_SLABS));
  }

  protected final void setNrSlabs(Cpu cpu, int cache, int node, long count) {
    memory.setVolatile(cpu, words.ofNode(cache, node, SlubWords.NR_SLABS), count);
  }

  final long firstPartial(Cpu cpu, int cache, int node) {
    return memory.getPlain(cpu, words.ofNode(cache, node, SlubWords.PARTIAL));
  }

  final void setFirstPartial(Cpu cpu, int cache, int node, long page) {
    memory.setPlain(cpu, words.ofNode(cache, node, SlubWords.PARTIAL), page);
  }

  // ------------------------------------------------------------------- nodes

  protected final int nodes() {
    return machine.shape().nodes();
  }

  /** {@code page_to_nid}. */
  protected final int nodeOf(long page) {
    return machine.nodeOf(page);
  }

  // ------------------------------------------------------------------ events

  final void tell(Cpu cpu, SlubEvent event, long address, long detail) {
    machine.watch().happened(cpu, event, address, detail);
  }
}
