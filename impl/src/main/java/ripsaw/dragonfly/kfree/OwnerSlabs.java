package ripsaw.dragonfly.kfree;

import java.util.ArrayList;
import java.util.List;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Memory;
import ripsaw.machine.Shape;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.OwnerPrivate;

/**
 * What a cpu does with the slabs that it owns: it makes them and carves them into chunks of one
 * size class, keeps those with free chunks on a list for each class, takes chunks home, and puts a
 * ripped slab into its cache until the pages go back. Only the owner calls any of this, in a
 * critical section or in its signal handler. When a slab parks, and what of it others may still
 * touch, is the business of {@link RemoteFree}.
 *
 * <p>The numbers m1 to m9 are the steps of kmalloc in the research notes, section A.4.
 */
public class OwnerSlabs {
  /** {@code ZALLOC_SLAB_SLIDE}: how far the first never-used chunk slides from slab to slab. */
  private static final int SLIDE = 20;

  // A cpu's own words: these, then its cache of free slabs, then the ends of its lists.
  private static final int FREE_SLABS = 0;
  private static final int JUNK_INDEX = 1;
  private static final int CACHE = 2;

  protected final Machine machine;
  protected final Memory memory;
  private final SlabList[][] lists;
  private final CpuLocal[] own;

  public OwnerSlabs(Machine machine) {
    Shape shape = machine.shape();
    int classes = new SizeClasses(shape).count();
    this.machine = machine;
    this.memory = machine.memory();
    this.own = new CpuLocal[shape.cpus()];
    this.lists = new SlabList[shape.cpus()][classes];
    int ends = CACHE + shape.pages();
    for (Cpu cpu : machine.cpus()) {
      own[cpu.id()] = machine.cpuLocal(cpu, ends + SlabList.words(classes));
      for (int index = 0; index < classes; index++) {
        lists[cpu.id()][index] = new SlabList(memory, own[cpu.id()], ends + SlabList.words(index));
      }
    }
  }

  /** The critical section that keeps the signal handler of this cpu off a slab in transition. */
  protected void enter(Cpu cpu) {
    cpu.enterCritical();
  }

  protected void leave(Cpu cpu) {
    cpu.leaveCritical();
  }

  // ------------------------------------------------------------------ lists

  /** The slab of the class that was listed last; 0 if none is. */
  long newest(Cpu cpu, int index) {
    return list(cpu, index).first(cpu);
  }

  /** The slab of the class that was listed first; 0 if none is. */
  long oldest(Cpu cpu, int index) {
    return list(cpu, index).last(cpu);
  }

  /** One list for each class. */
  SlabList[] lists(Cpu cpu) {
    return lists[cpu.id()];
  }

  void enlist(Cpu cpu, long zone) {
    list(cpu, zone).addFirst(cpu, zone);
    machine.watch().happened(cpu, KfreeEvent.LISTED, zone, 0);
  }

  void unlist(Cpu cpu, long zone) {
    list(cpu, zone).remove(cpu, zone);
  }

  /** How often a slab stands on the lists of its class, whosever they are; no access. */
  int listings(long zone) {
    int index = Math.clamp(memory.peek(zone + SlabHeader.CLASS), 0, lists[0].length - 1);
    int count = 0;
    for (SlabList[] ofCpu : lists) {
      for (long listed : ofCpu[index].peek(machine.shape().pages())) {
        count += listed == zone ? 1 : 0;
      }
    }
    return count;
  }

  // ----------------------------------------------------------- chunks leave

  /** m6: one free chunk fewer; returns how many are left. */
  long countDown(Cpu cpu, long zone) {
    long free = get(cpu, zone, SlabHeader.FREE) - 1;
    set(cpu, zone, SlabHeader.FREE, free);
    return free;
  }

  /** m7, first choice: a chunk that was used before; 0 if there is none. */
  @OwnerPrivate
  final long popLocal(Cpu cpu, long zone) {
    long chunk = get(cpu, zone, SlabHeader.LOCAL);
    if (chunk != 0) {
      long next = memory.getPlain(cpu, chunk);
      set(cpu, zone, SlabHeader.LOCAL, next);
      if (next == 0) {
        set(cpu, zone, SlabHeader.LOCAL_TAIL, zone + SlabHeader.LOCAL);
      }
    }
    return chunk;
  }

