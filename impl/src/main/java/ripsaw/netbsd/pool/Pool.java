package ripsaw.netbsd.pool;

import java.util.ArrayList;
import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.netbsd.pool.census.PoolEvent;
import ripsaw.subject.Allocator;

/**
 * Items of one size, cut out of pages: {@code pool_get}, {@code pool_put}, and what gives pages
 * back. All is under the pool's lock, but that pages are asked for and given back without it.
 *
 * <p>A page is on the list of empty, partial or full ones ({@code page-lists}); {@code curpage} has
 * an item to give, if any page has. The counts are right whenever nobody has the lock ({@code
 * pool-counts}).
 */
abstract class Pool extends PoolState {
  Pool(Machine machine, PageSource source) {
    super(machine, source);
  }

  /**
   * What a caller gets.
   *
   * @param cpu on which it is now
   * @param item or {@link Allocator#NO_MEMORY}
   */
  public record Got(Cpu cpu, long item) {}

  /**
   * What comes of a grow.
   *
   * @param cpu on which its caller is now
   * @param isWorthALook whether there may be an item
   */
  public record Grown(Cpu cpu, boolean isWorthALook) {}

  // --------------------------------------------------------------------- get

  /**
   * {@code pool_get}.
   *
   * @param wait whether the caller may sleep
   */
  protected Got poolGet(Cpu first, int cache, boolean wait) {
    Cpu cpu = first;
    lockPool(cpu, cache);
    while (ofCache(cpu, cache, PoolWords.CURPAGE) == 0) {
      Grown grown = grow(cpu, cache, wait);
      cpu = grown.cpu;
      // The lock was let go meanwhile, so perhaps items came back.
      if (!grown.isWorthALook && !hasItem(cpu, cache)) {
        tell(cpu, PoolEvent.REFUSED, words.cache(cache), cache);
        unlockPool(cpu, cache);
        return new Got(cpu, Allocator.NO_MEMORY);
      }
    }
    long item = takeItem(cpu, cache, ofCache(cpu, cache, PoolWords.CURPAGE));
    catchUp(cpu, cache);
    tell(cpu, PoolEvent.LEFT, words.cache(cache), cache);
    unlockPool(cpu, cache);
    return new Got(cpu, item);
  }

  /** Whether items came back while a page was asked for. */
  protected boolean hasItem(Cpu cpu, int cache) {
    return ofCache(cpu, cache, PoolWords.CURPAGE) != 0;
  }

  private long takeItem(Cpu cpu, int cache, long page) {
    long item = ofPage(cpu, page, PoolWords.ITEMLIST);
    setOfPage(cpu, page, PoolWords.ITEMLIST, next(cpu, item));
    countTaken(cpu, cache);
    long missing = ofPage(cpu, page, PoolWords.NMISSING);
    if (missing == 0) {
      addToCache(cpu, cache, PoolWords.NIDLE, -1);
      move(cpu, cache, page, PoolWords.EMPTY_PAGES, PoolWords.PART_PAGES);
    }
    setOfPage(cpu, page, PoolWords.NMISSING, missing + 1);
    if (missing + 1 == geometry(cache).items()) {
      becameFull(cpu, cache, page);
      updateCurpage(cpu, cache);
    }
    return item;
  }

  protected void countTaken(Cpu cpu, int cache) {
    addToCache(cpu, cache, PoolWords.NITEMS, -1);
    addToCache(cpu, cache, PoolWords.NOUT, 1);
  }

  protected void becameFull(Cpu cpu, int cache, long page) {
    move(cpu, cache, page, PoolWords.PART_PAGES, PoolWords.FULL_PAGES);
  }

  /** {@code pool_catchup}: back to the low water mark, if there are pages. */
  protected void catchUp(Cpu cpu, int cache) {
    while (isBelowLowWater(cpu, cache)) {
      if (!grow(cpu, cache, false).isWorthALook) {
        tell(cpu, PoolEvent.NOT_GROWN, words.cache(cache), cache);
        return;
      }
    }
  }

  protected boolean isBelowLowWater(Cpu cpu, int cache) {
    return ofCache(cpu, cache, PoolWords.NITEMS) < ofCache(cpu, cache, PoolWords.MINITEMS);
  }

  /** A user gets an item and gives it back, with the kernel's lock, so that it may not wait. */
  protected final void getUnderKernelLock(Cpu cpu, int cache) {
    lockKernel(cpu);
    long item = poolGet(cpu, cache, false).item;
    if (item != Allocator.NO_MEMORY) {
      poolPut(cpu, cache, item, 0);
    }
    unlockKernel(cpu);
  }

  // -------------------------------------------------------------------- grow

  /**
   * {@code pool_grow}: with the lock, which is let go while pages are asked for. A page that nobody
   * needs any more, as others grew the pool or gave back meanwhile, is given back.
   */
  protected Grown grow(Cpu cpu, int cache, boolean wait) {
    unlockPool(cpu, cache);
    long page = newPage(cpu, cache, wait);
    lockPool(cpu, cache);
    if (page == 0) {
      return new Grown(cpu, false);
    }
    if (isPageNeeded(cpu, cache)) {
      primePage(cpu, cache, page);
    } else {
      unlockPool(cpu, cache);
      freePage(cpu, page);
      lockPool(cpu, cache);
    }
    return new Grown(cpu, true);
  }

