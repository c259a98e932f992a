package ripsaw.netbsd.pool.census;

import ripsaw.spec.Property;

/**
 * What must hold of pools and their caches. The source of each is a code of section B of the NetBSD
 * research notes ({@code M1} … {@code P5}), or of a bug in section C ({@code N10} … {@code N17}).
 */
public enum PoolProperty implements Property {
  GROUPS(
      "groups",
      "M1, M2",
      Watch.CENSUS,
      "A group is in one place: a cpu's current or previous, one list of a depot, an invalidation's"
          + " hands or the pool of groups; and none is lost."),
  GROUP_FILL(
      "group-fill",
      "M2",
      Watch.CENSUS,
      "A depot lists as full what is full, as empty what is empty, as partial the rest, and counts"
          + " them right; a group holds objects of its cache, and no more than it has room for."),
  OWN_MAGAZINES(
      "own-magazines",
      "M4",
      Watch.EVENT,
      "A cpu goes to the depot for an object only if both its groups are empty, and with one only"
          + " if both are full; and on to the pool only if the depot has no full group for it, or"
          + " no empty one and there is no new one, and nobody invalidates the cache. It asks for a"
          + " new group only if the depot has no empty one."),
  LAST_IN_FIRST_OUT(
      "last-in-first-out",
      "M4",
      Watch.EVENT,
      "What a cpu takes out of its groups is what it put there last."),
  MAGAZINE_BOUND(
      "magazine-bound",
      "M5",
      Watch.EVENT,
      "Between two full groups that a cpu gives to the depot or gets from it lie as many"
          + " operations as a group has objects."),
  INVALIDATION(
      "invalidation",
      "M6",
      Watch.EVENT,
      "No object that was cached when an invalidation began, and that nobody got meanwhile, is"
          + " cached when it ends."),
  CONSTRUCTION(
      "construction",
      "M7",
      Watch.EVENT,
      "An object is constructed when a caller gets it, once, and destructed, once, before it goes"
          + " back to the pool."),
  CALLBACKS_UNLOCKED(
      "callbacks-unlocked",
      "N10, N14",
      Watch.EVENT,
      "No constructor, destructor or drain hook runs while its cpu has a lock of a pool or a cache:"
          + " it may take locks under which others call."),
  OWN_GROUP(
      "own-group",
      "N11",
      Watch.EVENT,
      "A put that gets a new group puts its object there: it never needs another, as somebody took"
          + " that one."),
  POOL_COUNTS(
      "pool-counts",
      "P1",
      Watch.CENSUS,
      "A pool counts the items that are free and those that are out, its pages and its idle pages,"
          + " and each page what is missing of it."),
  PAGE_LISTS(
      "page-lists",
      "P1",
      Watch.CENSUS,
      "A page is on the one list of its pool for pages that are as full, and the current page has"
          + " an item to give if any page has, and is partial if any is."),
  PAGE_RELEASE(
      "page-release",
      "P2",
      Watch.EVENT,
      "A page leaves its pool only if no item of it is missing."),
  PASSIVE_READERS(
      "passive-readers",
      "N17",
      Watch.EVENT,
      "What a reader found of a cache with PR_PSERIALIZE stays memory of its pool until the"
          + " reader's passive section ends."),
  NEEDED_PAGES(
      "needed-pages",
      "P3",
      Watch.EVENT,
      "A pool takes in a page only if it has no item left, or fewer than its low water mark: two do"
          + " not grow it for one item."),
  ITEM_REFUSED(
      "item-refused",
      "P3",
      Watch.EVENT,
      "Who is refused an item leaves a pool that has none: it looks again when it got no page, as"
          + " some may have come back meanwhile."),
  GROW_WAKEUP(
      "grow-wakeup",
      "P4, N12",
      Watch.CENSUS,
      "Who sleeps until a pool has grown is woken when that has ended, whether it got a page or"
          + " not."),
  GROWING_NOWAIT(
      "growing-nowait",
      "N15",
      Watch.EVENT,
      "Nobody with a pool's lock finds that a caller is growing it that may not wait: such a one"
          + " keeps the lock from beginning to end."),
  WATER_MARKS(
      "water-marks",
      "P5",
      Watch.EVENT,
      "A page that becomes idle stays only if its pool has no more pages than its marks, and goes"
          + " only if it has more, or what stays is enough for the low one; and after a get a pool"
          + " is at its low water mark, unless pages are out."),
  DRAIN(
      "drain",
      "P5",
      Watch.EVENT,
      "Who drains a pool alone leaves nothing cached, and no idle page but for the low water"
          + " mark.");

  private final Statement statement;

  PoolProperty(String id, String source, Watch watch, String sentence) {
    this.statement = new Statement(id, source, watch, sentence);
  }

  @Override
  public Statement statement() {
    return statement;
  }

  @Override
  public String toString() {
    return id();
  }
}
