package ripsaw.linux.slub;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ripsaw.linux.slub.census.SlubCensus;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.smp.CrossCall;
import ripsaw.subject.Allocator;

/**
 * {@code mm/slub.c} of 2.6.24, with what was wrong in it mended: the reference. Each cpu has a slab
 * to itself, and the objects that are free in it are in two lists: the cpu's own, which needs no
 * lock, and the slab's, under the slab's lock, where other cpus put what they free. The cpu takes
 * over the whole of that when its own runs empty.
 *
 * <p>What holds whenever no cpu has interrupts off, and the property that says so:
 *
 * <ul>
 *   <li>each object is a caller's, or in one of the two lists of its slab ({@code conservation}),
 *       and {@code inuse} is how many are not in the slab's ({@code slab-count});
 *   <li>a slab is frozen while it is the slab of a cpu ({@code frozen}), which is on no list; else
 *       it is on its node's list if it has objects to give ({@code partial-list});
 *   <li>a cpu without a slab has no objects ({@code cpu-slab}).
 * </ul>
 *
 * <p>A method is an edge: older versions and faults override one.
 *
 * <p>Over 400 lines, because what is one file in the kernel is read as one here.
 */
public class Slub extends Slabs implements Allocator, LinuxCaches {
  /**
   * An allocation that has been made.
   *
   * @param cpu on which its caller is now
   */
  public record Got(Cpu cpu, long object) {}

  private final SlubConsistency consistency;
  private final CrossCall flushes;

  public Slub(Machine machine) {
    this(machine, new SlubConsistency());
  }

  /** With other checks of debug slabs. */
  protected Slub(Machine machine, SlubConsistency consistency) {
    super(machine);
    this.consistency = consistency;
    this.flushes = new CrossCall(machine, words.calls());
  }

