package ripsaw.spec;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue: every property a subject is judged by, stated once.
 *
 * <p>The source of each is a code of section B of the DragonFly research notes ({@code S-1} …
 * {@code P-1}, {@code K-1} … {@code K-6}), which were read off {@code kern_slaballoc.c} and {@code
 * kern_kmalloc.c} at the commits that {@code ripsaw.dragonfly} models, or of a bug in section D
 * ({@code K4}), or of an observation ({@code N8}). A property is judged by {@link Census#judge}, by
 * {@link HeapModel}, by the machine at the access that breaks it, or by TLC alone; {@link #watch}
 * says which.
 */
public enum Property {
  CONSERVATION(
      "conservation",
      "S-1",
      Watch.CENSUS,
      "Every freed chunk is accounted for: each chunk of a live slab is in exactly one place, the"
          + " local list, the remote list, the never-used range, a caller's hands, or in flight."),
  FREE_COUNT(
      "free-count",
      "S-2",
      Watch.CENSUS,
      Family.KFREE,
      "The free count of a slab is the length of its local list plus its never-used range."),
  LISTING(
      "listing",
      "S-3",
      Watch.CENSUS,
      Family.KFREE,
      "A live slab is on its owner's list exactly if its free count is above zero; a cached one is"
          + " on no list."),
  PARKED_MARK(
      "parked-mark",
      "S-4",
      Watch.CENSUS,
      Family.KFREE,
      "A slab that is off its owner's list with no remote chunk carries the mark that makes the"
          + " next remote free signal."),
  RIP_ONLY_WHEN_EMPTY(
      "rip-only-when-empty",
      "S-5",
      Watch.EVENT,
      Family.KFREE,
      "A slab is ripped only when all its chunks are free and drained, nobody pins it, and another"
          + " slab of its class stays listed."),
  NO_USE_AFTER_RIP(
      "no-use-after-rip",
      "S-6",
      Watch.ACCESS,
      "Nobody touches a slab after it was ripped, nor its successor at the same address without a"
          + " right of their own to it."),
  PIN_BALANCE(
      "pin-balance",
      "S-7",
      Watch.CENSUS,
      Family.KFREE,
      "A slab's pin count is never negative, and zero when no free and no signal is in flight."),
  PAGE_TABLE(
      "page-table",
      "S-8",
      Watch.CENSUS,
      Family.KFREE,
      "The page table tells the truth: the owner's mark on the first page of a live slab, the page"
          + " count on the first page of an oversized block, zero everywhere else."),
  NO_DOUBLE_GRANT(
      "no-double-grant",
      "S-9",
      Watch.HEAP,
      "No byte is granted to two callers, and the allocator leaves granted bytes alone."),
  ALIGNMENT(
      "alignment",
      "S-9",
      Watch.HEAP,
      "A grant lies on a chunk boundary of its slab, is as large as was asked, and a power-of-two"
          + " size is aligned to itself."),
  ZEROING("zeroing", "S-9", Watch.HEAP, "A chunk asked for zeroed is zero, on recycled slabs too."),
  NO_BLOCKING_IN_INTERRUPT(
      "no-blocking-in-interrupt",
      "S-10",
      Watch.EVENT,
      Family.KFREE,
      "Nothing that may block runs in a signal handler or in interrupt context."),
  SIGNAL_DELIVERY(
      "signal-delivery",
      "S-11",
      Watch.EVENT,
      Family.KFREE,
      "A signal runs on the cpu it was sent to, exactly once, in order, with the argument sent."),
  CPU_LOCAL(
      "cpu-local",
      "A-1",
      Watch.ACCESS,
      "What belongs to one cpu (list heads, caches, accounting slots) is touched by that cpu"
          + " alone."),
  ACCOUNTING_CANCELS(
      "accounting-cancels",
      "A-1",
      Watch.CENSUS,
      "Per-cpu accounting sums cancel: at quiescence the signed sum over the cpus is what is really"
          + " outstanding."),
  TYPE_DESTRUCTION(
      "type-destruction",
      "A-2",
      Watch.EVENT,
      "A type whose memory is all freed can be destroyed: its sum is zero then, and no message in"
          + " flight refers to it."),
  LIMIT(
      "limit",
      "A-3",
      Watch.HEAP,
      "An allocation is refused only if memory is out, or the type's limit is reached, counting all"
          + " that was allocated while it looked."),
  NO_STRANDING(
      "no-stranding",
      "L-3",
      Watch.CENSUS,
      Family.KFREE,
      "No off-list slab holds remote chunks while no free, signal or pin on it is outstanding."),
  ONE_SIGNAL_PER_SPELL(
      "one-signal-per-spell",
      "P-1",
      Watch.EVENT,
      Family.KFREE,
      "From one parking of a slab to the next, at most one signal is owed for it."),
  RING(
      "ring",
      "K-1",
      Watch.CENSUS,
      Family.KMALLOC_OBJ,
      "A slab's ring is never over- nor underdrawn: a slot between the two indices is empty only"
          + " while its free is under way, and one beyond them always."),
  RETIRE_ONLY_WHEN_FINISHED(
      "retire-only-when-finished",
      "K-2",
      Watch.EVENT,
      Family.KMALLOC_OBJ,
      "A slab leaves its zone only when all its objects are back and all frees of it have ended."),
  ONE_PLACE(
      "one-place",
      "K-3",
      Watch.CENSUS,
      Family.KMALLOC_OBJ,
      "A slab is in exactly one place: a cpu's active or alternate, one list of its zone, one cpu's"
          + " cache, or gone."),
  LIST_COUNTS(
      "list-counts",
      "K-4",
      Watch.CENSUS,
      Family.KMALLOC_OBJ,
      "What a zone or a cache counts is as long as the list that it counts, and the end of the empty"
          + " list is where the zone believes it to be."),
  TYPE_STABILITY(
      "type-stability",
      "K-5",
      Watch.ACCESS,
      Family.KMALLOC_OBJ,
      "While a hold lasts, the memory of an object that was found in it stays of its zone: neither"
          + " unmapped, nor cached, nor another zone's."),
  ZONE_DESTRUCTION(
      "zone-destruction",
      "K-6",
      Watch.EVENT,
      Family.KMALLOC_OBJ,
      "A zone that is destroyed leaves no slab behind, and the poller never sees it again."),
  GRACE_PERIOD(
      "grace-period",
      "N3",
      Watch.EVENT,
      Family.KMALLOC_OBJ,
      "No slab leaves its zone while a hold lasts that began before the slab was terminated."),
  POLL_BOUNDED(
      "poll-bounded",
      "K4",
      Watch.EVENT,
      Family.KMALLOC_OBJ,
      "A pass of the poller retires at most so many slabs, and none that the zone is to keep."),
  CACHE_CAP(
      "cache-cap",
      "N8",
      Watch.CENSUS,
      Family.KMALLOC_OBJ,
      "A cpu's cache of free slabs never holds more than its cap."),
  ORIGIN(
      "origin",
      "seed e9dbfea",
      Watch.CENSUS,
      Family.KMALLOC_OBJ,
      "A free slab waits in the cache of the cpu that made it."),
  GEOMETRY(
      "geometry",
      "K5",
      Watch.CENSUS,
      Family.KMALLOC_OBJ,
      "A slab holds as many objects as fit, none of them in the header, in the ring, or beyond the"
          + " end."),
  EVERY_PAGE(
      "every-page",
      "design",
      Watch.CENSUS,
      "Every page is accounted for: it is free, or in one slab, cache or caller's hands, and none is"
          + " given back twice."),
  GRANT(
      "grant",
      "design",
      Watch.HEAP,
      "A request within the limit is granted memory of its own, and one that is over it for certain"
          + " is refused."),
  REUSE(
      "reuse",
      "design",
      Watch.HEAP,
      "What was freed can be had again: no request is refused while the machine has room for all"
          + " that was ever out at the same time."),
  REFUSED_ONLY_WHEN_OUT(
      "refused-only-when-out",
      "design",
      Watch.HEAP,
      "A caller that may wait is refused memory only if the machine was asked for pages and had none"
          + " that fit."),
  NO_CRASH(
      "no-crash",
      "design",
      Watch.EVENT,
      "The allocator's code throws nothing, whatever is asked of it, and answers whenever it is"
          + " looked at."),
  NO_DATA_RACE(
      "no-data-race",
      "design",
      Watch.ACCESS,
      "Two accesses to one word, of two cpus, one of them a write and one of them plain, are ordered"
          + " by happens-before."),
  TERMINATION(
      "termination",
      "design",
      Watch.HISTORY,
      "Every operation returns: no cpu waits for what nobody will do, and none goes round for ever"
          + " in what nobody ends."),
  LINEARIZABLE(
      "linearizable",
      "design",
      Watch.HISTORY,
      "Each part (remote list, mailbox, page table, accounting) and the heap as a whole answer as"
          + " their sequential specification would."),

  REMOTE_FREES_RETURN(
      "remote-frees-return",
      "L-1",
      Watch.BEHAVIOR,
      Family.KFREE,
      "A remotely freed chunk becomes allocatable again, even if its owner only takes signals: needs"
          + " fairness."),
  EMPTY_SLABS_RETURN(
      "empty-slabs-return",
      "L-2",
      Watch.BEHAVIOR,
      Family.KFREE,
      "A wholly free slab that is not the last of its class is given back in the end: needs"
          + " fairness."),
  SENDERS_PROGRESS(
      "senders-progress",
      "L-4",
      Watch.BEHAVIOR,
      Family.KFREE,
      "A sender that waits for mailbox room progresses: needs fairness."),
  FREE_SLABS_RETIRE(
      "free-slabs-retire",
      "K3",
      Watch.BEHAVIOR,
      Family.KMALLOC_OBJ,
      "A free slab that its zone is not to keep is retired in the end: needs fairness."),

  // Section B holds these too; no checker of this build sees them, and none says that they hold.
  TYPE_CONTRACT(
      "type-contract",
      "A-4",
      Watch.NONE,
      "A chunk is freed with the type it was allocated with: a duty of the caller, not of the"
          + " allocator."),
  CACHES_BOUNDED(
      "caches-bounded",
      "L-5",
      Watch.NONE,
      "The slab caches of an idle cpu are drained in the end: not guaranteed by any version.");

  /** Where a property is judged. */
  public enum Watch {
    /** On a snapshot taken while no cpu is in a critical section. */
    CENSUS,
    /** On each grant and free, against the sequential heap model. */
    HEAP,
    /** On each access, by the machine. */
    ACCESS,
    /** On each event that the machine or the subject reports. */
    EVENT,
    /** On the results of a whole history. */
    HISTORY,
    /** On the behaviours of the specification, by TLC alone. */
    BEHAVIOR,
    /** Nowhere yet: listed so that nobody takes silence for a pass. */
    NONE
  }

  private final String id;
  private final String source;
  private final Watch watch;
  private final Set<Family> families;
  private final String sentence;

  Property(String id, String source, Watch watch, String sentence) {
    this(id, source, watch, EnumSet.allOf(Family.class), sentence);
  }

  Property(String id, String source, Watch watch, Family family, String sentence) {
    this(id, source, watch, EnumSet.of(family), sentence);
  }

  Property(String id, String source, Watch watch, Set<Family> families, String sentence) {
    this.id = id;
    this.source = source;
    this.watch = watch;
    this.families = families;
    this.sentence = sentence;
  }

  /** The name used in reports, repros and on the command line. */
  public String id() {
    return id;
  }

  /** The code of the property in the research notes. */
  public String source() {
    return source;
  }

  public Watch watch() {
    return watch;
  }

  /** Whether it means something for allocators of this family. */
  public boolean isAbout(Family family) {
    return families.contains(family);
  }

  public String sentence() {
    return sentence;
  }

  /** False for the properties that are only listed: see {@link Watch#NONE}. */
  public boolean isChecked() {
    return watch != Watch.NONE;
  }

  public static Optional<Property> byId(String id) {
    return Arrays.stream(values()).filter(property -> property.id.equals(id)).findFirst();
  }

  @Override
  public String toString() {
    return id;
  }
}