  /** m7, second choice: the next chunk of the never-used range. */
  protected long advanceUnused(Cpu cpu, long zone) {
    long index = (get(cpu, zone, SlabHeader.UNUSED) + 1) % get(cpu, zone, SlabHeader.CAPACITY);
    if (index == get(cpu, zone, SlabHeader.UNUSED_END)) {
      machine
          .watch()
          .violated(
              new Violation(
                  KfreeProperty.FREE_COUNT,
                  "corrupted zone: %s".formatted(SlabNames.name(machine, zone))));
    }
    set(cpu, zone, SlabHeader.UNUSED, index);
    return firstChunk(cpu, zone);
  }

  /** The chunk that the never-used cursor stands on. */
  @OwnerPrivate
  final long firstChunk(Cpu cpu, long zone) {
    return get(cpu, zone, SlabHeader.FIRST)
        + get(cpu, zone, SlabHeader.UNUSED) * get(cpu, zone, SlabHeader.CHUNK);
  }

  /** m8: a listed slab for this class, from the cache or with new pages; 0 if neither has one. */
  @OwnerPrivate
  final long make(Cpu cpu, int chunkBytes, boolean wait) {
    Shape shape = machine.shape();
    long zone = popCache(cpu);
    boolean dirty = zone != 0;
    if (dirty) {
      memory.begin(cpu, zone, shape.slabBytes());
      for (int field = 0; field < SlabHeader.BYTES; field += 8) {
        set(cpu, zone, field, 0);
      }
    } else {
      zone = newPages(cpu, wait);
      if (zone == 0) {
        return 0;
      }
    }
    int grain = grain(chunkBytes);
    long first = (zone + SlabHeader.BYTES + grain - 1) / grain * grain;
    long capacity = Math.min(shape.chunksPerSlab(), fitting(zone, first, chunkBytes));
    long unused = own(cpu).get(cpu, JUNK_INDEX) % capacity;
    own(cpu).set(cpu, JUNK_INDEX, own(cpu).get(cpu, JUNK_INDEX) + SLIDE);
    set(cpu, zone, SlabHeader.MAGIC, SlabHeader.SLAB);
    set(cpu, zone, SlabHeader.OWNER, cpu.id());
    set(cpu, zone, SlabHeader.FREE, capacity - 1);
    set(cpu, zone, SlabHeader.CAPACITY, capacity);
    set(cpu, zone, SlabHeader.FIRST, first);
    set(cpu, zone, SlabHeader.CHUNK, chunkBytes);
    set(cpu, zone, SlabHeader.CLASS, SizeClasses.index(chunkBytes));
    set(cpu, zone, SlabHeader.UNUSED, unused);
    set(cpu, zone, SlabHeader.UNUSED_END, unused);
    set(cpu, zone, SlabHeader.LOCAL_TAIL, zone + SlabHeader.LOCAL);
    set(cpu, zone, SlabHeader.DIRTY, marksDirty(dirty) ? 1 : 0);
    machine.watch().happened(cpu, MachineEvent.SLAB_CREATED, zone, 0);
    enlist(cpu, zone);
    return zone;
  }

  /** Pages for a slab, aligned to its size; 0 if there are none. */
  protected long newPages(Cpu cpu, boolean wait) {
    int pages = machine.shape().slabPages();
    return machine.pages().allocate(cpu, pages, pages, wait);
  }

  /** Chunks between the first one and the end of the slab. */
  protected long fitting(long zone, long first, int chunkBytes) {
    return (zone + machine.shape().slabBytes() - first) / chunkBytes;
  }

  /** Alignment of chunk 0: a power-of-two size is aligned to itself. */
  protected int grain(int chunkBytes) {
    return SizeClasses.isPowerOfTwo(chunkBytes) ? chunkBytes : 8;
  }

  /** A recycled slab holds its old contents; only pages fresh from the page allocator are zero. */
  protected boolean marksDirty(boolean recycled) {
    return recycled;
  }

  // ------------------------------------------------------- chunks come home

  /** Puts one chunk on the local list; true if it is the slab's only free one. */
  boolean push(Cpu cpu, long zone, long chunk) {
    long head = get(cpu, zone, SlabHeader.LOCAL);
    memory.setPlain(cpu, chunk, head);
    if (head == 0) {
      set(cpu, zone, SlabHeader.LOCAL_TAIL, chunk);
    }
    set(cpu, zone, SlabHeader.LOCAL, chunk);
    long free = get(cpu, zone, SlabHeader.FREE);
    set(cpu, zone, SlabHeader.FREE, free + 1);
    return free == 0;
  }

