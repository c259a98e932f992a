package ripsaw.linux.slub;

import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.Cpu;

/**
 * What is checked of each object of a debug slab, with the slab lock ({@code SLAB_DEBUG_FREE}): a
 * mistake is reported, and nothing is changed.
 */
public class SlubConsistency {
  /** Why an object may not be freed or allocated: the detail of {@link SlubEvent#REPORTED}. */
  static final long FREE_ALREADY = 1;

  static final long INVALID_POINTER = 2;
  static final long OTHER_CACHE = 3;

  /** {@code alloc_debug_processing}. If not, the slab's objects are all taken for used. */
  protected boolean mayAllocate(Slub slub, Cpu cpu, int cache, long page, long object) {
    if (slub.geometry(cache).isObject(page, object)) {
      return true;
    }
    slub.tell(cpu, SlubEvent.REPORTED, object, INVALID_POINTER);
    slub.setInuse(cpu, page, slub.geometry(cache).objects());
    slub.setFreelist(cpu, page, 0);
    return false;
  }

  /** {@code free_debug_processing}. */
  protected boolean mayFree(Slub slub, Cpu cpu, int cache, long page, long object) {
    long wrong = 0;
    if (!slub.geometry(cache).isObject(page, object)) {
      wrong = INVALID_POINTER;
    } else if (isOnFreelist(slub, cpu, cache, page, object)) {
      wrong = FREE_ALREADY;
    } else if (slub.ofPage(cpu, page, SlubWords.SLAB) != slub.words.cache(cache)) {
      wrong = OTHER_CACHE;
    }
    if (wrong != 0) {
      slub.tell(cpu, SlubEvent.REPORTED, object, wrong);
    }
    return wrong == 0;
  }

  /** {@code on_freelist}. */
  protected boolean isOnFreelist(Slub slub, Cpu cpu, int cache, long page, long object) {
    CacheGeometry geometry = slub.geometry(cache);
    long one = slub.freelist(cpu, page);
    for (int i = 0; i < geometry.objects() && one != 0; i++) {
      if (one == object) {
        return true;
      }
      one = slub.next(cpu, one, geometry.offset());
    }
    return false;
  }

  // ---------------------------------------------------------- callers' bugs

  /** With interrupts off: else it may be no mistake any more when it is made. */
  final void freeAgain(Slub slub, Cpu cpu, int cache) {
    boolean on = cpu.saveInterrupts();
    long page = ownDebugSlab(slub, cpu, cache);
    if (page != 0) {
      slub.lockSlab(cpu, page);
      long object = lastFree(slub, cpu, cache, page);
      slub.unlockSlab(cpu, page);
      if (object != 0) {
        misuse(slub, cpu, cache, object, FREE_ALREADY);
      }
    }
    cpu.restoreInterrupts(on);
  }

  /** The one that is found last; 0 if none is free. */
  private static long lastFree(Slub slub, Cpu cpu, int cache, long page) {
    CacheGeometry geometry = slub.geometry(cache);
    long last = 0;
    long one = slub.freelist(cpu, page);
    for (int i = 0; i < geometry.objects() && one != 0; i++) {
      last = one;
      one = slub.next(cpu, one, geometry.offset());
    }
    return last;
  }

  /** Likewise. */
  final void freeForeign(Slub slub, Cpu cpu, int cache) {
    boolean on = cpu.saveInterrupts();
    long page = ownDebugSlab(slub, cpu, cache);
    if (page != 0) {
      misuse(slub, cpu, cache, page + 8, INVALID_POINTER);
    }
    cpu.restoreInterrupts(on);
  }

  private void misuse(Slub slub, Cpu cpu, int cache, long pointer, long wrong) {
    slub.tell(cpu, SlubEvent.MISUSED, pointer, wrong);
    slub.free(cpu, cache, pointer);
  }

  /** 0 if the cpu has none. */
  private long ownDebugSlab(Slub slub, Cpu cpu, int cache) {
    long page = slub.cpuPage(cpu, cpu, cache);
    return page != 0 && slub.isDebug(cpu, page) ? page : 0;
  }
}
