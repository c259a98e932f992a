package ripsaw.dragonfly.kfree.census;

import ripsaw.spec.Property;

/**
 * What must hold of slabs that one cpu owns, with a remote list each.
 *
 * <p>The source of each is a code of the DragonFly research notes, which were read off {@code
 * kern_slaballoc.c} at the commits that {@link ripsaw.dragonfly.kfree} models: a property of
 * section B ({@code S-2} … {@code P-1}), a bug that landed ({@code S1}, {@code S8c}, {@code S13}),
 * or a step of kmalloc ({@code m2} … {@code m8}).
 */
public enum KfreeProperty implements Property {
  FREE_COUNT(
      "free-count",
      "S-2",
      Watch.CENSUS,
      "The free count of a slab is the length of its local list plus its never-used range."),
  LISTING(
      "listing",
      "S-3",
      Watch.CENSUS,
      "A live slab is on its owner's list exactly if its free count is above zero; a cached one is"
          + " on no list."),
  PARKED_MARK(
      "parked-mark",
      "S-4",
      Watch.CENSUS,
      "A slab that is off its owner's list with no remote chunk carries the mark that makes the"
          + " next remote free signal."),
  RIP_ONLY_WHEN_EMPTY(
      "rip-only-when-empty",
      "S-5",
      Watch.EVENT,
      "A slab is ripped only when all its chunks are free and drained, nobody pins it, and another"
          + " slab of its class stays listed."),
  PIN_BALANCE(
      "pin-balance",
      "S-7",
      Watch.CENSUS,
      "A slab's pin count is never negative, and zero when no free and no signal is in flight."),
  PAGE_TABLE(
      "page-table",
      "S-8",
      Watch.CENSUS,
      "The page table tells the truth: the owner's mark on the first page of a live slab, the page"
          + " count on the first page of an oversized block, zero everywhere else."),
  MARK_ONLY_WHEN_OFF_LIST(
      "mark-only-when-off-list",
      "P-1",
      Watch.CENSUS,
      "A slab that its owner has listed carries no mark, so whoever never exhausts a slab is never"
          + " signalled."),
  NO_STRANDING(
      "no-stranding",
      "L-3",
      Watch.CENSUS,
      "No off-list slab holds remote chunks while no free, signal or pin on it is outstanding."),
  ONE_SIGNAL_PER_SPELL(
      "one-signal-per-spell",
      "P-1",
      Watch.EVENT,
      "From one parking of a slab to the next, at most one signal is owed for it."),
  SIZE_CLASS(
      "size-class",
      "S8c",
      Watch.EVENT,
      "A request is served by the smallest class that holds it, or by as many pages as it takes; a"
          + " resize within that leaves a block where it is, any other takes along what it holds."),
  NEWEST_FIRST(
      "newest-first",
      "m5",
      Watch.EVENT,
      "A request is served by the slab of its class that was listed last, and a slab is made only"
          + " if none is listed."),
  SLAB_LAYOUT(
      "slab-layout",
      "m8",
      Watch.EVENT,
      "The chunks of a slab begin at the first grain behind its header and are as many as fit, and"
          + " the first to go slides by twenty from slab to slab."),
  KEPT_PAGES(
      "kept-pages",
      "m2",
      Watch.EVENT,
      "Whoever may wait gives back what its cpu keeps beyond the threshold, and what interrupts put"
          + " aside, but no more; and a slab that is kept is used before pages are asked for."),
  LAZY_ZEROING(
      "lazy-zeroing",
      "S1",
      Watch.EVENT,
      "A chunk is zeroed only if that was asked for, and if it was used before or its slab was."),
  TICK_COLLECTS(
      "tick-collects",
      "S13",
      Watch.EVENT,
      "The slow tick takes the remote chunks of all listed slabs home, and leaves none of them"
          + " whole but the last of its class."),
  FRESH_TYPES(
      "fresh-types",
      "A-2",
      Watch.EVENT,
      "A type has a place of its own and begins with nothing in its slots, and leaves its place"
          + " when it is destroyed."),
  SECTIONS_END(
      "sections-end",
      "S-11",
      Watch.EVENT,
      "Whoever calls the allocator is in none of its critical sections: each call leaves those that"
          + " it entered, so that signals are taken again."),
  REMOTE_FREES_RETURN(
      "remote-frees-return",
      "L-1",
      Watch.AT_REST,
      "A remotely freed chunk becomes allocatable again, even if its owner only takes signals:"
          + " needs fairness."),
  EMPTY_SLABS_RETURN(
      "empty-slabs-return",
      "L-2",
      Watch.AT_REST,
      "A wholly free slab that is not the last of its class is given back in the end: needs"
          + " fairness."),
  SENDERS_PROGRESS(
      "senders-progress",
      "L-4",
      Watch.BEHAVIOR,
      "A sender that waits for mailbox room progresses: needs fairness.");

  private final Statement statement;

  KfreeProperty(String id, String source, Watch watch, String sentence) {
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