  protected boolean isPageNeeded(Cpu cpu, int cache) {
    return ofCache(cpu, cache, PoolWords.CURPAGE) == 0 || isBelowLowWater(cpu, cache);
  }

  /** {@code pool_allocator_alloc}: the drain hook of who may not wait may find him a page. */
  protected long newPage(Cpu cpu, int cache, boolean wait) {
    long page = askForPage(cpu, cache, wait);
    if (page == 0 && !wait) {
      runDrainHook(cpu, cache);
      page = askForPage(cpu, cache, false);
    }
    return page;
  }

  /** {@code pr_drain_hook}, of a user that takes the kernel's lock. */
  private void runDrainHook(Cpu cpu, int cache) {
    tell(cpu, PoolEvent.HOOKED, words.cache(cache), locksHeld(cpu));
    lockKernel(cpu);
    unlockKernel(cpu);
  }

  protected long askForPage(Cpu cpu, int cache, boolean wait) {
    return source.allocate(cpu, cache, wait);
  }

  /** {@code pool_prime_page}: cuts it into items. */
  protected final void primePage(Cpu cpu, int cache, long page) {
    machine.watch().happened(cpu, MachineEvent.SLAB_CREATED, page, cache);
    noteOwner(page, page + cache + 1);
    ItemGeometry geometry = geometry(cache);
    setOfPage(cpu, page, PoolWords.NMISSING, 0);
    long first = 0;
    for (int i = geometry.items() - 1; i >= 0; i--) {
      long item = page + i * geometry.size();
      setNext(cpu, item, first);
      first = item;
    }
    setOfPage(cpu, page, PoolWords.ITEMLIST, first);
    push(cpu, cache, PoolWords.EMPTY_PAGES, page);
    addToCache(cpu, cache, PoolWords.NIDLE, 1);
    addToCache(cpu, cache, PoolWords.NITEMS, geometry.items());
    addToCache(cpu, cache, PoolWords.NPAGES, 1);
    if (ofCache(cpu, cache, PoolWords.CURPAGE) == 0) {
      setOfCache(cpu, cache, PoolWords.CURPAGE, page);
    }
  }

  // --------------------------------------------------------------------- put

  /**
   * {@code pool_put}.
   *
   * @param from the slot of a group that the item was in, for the census; 0 if it was in none
   */
  protected void poolPut(Cpu cpu, int cache, long item, long from) {
    lockPool(cpu, cache);
    long idle = putItem(cpu, cache, item);
    if (from != 0) {
      memory.poke(from, 0);
    }
    unlockPool(cpu, cache);
    if (idle != 0) {
      freePage(cpu, idle);
    }
  }

  /**
   * {@code pool_do_put}.
   *
   * @return the page that is to be given back; 0 if none is
   */
  protected final long putItem(Cpu cpu, int cache, long item) {
    tell(cpu, PoolEvent.ITEM_FREED, item, cache);
    long page = source.pageOf(item);
    setNext(cpu, item, ofPage(cpu, page, PoolWords.ITEMLIST));
    setOfPage(cpu, page, PoolWords.ITEMLIST, item);
    long missing = ofPage(cpu, page, PoolWords.NMISSING) - 1;
    setOfPage(cpu, page, PoolWords.NMISSING, missing);
    addToCache(cpu, cache, PoolWords.NITEMS, 1);
    addToCache(cpu, cache, PoolWords.NOUT, -1);
    if (ofCache(cpu, cache, PoolWords.CURPAGE) == 0) {
      setOfCache(cpu, cache, PoolWords.CURPAGE, page);
    }
    boolean wasFull = missing == geometry(cache).items() - 1;
    int list = wasFull ? PoolWords.FULL_PAGES : PoolWords.PART_PAGES;
    if (isIdle(missing)) {
      return becameIdle(cpu, cache, page, list);
    }
    if (wasFull) {
      move(cpu, cache, page, list, PoolWords.PART_PAGES);
      setOfCache(cpu, cache, PoolWords.CURPAGE, page);
    }
    return 0;
  }

  protected boolean isIdle(long missing) {
    return missing == 0;
  }

  private long becameIdle(Cpu cpu, int cache, long page, int list) {
    addToCache(cpu, cache, PoolWords.NIDLE, 1);
    if (isAboveHighWater(cpu, cache)) {
      tell(cpu, PoolEvent.GIVEN_UP, page, cache);
      removePage(cpu, cache, page, list);
      return page;
    }
    move(cpu, cache, page, list, PoolWords.EMPTY_PAGES);
    tell(cpu, PoolEvent.KEPT, page, cache);
    updateCurpage(cpu, cache);
    return 0;
  }

