package ripsaw.dragonfly.kfree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.OwnerPrivate;

/**
 * {@code kern_slaballoc.c}: what callers see of DragonFly's slab allocator, as all versions share
 * it. A request is served out of a slab of the cpu that makes it, or with pages of its own. The
 * calls go one way: to {@link RemoteFree}, which says at each edge of a slab's life what a version
 * does there, and from both to {@link OwnerSlabs}, in which the slabs are.
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
  protected final Machine machine;
  protected final Memory memory;
  private final RemoteFree remote;
  private final OwnerSlabs slabs;
  private final Accounting accounting;
  private final SizeClasses sizes;

  /** One word a cpu: oversized blocks that an interrupt put aside. */
  private final CpuLocal[] deferred;

  public SlabAllocator(Machine machine, RemoteFree remote) {
    this.machine = machine;
    this.memory = machine.memory();
    this.remote = remote;
    this.slabs = remote.slabs;
    this.accounting = remote.accounting;
    this.sizes = new SizeClasses(machine.shape());
    this.deferred = new CpuLocal[machine.cpus().size()];
    for (Cpu cpu : machine.cpus()) {
      deferred[cpu.id()] = machine.cpuLocal(cpu, 1);
      cpu.onSignal(remote::take);
    }
  }

  // ---------------------------------------------------------------- kmalloc

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    Set<Flag> wanted = Set.of(flags);
    boolean wait = !wanted.contains(Flag.NOWAIT);
    boolean zero = wanted.contains(Flag.ZERO);
    List<Flag> told = List.of(flags);
    happened(
        cpu,
        KfreeEvent.ASKED,
        bytes,
        KfreeEvent.flags(!told.contains(Flag.NOWAIT), told.contains(Flag.ZERO)));
    if (bytes == 0) {
      return ZERO_SIZE;
    }
    if (accounting.isOverLimit(cpu, type)) { // m1
      return OVER_LIMIT;
    }
    if (wait) {
      slabs.shrinkCache(cpu); // m2
      releaseDeferred(cpu); // m3
    }
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
    happened(cpu, KfreeEvent.TAKEN, block, 0);
    charge(cpu, type, (long) pages * machine.shape().pageBytes());
    return block;
  }

  private long allocateChunk(Cpu cpu, int type, long bytes, boolean wait, boolean zero) {
    slabs.enter(cpu);
    long chunk;
    boolean dirty;
    long zone = pick(cpu, SizeClasses.index(bytes)); // m5
    if (zone != 0) {
      happened(cpu, KfreeEvent.PICKED, zone, 0);
      countDown(cpu, zone);
      long recycled = slabs.popLocal(cpu, zone);
      chunk = recycled != 0 ? recycled : slabs.advanceUnused(cpu, zone);
      dirty = recycled != 0 || slabs.get(cpu, zone, SlabHeader.DIRTY) != 0;
    } else {
      zone = newZone(cpu, chunkBytes(bytes), wait);
      if (zone == 0) {
        slabs.leave(cpu);
        return NO_MEMORY;
      }
      chunk = slabs.firstChunk(cpu, zone);
      dirty = slabs.get(cpu, zone, SlabHeader.DIRTY) != 0;
    }
    happened(cpu, KfreeEvent.TAKEN, chunk, 0);
    long size = slabs.get(cpu, zone, SlabHeader.CHUNK);
    charge(cpu, type, size);
    slabs.leave(cpu);
    if (zero && dirty) {
      happened(cpu, KfreeEvent.ZEROED, chunk, 0);
      for (long word = chunk; word < chunk + size; word += 8) {
        memory.setPlain(cpu, word, 0);
      }
    }
    return chunk;
  }

  /** m5: a slab of the class with a free chunk; 0 if none is listed. */
  protected long pick(Cpu cpu, int index) {
    return remote.takesOldest() ? slabs.oldest(cpu, index) : slabs.newest(cpu, index);
  }

  /** m6: the last free chunk decides whether the slab stays on the list. */
  private void countDown(Cpu cpu, long zone) {
    if (slabs.countDown(cpu, zone) == 0 && remote.park(cpu, zone)) {
      slabs.unlist(cpu, zone);
    }
  }

  /** Size of the chunks of a slab that is made for a request. */
  protected int chunkBytes(long bytes) {
    return SizeClasses.chunkBytes(bytes);
  }

  /** m8: a slab for this class; 0 if there are no pages. */
  @OwnerPrivate
  private long newZone(Cpu cpu, int chunkBytes, boolean wait) {
    long zone = slabs.make(cpu, chunkBytes, wait);
    if (zone != 0) {
      remote.mark(cpu, zone);
    }
    return zone;
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
    } else if (slabs.get(cpu, zone, SlabHeader.OWNER) == cpu.id()) {
      remote.freeLocally(cpu, type, zone, address);
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
      happened(cpu, KfreeEvent.PUT_ASIDE, block, 0);
      // It is nobody's but this cpu's from here on, whoever allocated it.
      memory.begin(cpu, block, (long) pages * machine.shape().pageBytes());
      memory.setPlain(cpu, block, deferred(cpu).get(cpu, 0));
      memory.setPlain(cpu, block + 8, pages);
      deferred(cpu).set(cpu, 0, block);
      cpu.leaveCritical();
    } else {
      machine.pages().free(cpu, block, pages);
    }
  }

  /** Giving pages back may sleep, which an interrupt may not. */
  protected boolean defersRelease(Cpu cpu) {
    return cpu.isInInterrupt();
  }

  /** m3: oversized blocks that an interrupt put aside. */
  private void releaseDeferred(Cpu cpu) {
    while (deferred(cpu).get(cpu, 0) != 0) {
      cpu.enterCritical();
      long block = deferred(cpu).get(cpu, 0);
      deferred(cpu).set(cpu, 0, memory.getPlain(cpu, block));
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
    slabs.enter(cpu);
    for (SlabList list : slabs.lists(cpu)) {
      for (long zone : list.zones(cpu, machine.shape().pages())) {
        remote.tidy(cpu, zone);
      }
    }
    slabs.leave(cpu);
  }

  // --------------------------------------------------------------- krealloc

  @Override
  public long reallocate(Cpu cpu, int type, long address, long bytes) {
    if (address == ZERO_SIZE) {
      return allocate(cpu, type, bytes);
    }
    happened(cpu, KfreeEvent.RESIZED, address, bytes);
    long usable = usable(address);
    if (bytes > 0 && stays(usable, bytes)) {
      return address;
    }
    long moved = allocate(cpu, type, bytes);
    if (moved == NO_MEMORY || moved == OVER_LIMIT) {
      return moved;
    }
    for (long offset = 0; offset < Math.min(bytes, usable); offset += 8) {
      memory.setPlain(cpu, moved + offset, memory.getPlain(cpu, address + offset));
    }
    happened(cpu, KfreeEvent.MOVED, address, moved);
    free(cpu, type, address);
    return moved;
  }

  /**
   * Whether a block serves a request for so many bytes where it is.
   *
   * @param usable bytes that it has
   */
  protected boolean stays(long usable, long bytes) {
    return usable
        == (sizes.isOversized(bytes)
            ? (long) sizes.pages(bytes) * machine.shape().pageBytes()
            : SizeClasses.chunkBytes(bytes));
  }

  // ------------------------------------------------------------------ types

  @Override
  public int createType(Cpu cpu, long limit) {
    int type = accounting.create(limit);
    happened(cpu, KfreeEvent.TYPE_MADE, type, accounting.peekLoose(type));
    return type;
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
                  "type%s is destroyed with %s bytes still allocated".formatted(type, left)));
    }
    accounting.destroy(type);
  }

  // ----------------------------------------------------------------- census

  @Override
  public long usable(long address) {
    long mark = machine.pageTable().peek(address);
    return mark > 0
        ? mark * machine.shape().pageBytes()
        : memory.peek((address & -machine.shape().slabBytes()) + SlabHeader.CHUNK);
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
    return new SlabCensus(machine, remote, slabs).take(accounting.census(), reserve());
  }

  /** Cached slabs, and oversized blocks that an interrupt put aside. */
  private List<Census.Extent> reserve() {
    List<Census.Extent> reserve = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      for (long zone : slabs.cached(cpu)) {
        reserve.add(new Census.Extent(zone, machine.shape().slabBytes()));
      }
      long block = deferred[cpu.id()].peek(0);
      while (machine.isMemory(block) && reserve.size() <= machine.shape().pages()) {
        reserve.add(new Census.Extent(block, memory.peek(block + 8) * machine.shape().pageBytes()));
        block = memory.peek(block);
      }
    }
    return reserve;
  }

  @Override
  public String name(long address) {
    return accounting.name(address).orElseGet(() -> SlabNames.name(machine, address));
  }

  private void happened(Cpu cpu, KfreeEvent event, long address, long detail) {
    machine.watch().happened(cpu, event, address, detail);
  }

  @OwnerPrivate
  private CpuLocal deferred(Cpu cpu) {
    return deferred[cpu.id()];
  }
}
