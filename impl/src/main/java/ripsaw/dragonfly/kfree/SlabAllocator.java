package ripsaw.dragonfly.kfree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ripsaw.dragonfly.Accounting;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Memory;
import ripsaw.machine.Shape;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.OwnerPrivate;

/**
 * {@code kern_slaballoc.c}: the owner's side of DragonFly's slab allocator, as all versions share
 * it. A cpu carves slabs into chunks of one size class, keeps those with free chunks on a list for
 * each class, and gives a slab back when all its chunks are home. Frees by other cpus are the
 * business of {@link RemoteFree}.
 *
 * <p>What holds whenever the owner is outside its critical sections, and the property that says so:
 *
 * <ul>
 *   <li>every chunk of a slab is in one place ({@code conservation}), and the free count counts the
 *       local list and the never-used range ({@code free-count});
 *   <li>a slab is listed exactly while that count is above zero ({@code listing}), and marked for a
 *       signal while it is not ({@code parked-mark}, {@code no-stranding});
 *   <li>a rip takes whole slabs only, and never the last of its class ({@code
 *       rip-only-when-empty}), and the page table stops naming the slab before its pages go ({@code
 *       page-table}).
 * </ul>
 *
 * <p>The numbers m1 to m9 are the steps of kmalloc in the research notes, section A.4.
 */
public class SlabAllocator implements Allocator {
  /** {@code ZALLOC_SLAB_SLIDE}: how far the first never-used chunk slides from slab to slab. */
  private static final int SLIDE = 20;

  // A cpu's own words: these, then its cache of free slabs, then the ends of its lists.
  private static final int FREE_SLABS = 0;
  private static final int DEFERRED = 1;
  private static final int JUNK_INDEX = 2;
  private static final int CACHE = 3;

  protected final Machine machine;
  protected final Memory memory;
  protected final RemoteFree remote;
  private final Accounting accounting;
  private final SizeClasses sizes;
  private final ZoneList[][] lists;
  private final CpuLocal[] own;

  public SlabAllocator(Machine machine, RemoteFree remote) {
    this(machine, remote, new Accounting(machine));
  }

  /** The strategy learns its allocator here, and uses it only once a cpu runs. */
  @SuppressWarnings("this-escape")
  public SlabAllocator(Machine machine, RemoteFree remote, Accounting accounting) {
    Shape shape = machine.shape();
    this.machine = machine;
    this.memory = machine.memory();
    this.remote = remote;
    this.accounting = accounting;
    this.sizes = new SizeClasses(shape);
    this.own = new CpuLocal[shape.cpus()];
    this.lists = new ZoneList[shape.cpus()][sizes.count()];
    int ends = CACHE + shape.pages();
    for (Cpu cpu : machine.cpus()) {
      own[cpu.id()] = machine.cpuLocal(cpu, ends + ZoneList.words(sizes.count()));
      for (int index = 0; index < sizes.count(); index++) {
        lists[cpu.id()][index] = new ZoneList(memory, own[cpu.id()], ends + ZoneList.words(index));
      }
      cpu.onSignal(remote::take);
    }
    remote.attach(this);
  }

