package ripsaw.linux.slub.census;

import ripsaw.machine.Event;

/** What happens to SLUB's slabs. The address is the slab's, the detail its cache, if not said. */
public enum SlubEvent implements Event {
  /** A cpu took over all that others had freed to its slab. */
  LOADED("takes over the free list of"),
  /** A cpu looks for another slab, with the lock of the one it has: the detail is the node. */
  LEFT("finds nothing in"),
  /** A slab is no cpu's any more: the detail is that cpu. */
  DEACTIVATED("gives up"),
  /** An object came back to the slab of another cpu, or of this one that it may not touch. */
  FREED_REMOTELY("frees to the frozen"),
  /** The first object came back to a full slab, which is going to be listed. */
  HAS_ROOM("has room again in"),
  /** A slab stands on its node's list. */
  LISTED("lists"),
  /** A slab was taken off its node's list. */
  UNLISTED("takes off the list"),
  /** A slab that was taken off its node's list is to be this cpu's. */
  TAKEN("takes for itself"),
  /** A node's list was sorted: the address is that of a page of the node, the detail the cache. */
  SORTED("sorts the list of the node of"),
  /** An empty slab stays on its node's list. */
  KEPT("keeps the empty"),
  /**
   * All cpus will be told to give up their slabs: the address is the cache, the detail its number.
   */
  FLUSH_BEGINS("begins to flush"),
  /** None of them has the slab that it had then: as above. */
  FLUSH_ENDED("has flushed all of"),
  /** Empty slabs of a cache's lists are gone: the address is the cache, the detail its number. */
  SHRUNK("has shrunk"),
  /**
   * A cpu was told to give up its slab, and has none: the address is the cache, the detail the cpu.
   */
  FLUSHED("has flushed its slab of"),
  /** A debug slab's check found a mistake: the address is the pointer, the detail which mistake. */
  REPORTED("reports"),
  /** A caller makes this mistake: as above. */
  MISUSED("makes a mistake with"),
  /** A cache was closed: the address is the cache. */
  CLOSED("closes"),
  /** The cpu slabs were looked at: the address is the cache, the detail how many objects. */
  SHOWN("shows");

  private final String phrase;

  SlubEvent(String phrase) {
    this.phrase = phrase;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