  // ---------------------------------------------------------------- allocate

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
    Got got = slabAlloc(cpu, cache, wantedNode(cpu), !how.contains(Flag.NOWAIT));
    if (got.object != NO_MEMORY && how.contains(Flag.ZERO)) {
      zero(got.cpu, got.object, geometry(cache).objectBytes());
    }
    return got.object;
  }

  protected int wantedNode(Cpu cpu) {
    return nodes() == 1 ? ANY_NODE : (int) memory.getOpaque(cpu, words.policy(cpu)) - 1;
  }

  protected void zero(Cpu cpu, long object, long bytes) {
    for (long word = object; word < object + bytes; word += 8) {
      memory.setPlain(cpu, word, 0);
    }
  }

  /**
   * {@code slab_alloc}.
   *
   * @param wait whether the caller may sleep
   */
  protected Got slabAlloc(Cpu cpu, int cache, int node, boolean wait) {
    boolean on = cpu.saveInterrupts();
    long object = takeOwn(cpu, cache, node);
    Got got = object != 0 ? new Got(cpu, object) : slowAlloc(cpu, cache, node, wait);
    got.cpu.restoreInterrupts(on);
    return got;
  }

  /** The fast path: an object of the cpu's own list; 0 if there is none that will do. */
  protected long takeOwn(Cpu cpu, int cache, int node) {
    long object = cpuFreelist(cpu, cpu, cache, 0);
    if (object == 0 || !nodeMatches(cpu, cache, 0, node)) {
      return 0;
    }
    setCpuFreelist(cpu, cpu, cache, 0, next(cpu, object, offset(cpu, cpu, cache, 0)));
    return object;
  }

  /**
   * {@code node_match}. Of a debug slab the cpu notes no node, so that no object is taken without a
   * check; there the slab itself is asked.
   *
   * @param page the cpu's slab; 0 on the fast path
   */
  protected boolean nodeMatches(Cpu cpu, int cache, long page, int node) {
    if (node == ANY_NODE) {
      return true;
    }
    long noted = ofCpu(cpu, cpu, cache, SlubWords.CPU_NODE);
    return noted == node || noted == ANY_NODE && page != 0 && nodeOf(page) == node;
  }

  /** {@code __slab_alloc}: interrupts are off, but in the window of {@link #newCpuSlab}. */
  protected Got slowAlloc(Cpu first, int cache, int node, boolean wait) {
    Cpu cpu = first;
    long page = cpuPage(cpu, cpu, cache);
    if (page != 0) {
      lockSlab(cpu, page);
      long object =
          nodeMatches(cpu, cache, page, node) ? loadFreelist(cpu, cache, page) : NO_MEMORY;
      if (object != NO_MEMORY) {
        return new Got(cpu, object);
      }
      anotherSlab(cpu, cache, node, page);
    }
    while (true) {
      page = getPartial(cpu, cache, node);
      if (page != 0) {
        setCpuPage(cpu, cpu, cache, page);
      } else {
        Got made = newCpuSlab(cpu, cache, node, wait);
        cpu = made.cpu;
        page = made.object;
      }
      long object = page == 0 ? NO_MEMORY : loadFreelist(cpu, cache, page);
      if (page == 0 || object != NO_MEMORY) {
        return new Got(cpu, object);
      }
      anotherSlab(cpu, cache, node, page);
    }
  }

  /**
   * Takes over all that is free in the cpu's slab, by the slab lock, which is let go; 0 if nothing
   * is, and the lock is kept.
   */
  protected long loadFreelist(Cpu cpu, int cache, long page) {
    long object = freelist(cpu, page);
    if (object == 0) {
      return NO_MEMORY;
    }
    if (isDebug(cpu, page)) {
      return allocDebug(cpu, cache, page, object);
    }
    takeOver(cpu, cache, page, object);
    noteNode(cpu, cache, nodeOf(page));
    unlockSlab(cpu, page);
    return object;
  }

  /** From here on all objects of the slab count as in use. */
  protected void takeOver(Cpu cpu, int cache, long page, long object) {
    setCpuFreelist(cpu, cpu, cache, page, next(cpu, object, offset(cpu, cpu, cache, page)));
    countTaken(cpu, cache, page);
    setFreelist(cpu, page, 0);
    tell(cpu, SlubEvent.LOADED, page, cache);
  }

  protected void countTaken(Cpu cpu, int cache, long page) {
    setInuse(cpu, page, geometry(cache).objects());
  }

  protected void noteNode(Cpu cpu, int cache, int node) {
    setOfCpu(cpu, cpu, cache, SlubWords.CPU_NODE, node);
  }

  /** Of a debug slab each object goes alone, so that each is checked. */
  private long allocDebug(Cpu cpu, int cache, long page, long object) {
    if (!consistency.mayAllocate(this, cpu, cache, page, object)) {
      return NO_MEMORY;
    }
    setInuse(cpu, page, inuse(cpu, page) + 1);
    setFreelist(cpu, page, next(cpu, object, geometry(cache).offset()));
    noteDebug(cpu, cache);
    unlockSlab(cpu, page);
    return object;
  }

  protected void noteDebug(Cpu cpu, int cache) {
    noteNode(cpu, cache, ANY_NODE);
  }

  /** With the lock of the cpu's slab, which has nothing that will do. */
  private void anotherSlab(Cpu cpu, int cache, int node, long page) {
    tell(cpu, SlubEvent.LEFT, page, node);
    deactivate(cpu, cpu, cache, page);
  }

  /**
   * Makes a slab and gives it to the cpu, locked; 0 if there are no pages. If the caller may sleep,
   * interrupts are on meanwhile, so others may have given the cpu a slab, and the caller may be on
   * another cpu.
   */
  protected Got newCpuSlab(Cpu first, int cache, int node, boolean wait) {
    Cpu cpu = first;
    if (wait) {
      cpu.enableInterrupts();
      cpu = waitForPages(cpu);
    }
    long page = newSlab(cpu, cache, node);
    if (wait) {
      cpu.disableInterrupts();
    }
    return new Got(cpu, page == 0 ? 0 : installSlab(cpu, cache, node, page));
  }

  /** Returns the cpu on which the caller goes on. */
  protected Cpu waitForPages(Cpu cpu) {
    return cpu.maySleep();
  }

  /** Returns the slab that the cpu has now, locked. */
  protected long installSlab(Cpu cpu, int cache, int node, long page) {
    long other = cpuPage(cpu, cpu, cache);
    if (other != 0) {
      flushSlab(cpu, cpu, cache, other);
    }
    return freezeNew(cpu, cache, page);
  }

  protected final long freezeNew(Cpu cpu, int cache, long page) {
    lockSlab(cpu, page);
    freeze(cpu, page);
    setCpuPage(cpu, cpu, cache, page);
    return page;
  }

  // -------------------------------------------------------------------- free

  @Override
  public void free(Cpu cpu, int cache, long object) {
    if (object != ZERO_SIZE) {
      slabFree(cpu, cache, words.slabOf(object), object);
    }
  }

  /** {@code slab_free}. */
  protected void slabFree(Cpu cpu, int cache, long page, long object) {
    boolean on = cpu.saveInterrupts();
    if (isOwn(cpu, cache, page)) {
      putOwn(cpu, cache, page, object);
    } else {
      slowFree(cpu, cache, page, object);
    }
    cpu.restoreInterrupts(on);
  }

  /** Whether the slab is this cpu's, and no debug slab. */
  protected boolean isOwn(Cpu cpu, int cache, long page) {
    return page == cpuPage(cpu, cpu, cache)
        && ofCpu(cpu, cpu, cache, SlubWords.CPU_NODE) != ANY_NODE;
  }

  /** The fast path: no lock, and nothing is counted. */
  protected void putOwn(Cpu cpu, int cache, long page, long object) {
    long offset = offset(cpu, cpu, cache, page);
    setNext(cpu, object, offset, cpuFreelist(cpu, cpu, cache, page));
    setCpuFreelist(cpu, cpu, cache, page, object);
  }

  /** {@code __slab_free}. */
  protected void slowFree(Cpu cpu, int cache, long page, long object) {
    lockSlab(cpu, page);
    if (isDebug(cpu, page) && !consistency.mayFree(this, cpu, cache, page, object)) {
      unlockSlab(cpu, page);
      return;
    }
    long prior = freelist(cpu, page);
    setNext(cpu, object, geometry(cache).offset(), prior);
    setFreelist(cpu, page, object);
    countFreed(cpu, page);
    if (leavesToOwner(cpu, page)) {
      tell(cpu, SlubEvent.FREED_REMOTELY, page, cache);
      unlockSlab(cpu, page);
    } else if (inuse(cpu, page) == 0) {
      becameEmpty(cpu, cache, page, prior);
    } else {
      if (wasFull(prior)) {
        tell(cpu, SlubEvent.HAS_ROOM, page, cache);
        becamePartial(cpu, cache, page);
      }
      unlockSlab(cpu, page);
    }
  }

  /** Of a slab that is a cpu's, that cpu decides what becomes of it. */
  protected boolean leavesToOwner(Cpu cpu, long page) {
    return isFrozen(cpu, page);
  }

  protected void countFreed(Cpu cpu, long page) {
    setInuse(cpu, page, inuse(cpu, page) - 1);
  }

  /** The last object came back to a slab that is no cpu's: with its lock, which is let go. */
  protected void becameEmpty(Cpu cpu, int cache, long page, long prior) {
    if (prior != 0) {
      removePartial(cpu, cache, page);
    }
    unlockSlab(cpu, page);
    discardSlab(cpu, cache, page);
  }

  /**
   * @param prior what was free in the slab before
   */
  protected boolean wasFull(long prior) {
    return prior == 0;
  }

  /** The first object came back to a slab that was on no list: at the tail, so more will. */
  protected void becamePartial(Cpu cpu, int cache, long page) {
    addPartialTail(cpu, cache, page);
  }

  /** There is none for objects of one size: refused, and the object stays its caller's. */
  @Override
  public long reallocate(Cpu cpu, int cache, long object, long bytes) {
    return NO_MEMORY;
  }

  // --------------------------------------------------------- flush and shrink

  private void flush(Cpu cpu, int cache) {
    tell(cpu, SlubEvent.FLUSH_BEGINS, words.cache(cache), cache);
    flushAll(cpu, cache);
    tell(cpu, SlubEvent.FLUSH_ENDED, words.cache(cache), cache);
  }

  /** {@code flush_all}: no cpu that is online has a slab that it had when this began. May sleep. */
  protected void flushAll(Cpu cpu, int cache) {
    flushes.call(cpu, words.cache(cache));
  }

  private void flushCalled(Cpu cpu, long about) {
    flushCpuSlab(cpu, cpu, words.cacheAt(about));
  }

  @Override
  public void shrink(Cpu cpu, int cache) {
    if (geometry(cache) != null) {
      flush(cpu, cache);
      for (int node = 0; node < nodes(); node++) {
        if (hasNode(cpu, node)) {
          shrinkNode(cpu, cache, node);
        }
      }
      tell(cpu, SlubEvent.SHRUNK, words.cache(cache), cache);
    }
  }

  /** Empty slabs are unlinked with the list's lock, and discarded without it. */
  protected void shrinkNode(Cpu cpu, int cache, int node) {
    if (nrPartial(cpu, cache, node) == 0) {
      return;
    }
    boolean on = cpu.saveInterrupts();
    List<Long> empty = new ArrayList<>();
    lockList(cpu, cache, node);
    new PartialSorting(this, cache, node, empty::add).sort(cpu, geometry(cache).objects());
    unlockList(cpu, cache, node);
    empty.forEach(page -> discardSlab(cpu, cache, page));
    cpu.restoreInterrupts(on);
  }

  // ------------------------------------------------------------------ caches

  @Override
  public int createType(Cpu cpu, long limit) {
    return createType(cpu, limit, 64);
  }

  @Override
  public int createType(Cpu cpu, long limit, long bytes) {
    for (int cache = 0; cache < SlubWords.CACHES; cache++) {
      if (geometry(cache) == null) {
        open(cache, geometryOf(bytes));
        return cache;
      }
    }
    return -1;
  }

  protected CacheGeometry geometryOf(long bytes) {
    return CacheGeometry.of(machine.shape(), bytes);
  }

  private void open(int cache, CacheGeometry geometry) {
    setGeometry(cache, geometry);
    flushes.onCall(this::flushCalled);
    memory.poke(words.cache(cache), memory.peek(words.slubDebug()));
    for (Cpu cpu : machine.cpus()) {
      memory.poke(words.ofCpu(cpu, cache, SlubWords.CPU_FREELIST), 0);
      memory.poke(words.ofCpu(cpu, cache, SlubWords.CPU_PAGE), 0);
      memory.poke(words.ofCpu(cpu, cache, SlubWords.CPU_NODE), 0);
      memory.poke(words.ofCpu(cpu, cache, SlubWords.CPU_OFFSET), geometry.offset());
    }
    for (int node = 0; node < nodes(); node++) {
      memory.poke(words.ofNode(cache, node, SlubWords.NR_PARTIAL), 0);
      memory.poke(words.ofNode(cache, node, SlubWords.NR_SLABS), 0);
      memory.poke(words.ofNode(cache, node, SlubWords.PARTIAL), 0);
    }
  }

  /** {@code kmem_cache_close}: nobody uses the cache any more, and all its objects are free. */
  @Override
  public void destroyType(Cpu cpu, int cache) {
    flush(cpu, cache);
    for (int node = 0; node < nodes(); node++) {
      if (hasNode(cpu, node)) {
        freeList(cpu, cache, node);
      }
    }
    setGeometry(cache, null);
    tell(cpu, SlubEvent.CLOSED, words.cache(cache), cache);
  }

  /** {@code free_list}: without the slab lock, as nobody else is there. */
  protected void freeList(Cpu cpu, int cache, int node) {
    boolean on = cpu.saveInterrupts();
    List<Long> empty = new ArrayList<>();
    lockList(cpu, cache, node);
    new PartialSorting(this, cache, node, empty::add).unlinkEmpty(cpu);
    unlockList(cpu, cache, node);
    empty.forEach(page -> discardSlab(cpu, cache, page));
    cpu.restoreInterrupts(on);
  }

  @Override
  public void tidy(Cpu cpu) {}

  // -------------------------------------------- cpus that go: slab_cpuup_callback

  /** {@code CPU_DEAD}. */
  @Override
  public void offline(Cpu cpu, Cpu dead) {
    for (int cache = 0; cache < SlubWords.CACHES; cache++) {
      if (geometry(cache) != null) {
        boolean on = cpu.saveInterrupts();
        flushDead(cpu, dead, cache);
        cpu.restoreInterrupts(on);
      }
    }
  }

  protected void flushDead(Cpu cpu, Cpu dead, int cache) {
    flushCpuSlab(cpu, dead, cache);
  }

  /** {@code CPU_UP_PREPARE}: {@code init_kmem_cache_cpu}. */
  @Override
  public void online(Cpu cpu, Cpu back) {
    for (int cache = 0; cache < SlubWords.CACHES; cache++) {
      if (geometry(cache) != null) {
        setOfCpu(cpu, back, cache, SlubWords.CPU_PAGE, 0);
        setOfCpu(cpu, back, cache, SlubWords.CPU_FREELIST, 0);
        setOfCpu(cpu, back, cache, SlubWords.CPU_NODE, 0);
        setOfCpu(cpu, back, cache, SlubWords.CPU_OFFSET, geometry(cache).offset());
      }
    }
  }

  // --------------------------- memory that comes: slab_memory_callback of b9049e234401

  @Override
  public void bootWithoutLastNode(Cpu cpu) {
    int last = nodes() - 1;
    if (last > 0 && machine.pages().remove(cpu, last)) {
      forgetNode(cpu, last);
    }
  }

  @Override
  public void lastNodeComes(Cpu cpu) {
    int last = nodes() - 1;
    if (!machine.pages().hasMemory(cpu, last)) {
      goingOnline(cpu);
      machine.pages().add(cpu, last);
    }
  }

  /**
   * {@code MEM_GOING_ONLINE}: each cache gets its structure of the node before its memory comes.
   */
  protected void goingOnline(Cpu cpu) {
    makeNode(cpu);
  }

  // ------------------------------------------------------------------- sysfs

  @Override
  public void debug(Cpu cpu, boolean on) {
    memory.setOpaque(cpu, words.slubDebug(), on ? 1 : 0);
    for (int cache = 0; cache < SlubWords.CACHES; cache++) {
      if (geometry(cache) != null) {
        memory.setOpaque(cpu, words.cache(cache), on ? 1 : 0);
      }
    }
  }

  @Override
  public void prefer(Cpu cpu, int node) {
    if (node < nodes()) {
      memory.setOpaque(cpu, words.policy(cpu), node + 1);
    }
  }

  /** {@code show_slab_objects} of the cpu slabs: looks at each once, for its owner goes on. */
  @Override
  public void show(Cpu cpu, int cache) {
    long objects = 0;
    for (Cpu owner : machine.cpus()) {
      objects += objectsOf(cpu, owner, cache);
    }
    tell(cpu, SlubEvent.SHOWN, words.cache(cache), objects);
  }

  protected long objectsOf(Cpu cpu, Cpu owner, int cache) {
    long page = cpuPage(cpu, owner, cache);
    return page == 0 ? 0 : inuse(cpu, page);
  }

  @Override
  public void freeAgain(Cpu cpu, int cache) {
    consistency.freeAgain(this, cpu, cache);
  }

  @Override
  public void freeForeign(Cpu cpu, int cache) {
    consistency.freeForeign(this, cpu, cache);
  }

  // ------------------------------------------------------------------ census

  @Override
  public long usable(long object) {
    long cache = memory.peek(words.ofPage(words.slabOf(object), SlubWords.SLAB));
    CacheGeometry geometry = cache == 0 ? null : geometry(words.cacheAt(cache));
    return geometry == null ? 0 : geometry.objectBytes();
  }

  @Override
  public long alignment(long bytes) {
    return 8;
  }

  @Override
  public SlubCensus census() {
    return new SlubCensusTaker(machine, words, this::geometry, keepsFreelistInPage()).take();
  }

  /** Whether a cpu's own list hangs from the slab's {@code struct page}. */
  protected boolean keepsFreelistInPage() {
    return false;
  }

  @Override
  public String name(long address) {
    long first = machine.pageAddresses().get(0);
    long slab = words.slabOf(address);
    if (address < first
        || address >= first + (long) machine.shape().pages() * machine.shape().pageBytes()) {
      return words.name(address);
    }
    long cache = memory.peek(words.ofPage(slab, SlubWords.SLAB));
    CacheGeometry geometry = cache == 0 ? null : geometry(words.cacheAt(cache));
    long distance = address - slab;
    if (geometry == null) {
      return machine.name(address);
    }
    String object = "slab%s.o%s".formatted(words.number(slab), distance / geometry.size());
    long rest = distance % geometry.size();
    return rest == 0 ? object : object + "+" + rest;
  }
}
