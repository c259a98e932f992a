package ripsaw.netbsd.vmem;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.lock.LockClass;
import ripsaw.machine.smp.ConditionVariable;
import ripsaw.machine.smp.Mutex;
import ripsaw.machine.smp.SleepMutex;
import ripsaw.machine.smp.SpinMutex;
import ripsaw.netbsd.vmem.census.Request;
import ripsaw.netbsd.vmem.census.VmemCensus;
import ripsaw.netbsd.vmem.census.VmemEvent;
import ripsaw.spec.Census;
import ripsaw.subject.Allocator;

/**
 * The reference: an arena of address ranges under boundary tags, as {@code subr_vmem.c}, with no
 * wakeup lost. Under the arena's lock:
 *
 * <ul>
 *   <li>the tags of a span tile it, and no two free ones are neighbours ({@code tiling});
 *   <li>a free tag is in the list of its size, a busy one in the hash ({@code tag-lists});
 *   <li>who finds nothing, here or at the source, sleeps only if nothing became free since it
 *       looked, and who frees wakes all behind that ({@code wakeup}).
 * </ul>
 *
 * No tag goes to the pool under the lock ({@code tags-unlocked}), for a pool may come back here.
 *
 * <p>Over 400 lines, because an allocation, a free and an import take tags of each other's making.
 */
public class Vmem extends TagWords implements Allocator {
  protected static final long QUANTUM = VmemCensus.QUANTUM;

  /** No range, and no tag. */
  protected static final long NONE = Request.NOTHING;

  protected static final LockClass ARENA_LOCK = LockClass.of("the arena's lock").forbiddingPages();

  protected final Mutex lock;
  protected final ConditionVariable room;
  private final SpinMutex poolLock;
  private int types;

  /** {@code IPL_NONE}: the lock is an adaptive mutex. */
  public Vmem(Machine machine) {
    this(machine, new SleepMutex(machine, lockWord(machine), ARENA_LOCK));
  }

  /**
   * @param lock of the arena
   */
  protected Vmem(Machine machine, Mutex lock) {
    super(machine);
    this.lock = lock;
    this.poolLock =
        new SpinMutex(machine, poolLockWord(machine), LockClass.of("the lock of the pool of tags"));
    this.room = ConditionVariable.endedByCallers(machine, roomWord(machine), "room in the arena");
  }

  protected final void happened(Lwp lwp, VmemEvent event, long address, long detail) {
    machine.watch().happened(lwp.cpu(), event, address, detail);
  }

  // ----------------------------------------------------------- what callers do

  @Override
  public int createType(Cpu cpu, long limit) {
    return types++;
  }