  protected boolean isAboveHighWater(Cpu cpu, int cache) {
    long pages = ofCache(cpu, cache, PoolWords.NPAGES);
    return pages > ofCache(cpu, cache, PoolWords.MINPAGES)
        && pages > ofCache(cpu, cache, PoolWords.MAXPAGES);
  }

  // ------------------------------------------------------------------- pages

  /** {@code pr_rmpage}: an idle page leaves the pool. Its pages go when the lock is let go. */
  protected void removePage(Cpu cpu, int cache, long page, int list) {
    machine.watch().happened(cpu, MachineEvent.SLAB_RIPPED, page, cache);
    addToCache(cpu, cache, PoolWords.NIDLE, -1);
    addToCache(cpu, cache, PoolWords.NITEMS, -geometry(cache).items());
    unlink(cpu, cache, list, page);
    addToCache(cpu, cache, PoolWords.NPAGES, -1);
    noteOwner(page, 0);
    updateCurpage(cpu, cache);
  }

  protected void freePage(Cpu cpu, long page) {
    source.free(cpu, page);
  }

  protected void updateCurpage(Cpu cpu, int cache) {
    long partial = ofCache(cpu, cache, PoolWords.PART_PAGES);
    setOfCache(
        cpu,
        cache,
        PoolWords.CURPAGE,
        partial == 0 ? ofCache(cpu, cache, PoolWords.EMPTY_PAGES) : partial);
  }

  private void push(Cpu cpu, int cache, int list, long page) {
    setOfPage(cpu, page, PoolWords.PAGE_NEXT, ofCache(cpu, cache, list));
    setOfCache(cpu, cache, list, page);
  }

  private void unlink(Cpu cpu, int cache, int list, long page) {
    long after = ofPage(cpu, page, PoolWords.PAGE_NEXT);
    long before = 0;
    long one = ofCache(cpu, cache, list);
    while (one != page) {
      if (one == 0) {
        throw new IllegalStateException(
            "%#x is not on the list that it is taken off".formatted(page));
      }
      before = one;
      one = ofPage(cpu, one, PoolWords.PAGE_NEXT);
    }
    if (before == 0) {
      setOfCache(cpu, cache, list, after);
    } else {
      setOfPage(cpu, before, PoolWords.PAGE_NEXT, after);
    }
  }

  protected final void move(Cpu cpu, int cache, long page, int from, int to) {
    unlink(cpu, cache, from, page);
    push(cpu, cache, to, page);
  }

  // ------------------------------------------------------- water marks, reclaim

  /** {@code pool_setlowat}. */
  protected void setLowWater(Cpu cpu, int cache, int items) {
    lockPool(cpu, cache);
    setOfCache(cpu, cache, PoolWords.MINITEMS, items);
    setOfCache(cpu, cache, PoolWords.MINPAGES, Math.ceilDiv(items, geometry(cache).items()));
    catchUp(cpu, cache);
    tell(cpu, PoolEvent.LEFT, words.cache(cache), cache);
    unlockPool(cpu, cache);
  }

  /** {@code pool_sethiwat}, before anybody uses the pool. */
  protected void setHighWater(int cache, long pages) {
    memory.poke(words.ofCache(cache, PoolWords.MAXPAGES), pages);
  }

  /** The second half of {@code pool_reclaim}: idle pages go, if the lock is to be had at once. */
  protected void releaseIdlePages(Cpu cpu, int cache) {
    if (tryLockPool(cpu, cache)) {
      List<Long> released = new ArrayList<>();
      removeIdlePages(cpu, cache, released);
      unlockPool(cpu, cache);
      released.forEach(one -> freePage(cpu, one));
    }
  }

  /** With the lock: idle pages that may go are added to those that are to be given back. */
  protected final void removeIdlePages(Cpu cpu, int cache, List<Long> released) {
    long page = ofCache(cpu, cache, PoolWords.EMPTY_PAGES);
    while (page != 0 && mayRelease(cpu, cache)) {
      long next = ofPage(cpu, page, PoolWords.PAGE_NEXT);
      tell(cpu, PoolEvent.RECLAIMED, page, cache);
      removePage(cpu, cache, page, PoolWords.EMPTY_PAGES);
      released.add(page);
      page = next;
    }
  }

  protected boolean mayRelease(Cpu cpu, int cache) {
    return ofCache(cpu, cache, PoolWords.NPAGES) > ofCache(cpu, cache, PoolWords.MINPAGES)
        && ofCache(cpu, cache, PoolWords.NITEMS) - geometry(cache).items()
            >= ofCache(cpu, cache, PoolWords.MINITEMS);
  }

  /** {@code pool_destroy}: nothing is out. */
  protected final void destroyPool(Cpu cpu, int cache) {
    lockPool(cpu, cache);
    List<Long> released = new ArrayList<>();
    long page = ofCache(cpu, cache, PoolWords.EMPTY_PAGES);
    while (page != 0) {
      released.add(page);
      removePage(cpu, cache, page, PoolWords.EMPTY_PAGES);
      page = ofCache(cpu, cache, PoolWords.EMPTY_PAGES);
    }
    unlockPool(cpu, cache);
    released.forEach(one -> freePage(cpu, one));
  }
}