  // ---------------------------------------------------------------- kmalloc

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    Set<Flag> wanted = Set.of(flags);
    if (bytes == 0) {
      return ZERO_SIZE;
    }
    if (accounting.isOverLimit(cpu, type)) { // m1
      return OVER_LIMIT;
    }
    boolean wait = !wanted.contains(Flag.NOWAIT);
    if (wait) {
      shrinkCache(cpu); // m2
      releaseDeferred(cpu); // m3
    }
    boolean zero = wanted.contains(Flag.ZERO);
    return sizes.isOversized(bytes)
        ? allocatePages(cpu, type, bytes, wait)
        : allocateChunk(cpu, type, bytes, wait, zero);
  }

  /** m4: pages of their own, which come zeroed. There is no owner, hence no remote protocol. */
  private long allocatePages(Cpu cpu, int type, long bytes, boolean wait) {
    int pages = sizes.pages(bytes);
    long block = machine.pages().allocate(cpu, pages, 1, wait);
    if (block == 0) {
      return NO_MEMORY;
    }
    machine.pageTable().set(cpu, block, pages);
    charge(cpu, type, (long) pages * machine.shape().pageBytes());
    return block;
  }

  private long allocateChunk(Cpu cpu, int type, long bytes, boolean wait, boolean zero) {
    enterOwner(cpu);
    long chunk;
    boolean dirty;
    long zone = pick(cpu, SizeClasses.index(bytes)); // m5
    if (zone != 0) {
      countDown(cpu, zone);
      long recycled = popLocal(cpu, zone);
      chunk = recycled != 0 ? recycled : advanceUnused(cpu, zone);
      dirty = recycled != 0 || get(cpu, zone, Zone.DIRTY) != 0;
    } else {
      zone = newZone(cpu, SizeClasses.chunkBytes(bytes), wait);
      if (zone == 0) {
        leaveOwner(cpu);
        return NO_MEMORY;
      }
      chunk = firstChunk(cpu, zone);
      dirty = get(cpu, zone, Zone.DIRTY) != 0;
    }
    long size = get(cpu, zone, Zone.CHUNK);
    charge(cpu, type, size);
    leaveOwner(cpu);
    if (zero && dirty) {
      for (long word = chunk; word < chunk + size; word += 8) {
        memory.setPlain(cpu, word, 0);
      }
    }
    return chunk;
  }

  /** m5: a slab of the class with a free chunk; 0 if none is listed. */
  protected long pick(Cpu cpu, int index) {
    ZoneList list = list(cpu, index);
    return remote.takesOldest() ? list.last(cpu) : list.first(cpu);
  }

  /** m6: one free chunk fewer; the last one decides whether the slab stays on the list. */
  protected void countDown(Cpu cpu, long zone) {
    long free = get(cpu, zone, Zone.FREE) - 1;
    set(cpu, zone, Zone.FREE, free);
    if (free == 0 && remote.park(cpu, zone)) {
      list(cpu, zone).remove(cpu, zone);
    }
  }

  /** m7, first choice: a chunk that was used before; 0 if there is none. */
  @OwnerPrivate
  private long popLocal(Cpu cpu, long zone) {
    long chunk = get(cpu, zone, Zone.LOCAL);
    if (chunk != 0) {
      long next = memory.getPlain(cpu, chunk);
      set(cpu, zone, Zone.LOCAL, next);
      if (next == 0) {
        set(cpu, zone, Zone.LOCAL_TAIL, zone + Zone.LOCAL);
      }
    }
    return chunk;
  }

  /** m7, second choice: the next chunk of the never-used range. */
  @OwnerPrivate
  private long advanceUnused(Cpu cpu, long zone) {
    long index = (get(cpu, zone, Zone.UNUSED) + 1) % get(cpu, zone, Zone.CAPACITY);
    if (index == get(cpu, zone, Zone.UNUSED_END)) {
      machine
          .watch()
          .violated(
              new Violation(KfreeProperty.FREE_COUNT, "corrupted zone: %s".formatted(name(zone))));
    }
    set(cpu, zone, Zone.UNUSED, index);
    return firstChunk(cpu, zone);
  }

  /** The chunk that the never-used cursor stands on. */
  @OwnerPrivate
  private long firstChunk(Cpu cpu, long zone) {
    return get(cpu, zone, Zone.FIRST) + get(cpu, zone, Zone.UNUSED) * get(cpu, zone, Zone.CHUNK);
  }

  /** m8: a slab for this class, from the cache or from the page allocator; 0 if neither has one. */
  @OwnerPrivate
  private long newZone(Cpu cpu, int chunkBytes, boolean wait) {
    Shape shape = machine.shape();
    long zone = popCache(cpu);
    boolean dirty = zone != 0;
    if (dirty) {
      memory.begin(cpu, zone, shape.slabBytes());
      for (int field = 0; field < Zone.BYTES; field += 8) {
        set(cpu, zone, field, 0);
      }
    } else {
      zone = machine.pages().allocate(cpu, shape.slabPages(), shape.slabPages(), wait);
      if (zone == 0) {
        return 0;
      }
    }
    int grain = grain(chunkBytes);
    long first = (zone + Zone.BYTES + grain - 1) / grain * grain;
    long capacity =
        Math.min(shape.chunksPerSlab(), (zone + shape.slabBytes() - first) / chunkBytes);
    long unused = own(cpu).get(cpu, JUNK_INDEX) % capacity;
    own(cpu).set(cpu, JUNK_INDEX, own(cpu).get(cpu, JUNK_INDEX) + SLIDE);
    set(cpu, zone, Zone.MAGIC, Zone.SLAB);
    set(cpu, zone, Zone.OWNER, cpu.id());
    set(cpu, zone, Zone.FREE, capacity - 1);
    set(cpu, zone, Zone.CAPACITY, capacity);
    set(cpu, zone, Zone.FIRST, first);
    set(cpu, zone, Zone.CHUNK, chunkBytes);
    set(cpu, zone, Zone.CLASS, SizeClasses.index(chunkBytes));
    set(cpu, zone, Zone.UNUSED, unused);
    set(cpu, zone, Zone.UNUSED_END, unused);
    set(cpu, zone, Zone.LOCAL_TAIL, zone + Zone.LOCAL);
    set(cpu, zone, Zone.DIRTY, marksDirty(dirty) ? 1 : 0);
    machine.watch().happened(cpu, MachineEvent.SLAB_CREATED, zone, 0);
    enlist(cpu, zone);
    remote.mark(cpu, zone);
    return zone;
  }

  /** Alignment of chunk 0: a power-of-two size is aligned to itself. */
  protected int grain(int chunkBytes) {
    return SizeClasses.isPowerOfTwo(chunkBytes) ? chunkBytes : 8;
  }

  /** A recycled slab holds its old contents; only pages fresh from the page allocator are zero. */
  protected boolean marksDirty(boolean recycled) {
    return recycled;
  }

  /** m9: what was granted is outstanding. */
  private void charge(Cpu cpu, int type, long bytes) {
    accounting.add(cpu, type, 1, bytes);
    accounting.charge(cpu, type, bytes);
  }

  // ------------------------------------------------------------------ kfree

  @Override
  public void free(Cpu cpu, int type, long address) {
    if (address == ZERO_SIZE) {
      return;
    }
    long mark = machine.pageTable().get(cpu, address);
    long zone = address & -machine.shape().slabBytes();
    if (mark > 0) {
      freePages(cpu, type, address, (int) mark);
    } else if (get(cpu, zone, Zone.OWNER) == cpu.id()) {
      freeLocally(cpu, type, zone, address);
    } else {
      remote.free(cpu, type, zone, address);
    }
  }

  /** The freeing cpu disposes of an oversized block; in an interrupt it may only put it aside. */
  private void freePages(Cpu cpu, int type, long block, int pages) {
    machine.pageTable().clear(cpu, block);
    accounting.add(cpu, type, -1, -(long) pages * machine.shape().pageBytes());
    if (defersRelease(cpu)) {
      cpu.enterCritical();
      // It is nobody's but this cpu's from here on, whoever allocated it.
      memory.begin(cpu, block, (long) pages * machine.shape().pageBytes());
      memory.setPlain(cpu, block, own(cpu).get(cpu, DEFERRED));
      memory.setPlain(cpu, block + 8, pages);
      own(cpu).set(cpu, DEFERRED, block);
      cpu.leaveCritical();
    } else {
      machine.pages().free(cpu, block, pages);
    }
  }

  /** Giving pages back may sleep, which an interrupt may not. */
  protected boolean defersRelease(Cpu cpu) {
    return cpu.isInInterrupt();
  }

  /** The owner frees a chunk of its own slab. */
  void freeLocally(Cpu cpu, int type, long zone, long chunk) {
    enterOwner(cpu);
    long head = get(cpu, zone, Zone.LOCAL);
    memory.setPlain(cpu, chunk, head);
    if (head == 0) {
      set(cpu, zone, Zone.LOCAL_TAIL, chunk);
    }
    set(cpu, zone, Zone.LOCAL, chunk);
    long free = get(cpu, zone, Zone.FREE);
    set(cpu, zone, Zone.FREE, free + 1);
    if (free == 0) {
      remote.unpark(cpu, zone);
      enlist(cpu, zone);
    }
    accounting.add(cpu, type, -1, -get(cpu, zone, Zone.CHUNK));
    ripIfWhole(cpu, zone);
    leaveOwner(cpu);
  }

  /** The critical section that keeps the signal handler of this cpu off a slab in transition. */
  protected void enterOwner(Cpu cpu) {
    cpu.enterCritical();
  }

  protected void leaveOwner(Cpu cpu) {
    cpu.leaveCritical();
  }

  /** Owner: appends a chain of chunks to the local list, and returns how many there were. */
  public int append(Cpu cpu, long zone, long chain) {
    memory.setPlain(cpu, get(cpu, zone, Zone.LOCAL_TAIL), chain);
    int count = 0;
    for (long chunk = chain; chunk != 0; chunk = memory.getPlain(cpu, chunk)) {
      set(cpu, zone, Zone.LOCAL_TAIL, chunk);
      if (++count > get(cpu, zone, Zone.CAPACITY)) {
        machine
            .watch()
            .violated(new Violation(CommonProperty.CONSERVATION, "a cycle in the chain"));
        break;
      }
    }
    machine.watch().happened(cpu, KfreeEvent.DRAINED, zone, count);
    return count;
  }

  /** Owner: so many chunks came home from the remote list; an off-list slab is listed again. */
  public void refill(Cpu cpu, long zone, int count) {
    long free = get(cpu, zone, Zone.FREE);
    set(cpu, zone, Zone.FREE, free + count);
    if (free == 0 && count > 0) {
      enlist(cpu, zone);
    }
    ripIfWhole(cpu, zone);
  }

  protected void enlist(Cpu cpu, long zone) {
    list(cpu, zone).addFirst(cpu, zone);
    machine.watch().happened(cpu, KfreeEvent.LISTED, zone, 0);
  }

  // -------------------------------------------------------------------- rip

  /**
   * The tear-down: all chunks are home, nobody pins the slab, and it is not the last of its class.
   */
  protected void ripIfWhole(Cpu cpu, long zone) {
    if (isWhole(cpu, zone) && !list(cpu, zone).hasOnly(cpu, zone) && remote.mayRip(cpu, zone)) {
      rip(cpu, zone);
    }
  }

  protected boolean isWhole(Cpu cpu, long zone) {
    return get(cpu, zone, Zone.FREE) == get(cpu, zone, Zone.CAPACITY);
  }

  /** From here on nobody has a right to the slab. Its pages go later, where sleeping is allowed. */
  private void rip(Cpu cpu, long zone) {
    machine.watch().happened(cpu, MachineEvent.SLAB_RIPPED, zone, 0);
    list(cpu, zone).remove(cpu, zone);
    set(cpu, zone, Zone.MAGIC, Zone.RIPPED);
    remote.unmark(cpu, zone);
    memory.end(cpu, zone, machine.shape().slabBytes());
    pushCache(cpu, zone);
  }

  @OwnerPrivate
  private void pushCache(Cpu cpu, long zone) {
    long cached = own(cpu).get(cpu, FREE_SLABS);
    own(cpu).set(cpu, CACHE + (int) cached, zone);
    own(cpu).set(cpu, FREE_SLABS, cached + 1);
  }

  @OwnerPrivate
  private long popCache(Cpu cpu) {
    long cached = own(cpu).get(cpu, FREE_SLABS);
    if (cached == 0) {
      return 0;
    }
    own(cpu).set(cpu, FREE_SLABS, cached - 1);
    return own(cpu).get(cpu, CACHE + (int) cached - 1);
  }

  /** m2, hysteresis: a cpu keeps a few free slabs, and gives the pages of the others back. */
  private void shrinkCache(Cpu cpu) {
    while (own(cpu).get(cpu, FREE_SLABS) > machine.shape().cachedSlabs()) {
      cpu.enterCritical();
      long zone = popCache(cpu);
      release(cpu, zone);
      cpu.leaveCritical();
    }
  }

  protected void release(Cpu cpu, long zone) {
    machine.pages().free(cpu, zone, machine.shape().slabPages());
  }

  /** m3: oversized blocks that an interrupt put aside. */
  private void releaseDeferred(Cpu cpu) {
    while (own(cpu).get(cpu, DEFERRED) != 0) {
      cpu.enterCritical();
      long block = own(cpu).get(cpu, DEFERRED);
      own(cpu).set(cpu, DEFERRED, memory.getPlain(cpu, block));
      releaseDeferred(cpu, block);
      cpu.leaveCritical();
    }
  }

  /** The size lies in the block, so it is read before the block is gone. */
  protected void releaseDeferred(Cpu cpu, long block) {
    machine.pages().free(cpu, block, (int) memory.getPlain(cpu, block + 8));
  }

  @Override
  public void tidy(Cpu cpu) {
    enterOwner(cpu);
    for (ZoneList list : lists[cpu.id()]) {
      for (long zone : list.zones(cpu, machine.shape().pages())) {
        remote.tidy(cpu, zone);
      }
    }
    leaveOwner(cpu);
  }

  // --------------------------------------------------------------- krealloc

  @Override
  public long reallocate(Cpu cpu, int type, long address, long bytes) {
    if (address == ZERO_SIZE) {
      return allocate(cpu, type, bytes);
    }
    long usable = usable(address);
    if (bytes > 0 && usable == roundedSize(bytes)) {
      return address;
    }
    long moved = allocate(cpu, type, bytes);
    if (moved == NO_MEMORY || moved == OVER_LIMIT) {
      return moved;
    }
    for (long offset = 0; offset < Math.min(bytes, usable); offset += 8) {
      memory.setPlain(cpu, moved + offset, memory.getPlain(cpu, address + offset));
    }
    free(cpu, type, address);
    return moved;
  }

  private long roundedSize(long bytes) {
    return sizes.isOversized(bytes)
        ? (long) sizes.pages(bytes) * machine.shape().pageBytes()
        : SizeClasses.chunkBytes(bytes);
  }

  // ------------------------------------------------------------------ types

  @Override
  public int createType(Cpu cpu, long limit) {
    return accounting.create(limit);
  }

  @Override
  public void destroyType(Cpu cpu, int type) {
    machine.synchronizeSignals(cpu); // a message in flight may still refer to the type (6c92c1f218)
    long left = accounting.leftAtDestruction(cpu, type);
    if (left != 0) {
      machine
          .watch()
          .violated(
              new Violation(
                  CommonProperty.TYPE_DESTRUCTION,
                  "type%d is destroyed with %d bytes still allocated".formatted(type, left)));
    }
    accounting.destroy(type);
  }

  /** Who did how much, for the strategies. */
  public Accounting accounting() {
    return accounting;
  }

  // ----------------------------------------------------------------- census

  @Override
  public long usable(long address) {
    long mark = machine.pageTable().peek(address);
    return mark > 0
        ? mark * machine.shape().pageBytes()
        : memory.peek((address & -machine.shape().slabBytes()) + Zone.CHUNK);
  }

  @Override
  public long alignment(long bytes) {
    if (sizes.isOversized(bytes)) {
      return machine.shape().pageBytes();
    }
    return SizeClasses.isPowerOfTwo(bytes) ? Math.max(bytes, 8) : 8;
  }

  @Override
  public KfreeCensus census() {
    return new SlabCensus(machine, remote, lists).take(accounting.census(), reserve());
  }

  /** Cached slabs, and oversized blocks that an interrupt put aside. */
  private List<Census.Extent> reserve() {
    List<Census.Extent> reserve = new ArrayList<>();
    for (CpuLocal mine : own) {
      for (int i = 0; i < mine.peek(FREE_SLABS); i++) {
        reserve.add(new Census.Extent(mine.peek(CACHE + i), machine.shape().slabBytes()));
      }
      long block = mine.peek(DEFERRED);
      while (machine.isMemory(block) && reserve.size() <= machine.shape().pages()) {
        reserve.add(new Census.Extent(block, memory.peek(block + 8) * machine.shape().pageBytes()));
        block = memory.peek(block);
      }
    }
    return reserve;
  }

  @Override
  public String name(long address) {
    return accounting.name(address).orElseGet(() -> SlabCensus.name(machine, address));
  }

  // ----------------------------------------------------------- the header

  @OwnerPrivate
  protected final long get(Cpu cpu, long zone, int field) {
    return memory.getPlain(cpu, zone + field);
  }

  @OwnerPrivate
  protected final void set(Cpu cpu, long zone, int field, long value) {
    memory.setPlain(cpu, zone + field, value);
  }

  @OwnerPrivate
  private CpuLocal own(Cpu cpu) {
    return own[cpu.id()];
  }

  @OwnerPrivate
  private ZoneList list(Cpu cpu, int index) {
    return lists[cpu.id()][index];
  }

  @OwnerPrivate
  private ZoneList list(Cpu cpu, long zone) {
    return list(cpu, (int) get(cpu, zone, Zone.CLASS));
  }
}