  @Override
  public void destroyType(Cpu cpu, int type) {}

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    if (bytes == 0) {
      return ZERO_SIZE;
    }
    if (bytes > (long) machine.shape().pages() * machine.shape().pageBytes()) {
      return NO_MEMORY; // the source never has so much
    }
    Set<Flag> asked = EnumSet.noneOf(Flag.class);
    asked.addAll(List.of(flags));
    Lwp lwp = new Lwp(cpu);
    long address = xalloc(lwp, Request.of(rounded(bytes), !asked.contains(Flag.NOWAIT)));
    if (address == NONE) {
      return NO_MEMORY;
    }
    for (long word = 0; asked.contains(Flag.ZERO) && word < bytes; word += 8) {
      zero(lwp.cpu(), address + word);
    }
    return address;
  }

  /** {@code memset} of {@code kmem_zalloc}, a word of it. */
  protected void zero(Cpu cpu, long word) {
    set(cpu, word, 0);
  }

  @Override
  public void free(Cpu cpu, int type, long address) {
    if (address != ZERO_SIZE) {
      xfree(new Lwp(cpu, Lwp.Purpose.FREE), address);
    }
  }

  @Override
  public long reallocate(Cpu cpu, int type, long address, long bytes) {
    throw new UnsupportedOperationException("vmem has no realloc");
  }

  @Override
  public void tidy(Cpu cpu) {}

  /** A caller asks for exactly a range that is free now, and frees it again. */
  void askForFixed(Cpu cpu) {
    Lwp lwp = new Lwp(cpu);
    lwp.lock(lock);
    long tag = firstFree(lwp.cpu());
    long start = tag == 0 ? 0 : start(lwp.cpu(), tag);
    long bytes = tag == 0 ? 0 : bytes(lwp.cpu(), tag);
    lwp.unlock(lock);
    if (tag != 0) {
      askAndFree(lwp, new Request(bytes, QUANTUM, start, start + bytes - 1, false));
    }
  }

  /** A caller asks for a range that begins at a multiple of two quanta, and frees it again. */
  void askForAligned(Cpu cpu) {
    Request any = Request.of(QUANTUM, false);
    askAndFree(new Lwp(cpu), new Request(QUANTUM, 2 * QUANTUM, any.min(), any.max(), false));
  }

  /** A page is needed for the pool of tags, and stays there. Returns whether there is one. */
  protected boolean populate(Cpu cpu) {
    return xalloc(new Lwp(cpu, Lwp.Purpose.POPULATE), Request.of(pageBytes(), false)) != NONE;
  }

  private void askAndFree(Lwp lwp, Request want) {
    long address = xalloc(lwp, want);
    if (address != NONE) {
      xfree(lwp, address);
    }
  }

  private long firstFree(Cpu cpu) {
    long tag = 0;
    for (int order = 0; order < ORDERS && tag == 0; order++) {
      tag = get(cpu, freeList(order));
    }
    return tag;
  }

  // ------------------------------------------------------------------ allocate

  /** {@code vmem_xalloc}: an address, or {@link #NONE}. */
  protected final long xalloc(Lwp lwp, Request want) {
    long[] tags = takeTags(lwp);
    if (tags[1] == 0) {
      putTags(lwp, tags);
      happened(lwp, VmemEvent.REFUSED, 0, want.packed());
      return NONE;
    }
    lwp.lock(lock);
    long found = search(lwp, want);
    while (found == 0 && obtain(lwp, want)) {
      found = search(lwp, want);
    }
    long address = NONE;
    if (found != 0) {
      address = take(lwp.cpu(), want, found, tags);
      happened(lwp, VmemEvent.TAKEN, address, want.packed());
    }
    lwp.unlock(lock);
    putTags(lwp, tags);
    if (found == 0) {
      happened(lwp, VmemEvent.REFUSED, 0, want.packed());
    }
    return address;
  }

  /** A free tag that the range fits into, under the lock; 0 if there is none. */
  protected long search(Lwp lwp, Request want) {
    long found = instantFit(lwp.cpu(), want);
    return found != 0 ? found : bestFit(lwp, want);
  }

  /** {@code VM_INSTANTFIT}: the first tags of lists in which all are large enough. */
  protected final long instantFit(Cpu cpu, Request want) {
    for (int order = instantOrder(want.size()); order < ORDERS; order++) {
      long tag = get(cpu, freeList(order));
      if (tag != 0 && fit(cpu, tag, want) != NONE) {
        return tag;
      }
    }
    return 0;
  }

  /** The first list in which no range is too small. */
  protected int instantOrder(long bytes) {
    return Long.bitCount(bytes / QUANTUM) == 1 ? order(bytes) : order(bytes) + 1;
  }

  /** The first list in which some are large enough. */
  protected int bestOrder(long bytes) {
    return order(bytes);
  }

  /** {@code VM_BESTFIT}: any tag, the smallest lists first. */
  protected final long bestFit(Lwp lwp, Request want) {
    Cpu cpu = lwp.cpu();
    for (int order = bestOrder(want.size()); order < ORDERS; order++) {
      long tag = get(cpu, freeList(order));
      while (tag != 0) {
        if (bytes(cpu, tag) >= want.size() && fit(cpu, tag, want) != NONE) {
          return tag;
        }
        tag = link(cpu, tag);
      }
    }
    happened(lwp, VmemEvent.SEARCHED, 0, want.packed());
    return 0;
  }

  /** {@code vmem_fit}: where the range would begin, or {@link #NONE}. Both ends count. */
  protected long fit(Cpu cpu, long tag, Request want) {
    return want.fit(start(cpu, tag), bytes(cpu, tag));
  }

  /**
   * Nothing was found: more is imported, or the caller sleeps. The lock is let go meanwhile.
   *
   * @return whether it is worth looking again
   */
  protected boolean obtain(Lwp lwp, Request want) {
    long seen = get(lwp.cpu(), changes());
    lwp.unlock(lock);
    boolean imported = !want.isConstrained() && importSpan(lwp, want);
    lwp.lock(lock);
    if (!imported && want.sleeps()) {
      sleep(lwp, want, seen);
    }
    return looksAgain(want, imported);
  }

  /**
   * Sleeps until something becomes free, under the lock.
   *
   * @param seen how often something had become free when nothing was found
   */
  protected void sleep(Lwp lwp, Request want, long seen) {
    if (get(lwp.cpu(), changes()) == seen) {
      lwp.await(room, lock, want.packed());
    }
  }

  /** Who may sleep looks until it finds. */
  protected boolean looksAgain(Request want, boolean imported) {
    return imported || want.sleeps();
  }

  /**
   * Takes the range out of a free tag's, under the lock.
   *
   * @param tags one for the range, and one for what is before it; those that are used are taken out
   */
  private long take(Cpu cpu, Request want, long tag, long[] tags) {
    long start = fit(cpu, tag, want);
    removeFree(cpu, tag);
    long before = start - start(cpu, tag);
    long rest = bytes(cpu, tag) - before - want.size();
    if (before > 0) {
      describe(cpu, tags[1], FREE, start(cpu, tag), before);
      insertFree(cpu, tags[1]);
      insertSegment(cpu, tags[1], prev(cpu, tag));
      tags[1] = 0;
    }
    if (rest > 0) {
      describe(cpu, tags[0], BUSY, start, want.size());
      insertSegment(cpu, tags[0], prev(cpu, tag));
      insertBusy(cpu, tags[0]);
      describe(cpu, tag, FREE, start + want.size(), rest);
      insertFree(cpu, tag);
      tags[0] = 0;
    } else {
      describe(cpu, tag, BUSY, start, bytes(cpu, tag) - before);
      insertBusy(cpu, tag);
    }
    return start;
  }

  // -------------------------------------------------------------------- import

  /**
   * {@code vmem_import}: a span of whole pages, which another may take before its importer. What is
   * left of it may do for who sleeps.
   */
  protected boolean importSpan(Lwp lwp, Request want) {
    long bytes = Math.ceilDiv(want.size(), importUnit()) * importUnit();
    long base = machine.pages().allocate(lwp.cpu(), (int) (bytes / pageBytes()), 1, want.sleeps());
    if (base == 0) {
      return false;
    }
    memory.beginShared(lwp.cpu(), base, bytes);
    mapped(lwp.cpu(), base, bytes);
    long[] tags = takeTags(lwp);
    if (tags[1] == 0) {
      putTags(lwp, tags);
      machine.pages().free(lwp.cpu(), base, (int) (bytes / pageBytes()));
      return false;
    }
    lwp.lock(lock);
    Cpu cpu = lwp.cpu();
    describe(cpu, tags[0], SPAN, base, bytes);
    describe(cpu, tags[1], FREE, base, bytes);
    insertSegment(cpu, tags[0], 0);
    insertSegment(cpu, tags[1], tags[0]);
    insertFree(cpu, tags[1]);
    add(cpu, size(), bytes);
    happened(lwp, VmemEvent.IMPORTED, base, bytes);
    imported(lwp);
    lwp.unlock(lock);
    return true;
  }

  /** Pages came from the source, and nobody knows of them yet. */
  protected void mapped(Cpu cpu, long base, long bytes) {}

  /** A span is there that was not, under the lock. */
  protected void imported(Lwp lwp) {
    freed(lwp);
  }

  /** What is imported is a multiple of this. */
  protected long importUnit() {
    return pageBytes();
  }

  protected final long pageBytes() {
    return machine.shape().pageBytes();
  }

  // ---------------------------------------------------------------------- free

  /** {@code vmem_xfree}: no tag is needed. */
  protected final void xfree(Lwp lwp, long address) {
    lwp.lock(lock);
    Cpu cpu = lwp.cpu();
    long tag = lookUp(cpu, address);
    require(tag != 0, "what is freed is not in use");
    removeBusy(cpu, tag);
    describe(cpu, tag, FREE, start(cpu, tag), bytes(cpu, tag));
    long after = absorbNext(lwp, tag);
    long before = absorbPrevious(lwp, tag);
    long span = prev(cpu, tag);
    boolean releases = mayRelease(cpu, span, tag);
    if (releases) {
      long base = start(cpu, tag);
      long bytes = bytes(cpu, span);
      happened(lwp, VmemEvent.RELEASED, base, bytes);
      removeSegment(cpu, tag);
      removeSegment(cpu, span);
      add(cpu, size(), -bytes);
      freed(lwp);
      lwp.unlock(lock);
      release(lwp, base, bytes);
      putTags(lwp, after, before, tag, span);
    } else {
      insertFree(cpu, tag);
      happened(lwp, VmemEvent.FREED, tag, 0);
      freed(lwp);
      lwp.unlock(lock);
      putTags(lwp, after, before);
    }
  }

  /** Whether all of an imported span is free again. */
  protected boolean mayRelease(Cpu cpu, long span, long tag) {
    return span != 0 && kind(cpu, span) == SPAN && bytes(cpu, span) == bytes(cpu, tag);
  }

  /** The free range behind becomes part of this one. Returns its tag, or 0. */
  protected long absorbNext(Lwp lwp, long tag) {
    Cpu cpu = lwp.cpu();
    long other = next(cpu, tag);
    if (other == 0 || kind(cpu, other) != FREE) {
      return 0;
    }
    removeFree(cpu, other);
    removeSegment(cpu, other);
    describe(cpu, tag, FREE, start(cpu, tag), bytes(cpu, tag) + bytes(cpu, other));
    return other;
  }

  /** The same of the one before. */
  protected long absorbPrevious(Lwp lwp, long tag) {
    Cpu cpu = lwp.cpu();
    long other = prev(cpu, tag);
    if (other == 0 || kind(cpu, other) != FREE) {
      return 0;
    }
    removeFree(cpu, other);
    removeSegment(cpu, other);
    describe(cpu, tag, FREE, start(cpu, other), bytes(cpu, other) + bytes(cpu, tag));
    return other;
  }

  /** Something is free that was not, under the lock: sleepers look again. */
  protected void freed(Lwp lwp) {
    add(lwp.cpu(), changes(), 1);
    room.broadcast(lwp.cpu());
  }

  /** Gives a span back to the source, without the lock; then the source has room, too. */
  protected void release(Lwp lwp, long base, long bytes) {
    machine.pages().free(lwp.cpu(), base, (int) (bytes / pageBytes()));
    lwp.lock(lock);
    freed(lwp);
    lwp.unlock(lock);
  }

  // ----------------------------------------------------------- lists and counts

  /** The list of ranges of so many bytes. */
  protected int order(long bytes) {
    return 63 - Long.numberOfLeadingZeros(bytes / QUANTUM);
  }

  protected void insertFree(Cpu cpu, long tag) {
    push(cpu, freeList(order(bytes(cpu, tag))), tag);
  }

  protected final void removeFree(Cpu cpu, long tag) {
    unlink(cpu, freeList(order(bytes(cpu, tag))), tag);
  }

  protected void insertBusy(Cpu cpu, long tag) {
    push(cpu, hashList(start(cpu, tag)), tag);
    countBusy(cpu, 1, bytes(cpu, tag));
  }

  private void removeBusy(Cpu cpu, long tag) {
    unlink(cpu, hashList(start(cpu, tag)), tag);
    countBusy(cpu, -1, -bytes(cpu, tag));
  }

  protected void countBusy(Cpu cpu, long tags, long bytes) {
    add(cpu, busyTags(), tags);
    add(cpu, inUse(), bytes);
  }

  private long lookUp(Cpu cpu, long address) {
    long tag = get(cpu, hashList(address));
    while (tag != 0 && start(cpu, tag) != address) {
      tag = link(cpu, tag);
    }
    return tag;
  }

  // ---------------------------------------------------------------------- tags

  /** Two tags, without the lock; 0 for each that there is none. */
  protected long[] takeTags(Lwp lwp) {
    long first = poolGet(lwp);
    return new long[] {first, first == 0 ? 0 : poolGet(lwp)};
  }

  /** Tags go back, without the lock; 0 is none. */
  protected void putTags(Lwp lwp, long... tags) {
    for (long tag : tags) {
      if (tag != 0) {
        poolPut(lwp, tag);
      }
    }
  }

  /** {@code pool_cache_get}: of the cpu's own tags, or of the pool's. */
  protected final long poolGet(Lwp lwp) {
    Cpu cpu = lwp.cpu();
    if (lwp.isTo(Lwp.Purpose.FREE)) {
      happened(lwp, VmemEvent.FREE_WANTS_TAG, 0, 0);
    }
    cpu.enterCritical();
    long tag = pop(cpu, magazine(cpu));
    if (tag != 0) {
      add(cpu, rounds(cpu), -1);
    }
    cpu.leaveCritical();
    if (tag == 0) {
      lwp.lock(poolLock);
      tag = pop(cpu, pool());
      lwp.unlock(poolLock);
    }
    return tag;
  }

  /** {@code pool_cache_put}. */
  protected final void poolPut(Lwp lwp, long tag) {
    Cpu cpu = lwp.cpu();
    happened(lwp, VmemEvent.TAG_RETURNED, tag, lock.isHeldBy(cpu) ? 1 : 0);
    cpu.enterCritical();
    boolean hasRoom = get(cpu, rounds(cpu)) < MOST_ROUNDS;
    if (hasRoom) {
      push(cpu, magazine(cpu), tag);
      add(cpu, rounds(cpu), 1);
    }
    cpu.leaveCritical();
    if (!hasRoom) {
      lwp.lock(poolLock);
      push(cpu, pool(), tag);
      lwp.unlock(poolLock);
    }
  }

  // ----------------------------------------------------------------- for judges

  protected static long rounded(long bytes) {
    return Math.ceilDiv(bytes, QUANTUM) * QUANTUM;
  }

  @Override
  public long usable(long address) {
    return segments().stream()
        .filter(tag -> tag.kind() == VmemCensus.Kind.BUSY && tag.start() == address)
        .mapToLong(VmemCensus.Tag::bytes)
        .findFirst()
        .orElse(0);
  }

  @Override
  public long alignment(long bytes) {
    return QUANTUM;
  }

  @Override
  public VmemCensus census() {
    return new VmemCensus(
        segments(),
        freeLists(),
        hashLists(),
        memory.peek(size()),
        memory.peek(inUse()),
        memory.peek(busyTags()),
        tagsInHand(),
        tagCaches(),
        room.waiting().stream().map(Request::of).toList(),
        sourcePages());
  }

  private List<Census.Extent> sourcePages() {
    List<Long> mapped = machine.mappedPages();
    List<Census.Extent> pages = new ArrayList<>();
    for (long page : machine.pageAddresses()) {
      if (!mapped.contains(page)) {
        pages.add(new Census.Extent(page, pageBytes()));
      }
    }
    return pages;
  }
}
