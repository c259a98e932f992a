package ripsaw.linux.slub;

import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;

/**
 * The life of a slab: made of new pages, frozen while it is a cpu's, thawed when that gives it up,
 * discarded when all its objects are back and its node has enough.
 */
abstract class Slabs extends PartialLists {
  Slabs(Machine machine) {
    super(machine);
  }

  /** {@code new_slab}: nobody's yet, all its objects free; 0 if there are no pages. */
  protected long newSlab(Cpu cpu, int cache, int node) {
    int pages = machine.shape().slabPages();
    int near = node == ANY_NODE ? cpu.node() : node;
    long page = machine.pages().allocate(cpu, pages, pages, false, near, false);
    if (page == 0) {
      return 0;
    }
    memory.beginShared(cpu, page, machine.shape().slabBytes());
    countSlab(cpu, cache, page);
    CacheGeometry geometry = geometry(cache);
    setOfPage(cpu, page, SlubWords.OFFSET, geometry.offset());
    setOfPage(cpu, page, SlubWords.SLAB, words.cache(cache));
    setFlags(cpu, page, IS_SLAB | debugFlag(cpu, cache));
    long last = page;
    for (int i = 1; i < geometry.objects(); i++) {
      setNext(cpu, last, geometry.offset(), last + geometry.size());
      last += geometry.size();
    }
    setNext(cpu, last, geometry.offset(), 0);
    setFreelist(cpu, page, page);
    setOfPage(cpu, page, SlubWords.LOCKLESS, 0);
    setInuse(cpu, page, 0);
    machine.watch().happened(cpu, MachineEvent.SLAB_CREATED, page, cache);
    return page;
  }

  protected void countSlab(Cpu cpu, int cache, long page) {
    addNrSlabs(cpu, cache, nodeOf(page), 1);
  }

  protected long debugFlag(Cpu cpu, int cache) {
    return memory.getOpaque(cpu, words.cache(cache)) != 0 ? DEBUG : 0;
  }

  /** {@code discard_slab}: nobody else can reach it. */
  protected void discardSlab(Cpu cpu, int cache, long page) {
    machine.watch().happened(cpu, MachineEvent.SLAB_RIPPED, page, cache);
    uncountSlab(cpu, cache, page);
    setFlags(cpu, page, 0);
    freePages(cpu, page);
  }

  protected void freePages(Cpu cpu, long page) {
    machine.pages().free(cpu, page, machine.shape().slabPages(), false);
  }

  protected void uncountSlab(Cpu cpu, int cache, long page) {
    addNrSlabs(cpu, cache, nodeOf(page), -1);
  }

  /** {@code deactivate_slab}: with the slab lock, which is let go. */
  protected void deactivate(Cpu cpu, Cpu owner, int cache, long page) {
    mergeCpuFreelist(cpu, owner, cache, page);
    setCpuPage(cpu, owner, cache, 0);
    tell(cpu, SlubEvent.DEACTIVATED, page, owner.id());
    unfreeze(cpu, cache, page);
  }

  /** Objects that the cpu had to itself go back to the slab's list, one by one. */
  protected void mergeCpuFreelist(Cpu cpu, Cpu owner, int cache, long page) {
    long object = cpuFreelist(cpu, owner, cache, page);
    while (object != 0) {
      long offset = offset(cpu, owner, cache, page);
      setCpuFreelist(cpu, owner, cache, page, next(cpu, object, offset));
      setNext(cpu, object, offset, freelist(cpu, page));
      setFreelist(cpu, page, object);
      countMerged(cpu, page);
      object = cpuFreelist(cpu, owner, cache, page);
    }
  }

  protected void countMerged(Cpu cpu, long page) {
    setInuse(cpu, page, inuse(cpu, page) - 1);
  }

  /** {@code unfreeze_slab}: with the slab lock, which is let go. */
  protected void unfreeze(Cpu cpu, int cache, long page) {
    thaw(cpu, page);
    if (inuse(cpu, page) != 0) {
      if (freelist(cpu, page) != 0) {
        listUnfrozen(cpu, cache, page);
      }
      unlockSlab(cpu, page);
    } else if (keepsEmpty(nrPartial(cpu, cache, nodeOf(page)))) {
      addPartialTail(cpu, cache, page);
      tell(cpu, SlubEvent.KEPT, page, cache);
      unlockSlab(cpu, page);
    } else {
      unlockSlab(cpu, page);
      discardSlab(cpu, cache, page);
    }
  }

  protected void listUnfrozen(Cpu cpu, int cache, long page) {
    addPartialHead(cpu, cache, page);
  }

  /**
   * Whether a node keeps an empty slab: so that the next cpu that needs one finds it.
   *
   * @param partials that it has, as counted without its lock
   */
  protected boolean keepsEmpty(long partials) {
    return partials < minPartial();
  }

  /** {@code flush_slab}. */
  protected void flushSlab(Cpu cpu, Cpu owner, int cache, long page) {
    lockSlab(cpu, page);
    deactivate(cpu, owner, cache, page);
  }

  /** {@code __flush_cpu_slab}: interrupts are off. */
  protected void flushCpuSlab(Cpu cpu, Cpu owner, int cache) {
    long page = cpuPage(cpu, owner, cache);
    if (page != 0) {
      flushSlab(cpu, owner, cache, page);
    }
    tell(cpu, SlubEvent.FLUSHED, words.cache(cache), owner.id());
  }
}
