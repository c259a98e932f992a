package ripsaw.netbsd.pool.census;

import ripsaw.machine.Event;

/** What happens to objects, groups and pools. A cache is known by the address of its lock. */
public enum PoolEvent implements Event {
  /** A cpu has no object in its groups: the address is the cache, the detail its number. */
  GET_SLOW("finds its groups empty and looks in"),
  /** A cpu has no room in its groups: as above. */
  PUT_SLOW("finds its groups full and looks in"),
  /** A depot has no full group to give, under its lock: the address is the cache, as above. */
  NO_FULL_GROUP("finds no full group in"),
  /** A cpu that puts asks for no new group, as its depot has an empty one: as above. */
  SEES_EMPTY_GROUP("sees an empty group in"),
  /** There is no empty group for what a cpu puts, under the depot's lock: as above. */
  NO_EMPTY_GROUP("finds no empty group for"),
  /** A full group goes to the depot, or comes from it: the detail is the cache's number. */
  EXCHANGED("moves the full"),
  /** An object leaves a cpu's group for a caller: the detail is the group. */
  TAKEN("takes"),
  /** An object comes to a cpu's group: the detail is the group. */
  CACHED("caches"),
  /** The constructor runs: the detail is how many of the pool's locks its cpu has. */
  CONSTRUCTED("constructs"),
  /** The destructor runs: as above. */
  DESTRUCTED("destructs"),
  /**
   * The drain hook of a pool runs, as pages are out: the address is the cache, the detail how many
   * of the pool's locks its cpu has.
   */
  HOOKED("runs the drain hook of"),
  /** A put gets an empty group from the pool of groups: the detail is the object. */
  GROUP_MADE("gets the new"),
  /** It gives it back, as it has no use for it: as above. */
  GROUP_RETURNED("gives back the new"),
  /** An item comes back to its pool: the detail is the cache's number. */
  ITEM_FREED("gives back to its pool"),
  /**
   * A pool is found to be growing on behalf of a caller that may not wait: the address is the
   * cache, the detail its number.
   */
  GROWING_NOWAIT_SEEN("finds growing, by who may not wait,"),
  /** A caller gets no item of a pool, which has none: the address is the cache, as above. */
  REFUSED("refuses an item of"),
  /** A pool that is below its low water mark gets no page: as above. */
  NOT_GROWN("gets no page for"),
  /** Who got an item, or set the low water mark, lets the pool's lock go: as above. */
  LEFT("is done with"),
  /** A page without an item missing stays in its pool: the detail is the cache's number. */
  KEPT("keeps the idle"),
  /** One is going to leave it, as an item came back: as above. */
  GIVEN_UP("gives up the idle"),
  /** One is going to leave it, as the page daemon asks for it: as above. */
  RECLAIMED("reclaims the idle"),
  /** A cpu has moved its groups to the depot: the address is the cache, the detail the cpu. */
  TRANSFERRED("has moved its groups of"),
  /** What is cached is to be destructed: the address is the cache, the detail its number. */
  INVALIDATE_BEGINS("begins to invalidate"),
  /** It is: as above. */
  INVALIDATED("has invalidated"),
  /** The page daemon is done with a pool: the address is the cache, the detail its number. */
  DRAINED("has drained");

  private final String phrase;

  PoolEvent(String phrase) {
    this.phrase = phrase;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
