package ripsaw.dragonfly.kmallocobj.census;

import ripsaw.spec.Property;

/**
 * What must hold of zones of one kind of object, with a ring of free ones in each slab.
 *
 * <p>The source of each is a code of section B of the DragonFly research notes ({@code K-1} …
 * {@code K-6}), which were read off {@code kern_kmalloc.c}, of a bug in section D ({@code K4}), of
 * an observation ({@code N8}), of a part of section C ({@code C.4}), or a commit.
 */
public enum KmallocObjProperty implements Property {
  RING(
      "ring",
      "K-1",
      Watch.CENSUS,
      "A slab's ring is never over- nor underdrawn: a slot between the two indices is empty only"
          + " while its free is under way, and one beyond them always."),
  RETIRE_ONLY_WHEN_FINISHED(
      "retire-only-when-finished",
      "K-2",
      Watch.EVENT,
      "A slab leaves its zone only when all its objects are back and all frees of it have ended."),
  ONE_PLACE(
      "one-place",
      "K-3",
      Watch.CENSUS,
      "A slab is in exactly one place: a cpu's active or alternate, one list of its zone, one cpu's"
          + " cache, or gone."),
  LIST_COUNTS(
      "list-counts",
      "K-4",
      Watch.CENSUS,
      "What a zone or a cache counts is as long as the list that it counts, and the end of the"
          + " empty list is where the zone believes it to be."),
  TYPE_STABILITY(
      "type-stability",
      "K-5",
      Watch.ACCESS,
      "While a hold lasts, the memory of an object that was found in it stays of its zone: neither"
          + " unmapped, nor cached, nor another zone's."),
  ZONE_DESTRUCTION(
      "zone-destruction",
      "K-6",
      Watch.EVENT,
      "A zone that is destroyed leaves no slab behind, and the poller never sees it again."),
  GRACE_PERIOD(
      "grace-period",
      "N3",
      Watch.EVENT,
      "No slab leaves its zone while a hold lasts that began before the slab was terminated."),
  POLL_BOUNDED(
      "poll-bounded",
      "K4",
      Watch.EVENT,
      "A pass of the poller looks at so many empty slabs and retires so many at most, and none that"
          + " the zone is to keep."),
  CACHE_CAP(
      "cache-cap",
      "N8",
      Watch.CENSUS,
      "A cpu's cache of free slabs never holds more than its cap."),
  ORIGIN(
      "origin",
      "seed e9dbfea",
      Watch.CENSUS,
      "A free slab waits in the cache of the cpu that made it."),
  GEOMETRY(
      "geometry",
      "K5",
      Watch.CENSUS,
      "A slab holds as many objects as fit, each of as many cache lines as it needs, none of them"
          + " in the header, in the ring, or beyond the end."),
  CACHE_FIRST(
      "cache-first",
      "C.4",
      Watch.EVENT,
      "A free slab is unmapped only if the cache of the cpu that made it has no room for it."),
  STAMP(
      "stamp",
      "seed 56c9ecc",
      Watch.CENSUS,
      "A slab is terminated exactly while it stands on its zone's full list, and its stamp is of a"
          + " tick before this one."),
  CLOCK(
      "clock",
      "C.6",
      Watch.EVENT,
      "At a tick of cpu0 the pseudo ticks go up by one, if every cpu was seen without a hold since"
          + " they last did."),
  POLL_ORDER(
      "poll-order",
      "C.4",
      Watch.EVENT,
      "Each call of the poller is a pass, unless another is at work. It goes round the zones that"
          + " there are, and stays with one only while it has more to retire there than a pass"
          + " may."),
  POLL_COMPLETE(
      "poll-complete",
      "C.4",
      Watch.EVENT,
      "A pass of the poller leaves no slab among the empty ones that has got objects back, puts it"
          + " on the full list if it has all of them, and retires what it may of those whose grace"
          + " period is over."),
  FREE_SLABS_RETIRE(
      "free-slabs-retire",
      "K3",
      Watch.AT_REST,
      "A free slab that its zone is not to keep is retired in the end: needs fairness.");

  private final Statement statement;

  KmallocObjProperty(String id, String source, Watch watch, String sentence) {
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