  /** Appends a chain of chunks to the local list, and returns how many there were. */
  int append(Cpu cpu, long zone, long chain) {
    memory.setPlain(cpu, get(cpu, zone, SlabHeader.LOCAL_TAIL), chain);
    int count = 0;
    for (long chunk = chain; chunk != 0; chunk = memory.getPlain(cpu, chunk)) {
      set(cpu, zone, SlabHeader.LOCAL_TAIL, chunk);
      if (++count > get(cpu, zone, SlabHeader.CAPACITY)) {
        machine
            .watch()
            .violated(new Violation(CommonProperty.CONSERVATION, "a cycle in the chain"));
        break;
      }
    }
    machine.watch().happened(cpu, KfreeEvent.DRAINED, zone, count);
    return count;
  }

  /** So many chunks were appended; a slab that is off the list is listed again. */
  protected void refill(Cpu cpu, long zone, int count) {
    long free = get(cpu, zone, SlabHeader.FREE);
    set(cpu, zone, SlabHeader.FREE, free + count);
    if (free == 0 && count > 0) {
      enlist(cpu, zone);
    }
  }

  // -------------------------------------------------------------------- rip

  /** All chunks are home, and it is not the last slab of its class. */
  protected boolean isSpare(Cpu cpu, long zone) {
    return isWhole(cpu, zone) && !list(cpu, zone).hasOnly(cpu, zone);
  }

  protected boolean isWhole(Cpu cpu, long zone) {
    return get(cpu, zone, SlabHeader.FREE) == get(cpu, zone, SlabHeader.CAPACITY);
  }

  /** The tear-down begins: the slab is nobody's source of chunks any more. */
  void rip(Cpu cpu, long zone) {
    machine.watch().happened(cpu, MachineEvent.SLAB_RIPPED, zone, 0);
    unlist(cpu, zone);
    set(cpu, zone, SlabHeader.MAGIC, SlabHeader.RIPPED);
  }

  /** From here on nobody has a right to the slab. Its pages go later, where sleeping is allowed. */
  protected void retire(Cpu cpu, long zone) {
    memory.end(cpu, zone, machine.shape().slabBytes());
    pushCache(cpu, zone);
  }

  // ------------------------------------------------------------------ cache

  @OwnerPrivate
  private void pushCache(Cpu cpu, long zone) {
    long cached = own(cpu).get(cpu, FREE_SLABS);
    own(cpu).set(cpu, CACHE + (int) cached, zone);
    own(cpu).set(cpu, FREE_SLABS, cached + 1);
  }

  /** A free slab out of the cache; 0 if there is none. */
  protected long popCache(Cpu cpu) {
    long cached = own(cpu).get(cpu, FREE_SLABS);
    if (cached == 0) {
      return 0;
    }
    own(cpu).set(cpu, FREE_SLABS, cached - 1);
    return own(cpu).get(cpu, CACHE + (int) cached - 1);
  }

  /** m2, hysteresis: a cpu keeps a few free slabs, and gives the pages of the others back. */
  protected void shrinkCache(Cpu cpu) {
    while (keepsTooMany(cpu)) {
      giveBackOne(cpu);
    }
  }

  protected final boolean keepsTooMany(Cpu cpu) {
    return own(cpu).get(cpu, FREE_SLABS) > machine.shape().cachedSlabs();
  }

  protected final void giveBackOne(Cpu cpu) {
    cpu.enterCritical();
    long zone = popCache(cpu);
    release(cpu, zone);
    cpu.leaveCritical();
  }

  protected void release(Cpu cpu, long zone) {
    machine.pages().free(cpu, zone, machine.shape().slabPages());
  }

  /** The free slabs that a cpu keeps; no access. */
  List<Long> cached(Cpu cpu) {
    CpuLocal mine = own[cpu.id()];
    List<Long> cached = new ArrayList<>();
    for (int i = 0; i < mine.peek(FREE_SLABS); i++) {
      cached.add(mine.peek(CACHE + i));
    }
    return cached;
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
  private SlabList list(Cpu cpu, int index) {
    return lists[cpu.id()][index];
  }

  @OwnerPrivate
  private SlabList list(Cpu cpu, long zone) {
    return list(cpu, (int) get(cpu, zone, SlabHeader.CLASS));
  }
}
