package ripsaw.linux.slub;

import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

/**
 * Partial slabs of each node, under its {@code list_lock}. The order of locks is the slab's first,
 * then the list's; who takes a slab <em>off</em> a list has the list's lock already, so he only
 * tries the slab's, and leaves a slab that is busy where it is.
 */
abstract class PartialLists extends SlubState {
  PartialLists(Machine machine) {
    super(machine);
  }

  /** {@code add_partial}, with the slab lock. */
  protected void addPartialHead(Cpu cpu, int cache, long page) {
    int node = nodeOf(page);
    lockList(cpu, cache, node);
    addNrPartial(cpu, cache, node, 1);
    linkHead(cpu, cache, node, page);
    unlockList(cpu, cache, node);
  }

  /** {@code add_partial_tail}, with the slab lock. */
  protected void addPartialTail(Cpu cpu, int cache, long page) {
    int node = nodeOf(page);
    lockList(cpu, cache, node);
    addNrPartial(cpu, cache, node, 1);
    linkTail(cpu, cache, node, page);
    unlockList(cpu, cache, node);
  }

  final void linkHead(Cpu cpu, int cache, int node, long page) {
    setOfPage(cpu, page, SlubWords.LRU, firstPartial(cpu, cache, node));
    setFirstPartial(cpu, cache, node, page);
    tell(cpu, SlubEvent.LISTED, page, cache);
  }

  final void linkTail(Cpu cpu, int cache, int node, long page) {
    long last = firstPartial(cpu, cache, node);
    if (last == 0) {
      linkHead(cpu, cache, node, page);
      return;
    }
    long next = ofPage(cpu, last, SlubWords.LRU);
    while (next != 0) {
      last = next;
      next = ofPage(cpu, last, SlubWords.LRU);
    }
    setOfPage(cpu, page, SlubWords.LRU, 0);
    setOfPage(cpu, last, SlubWords.LRU, page);
    tell(cpu, SlubEvent.LISTED, page, cache);
  }

  /** {@code remove_partial}, with the slab lock. */
  protected void removePartial(Cpu cpu, int cache, long page) {
    int node = nodeOf(page);
    lockList(cpu, cache, node);
    unlink(cpu, cache, node, page);
    unlockList(cpu, cache, node);
  }

  /** With the list's lock. */
  protected void unlink(Cpu cpu, int cache, int node, long page) {
    long next = ofPage(cpu, page, SlubWords.LRU);
    long before = firstPartial(cpu, cache, node);
    if (before == page) {
      setFirstPartial(cpu, cache, node, next);
    } else {
      while (before != 0 && ofPage(cpu, before, SlubWords.LRU) != page) {
        before = ofPage(cpu, before, SlubWords.LRU);
      }
      if (before != 0) {
        setOfPage(cpu, before, SlubWords.LRU, next);
      }
    }
    addNrPartial(cpu, cache, node, -1);
    tell(cpu, SlubEvent.UNLISTED, page, cache);
  }

  /**
   * {@code get_partial}: a slab of this node, or of a farther one that has more than it is to keep.
   * It comes locked and frozen; 0 if there is none that is not busy.
   *
   * @param node or {@link #ANY_NODE}: the cpu's own
   */
  protected long getPartial(Cpu cpu, int cache, int node) {
    int near = node == ANY_NODE ? cpu.node() : node;
    long page = getPartialOf(cpu, cache, near);
    return page != 0 ? page : getAnyPartial(cpu, cache, near);
  }

  /** {@code get_any_partial}. */
  protected long getAnyPartial(Cpu cpu, int cache, int near) {
    for (int node : machine.nodesByDistance(near)) {
      if (node != near && hasNode(cpu, node) && hasToSpare(cpu, cache, node)) {
        long page = getPartialOf(cpu, cache, node);
        if (page != 0) {
          return page;
        }
      }
    }
    return 0;
  }

  protected boolean hasToSpare(Cpu cpu, int cache, int node) {
    return nrPartial(cpu, cache, node) > minPartial();
  }

  /** {@code get_partial_node}. That there is none is believed without the lock. */
  protected long getPartialOf(Cpu cpu, int cache, int node) {
    if (!hasNode(cpu, node) || nrPartial(cpu, cache, node) == 0) {
      return 0;
    }
    lockList(cpu, cache, node);
    long page = firstPartial(cpu, cache, node);
    while (page != 0 && !lockAndFreeze(cpu, cache, node, page)) {
      page = ofPage(cpu, page, SlubWords.LRU);
    }
    unlockList(cpu, cache, node);
    return page;
  }

  /** {@code lock_and_freeze_slab}: false if the slab is busy. */
  protected boolean lockAndFreeze(Cpu cpu, int cache, int node, long page) {
    if (!tryLockSlab(cpu, page)) {
      return false;
    }
    unlink(cpu, cache, node, page);
    tell(cpu, SlubEvent.TAKEN, page, cache);
    freeze(cpu, page);
    return true;
  }
}
