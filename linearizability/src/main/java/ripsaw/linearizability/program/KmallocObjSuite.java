package ripsaw.linearizability.program;

import java.util.List;
import java.util.Set;

/**
 * The programs for kmalloc_obj. A slab holds two objects: after five allocations on cpu0 the first
 * slab is on the empty list, the second is its alternate, the third its active one, and has an
 * object left. Where the poller passes more than once, the limited type is destroyed beforehand:
 * else its next pass would be for that one's zone.
 */
final class KmallocObjSuite {
  private static final String FIVE =
      "cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; ";
  private static final String SIX = FIVE + "f = alloc 64; ";
  private static final String SEVEN = SIX + "g = alloc 64; ";
  private static final String NINE = SEVEN + "h = alloc 64; i = alloc 64; ";

  /** Both cpus see a tick. The first one arms them, and each one more lets the clock go on. */
  private static final String TICK = "cpu0: tick; cpu1: signals; ";

  /** What was terminated before is freeable then. */
  private static final String GRACE = TICK + TICK + TICK;

  /**
   * Of these, those that Lincheck runs: it needs a hundred times as long, and does again for each
   * interleaving what is done beforehand. None in which a cpu sleeps: it would wait for ever.
   */
  private static final Set<String> FOR_LINCHECK =
      Set.of(
          "one object is taken, and one comes back",
          "an object is taken again before its free has ended",
          "two cpus at the limit of their type",
          "two frees of a slab",
          "two frees, and the owner wants one",
          "the alternate fills again",
          "two cpus make a slab, one where another zone's was",
          "a slab goes to the cache of the cpu that made it, which takes it");

  private KmallocObjSuite() {}

  static List<Suite> forLincheck() {
    return all().stream().filter(one -> FOR_LINCHECK.contains(one.name())).toList();
  }

  static List<Suite> all() {
    return List.of(
        Suite.of(
            "one object is taken, and one comes back",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 | cpu1: free a"),
        Suite.of(
            "an object is taken again before its free has ended",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64; d = alloc 64"
                + " | cpu1: free a"),
        Suite.of(
            "an object is taken again, zeroed",
            "before: cpu0: a = alloc 64; b = alloc 64; free a | cpu0: c = alloc 64 zero"
                + " | cpu1: free b"),
        Suite.of("the clock interrupts an allocation", "cpu0: tick | cpu1: a = alloc 64"),
        Suite.of(
            "memory is out, and an object comes back",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 1}"
                + " | before: cpu0: a = alloc 64; b = alloc 64"
                + " | cpu0: c = alloc 64 | cpu1: free a"),
        Suite.of(
            "slabs of as many objects as fit",
            "machine: {cpus: 2, chunks-per-slab: 8, pages: 2}"
                + " | cpu0: a = alloc 64 | cpu1: b = alloc 128 limited"),
        Suite.of(
            "two cpus at the limit of their type",
            "before: cpu0: x = alloc 128 limited; free x; y = alloc 128 limited; free y;"
                + " z = alloc 128 limited"
                + " | cpu0: a = alloc 128 limited | cpu1: b = alloc 128 limited"),
        Suite.of(
            "two cpus make a slab, one where another zone's was",
            "before: cpu0: tick; cpu1: signals; cpu0: tick; a = alloc 128 limited; free a; destroy-type"
                + " | cpu0: b = alloc 64 | cpu1: c = alloc 64"),
        Suite.of(
            "two frees of a slab",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu1: free a | cpu2: free b"),
        Suite.of(
            "two frees, and the owner wants one",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 | cpu1: free a"
                + " | cpu2: free b"),
        Suite.of(
            "the alternate fills again",
            "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64"
                + " | cpu0: e = alloc 64 | cpu1: free a"),
        Suite.of(
            "the scan of an allocation meets a free",
            "before: " + SIX + "| cpu0: g = alloc 64; h = alloc 64 | cpu1: free a; free b"),
        Suite.of(
            "an object comes back to a slab that was empty, on a machine that is full",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 3} | before: "
                + SIX
                + "free a | cpu0: g = alloc 64 | cpu1: free b"),
        Suite.of(
            "an object comes back to the alternate, on a machine that is full",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 3} | before: "
                + SIX
                + "free c | cpu0: g = alloc 64 | cpu1: free d"),
        Suite.of(
            "a zone at its limit, and an object comes back",
            "before: cpu0: a = alloc 128 limited; b = alloc 128 limited; c = alloc 128 limited"
                + " | cpu0: d = alloc 128 limited | cpu1: free a"),
        Suite.of(
            "two cpus want the one slab that the zone has",
            "before: " + SIX + "free a; free b | cpu0: g = alloc 64 | cpu1: h = alloc 64"),
        Suite.of(
            "the poller meets a free", "before: " + FIVE + "free a | cpu0: tidy | cpu1: free b"),
        Suite.of(
            "the poller meets an allocation that wants the same slab",
            "before: " + FIVE + "free a; free b | cpu0: tidy | cpu1: f = alloc 64"),
        Suite.of(
            "the poller retires the slab that an allocation wants",
            "before: "
                + FIVE
                + "free a; free b; destroy-type; tidy; "
                + GRACE
                + "| cpu0: tidy | cpu1: f = alloc 64"),
        Suite.of(
            "the poller retires one slab of two",
            "before: "
                + SEVEN
                + "free a; free b; free c; free d; destroy-type; tidy; "
                + GRACE
                + "| cpu0: tidy | cpu1: h = alloc 64"),
        Suite.of(
            "the poller leaves a slab that the zone is to keep",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1} | before: "
                + FIVE
                + "free a; free b; destroy-type; tidy; "
                + GRACE
                + "| cpu0: tidy | cpu1: f = alloc 64"),
        Suite.of(
            "a free is under way, and the slab is retired under its feet and used again",
            "before: "
                + SIX
                + "free a; destroy-type; "
                + TICK
                + "| cpu0: tidy; tick; tick; tidy; g = alloc 64 | cpu1: free b"),
        Suite.of(
            "a reader, and the slab is retired",
            "before: "
                + FIVE
                + "free a; destroy-type; "
                + TICK
                + "| cpu0: free b; tidy; tick; tidy | cpu1: read b"),
        Suite.of(
            "a hold ends, and the slab is retired",
            "before: "
                + FIVE
                + "free a; free b; destroy-type; "
                + TICK
                + "cpu1: hold | cpu0: tidy; tick; tidy | cpu1: drop"),
        Suite.of(
            "ticks come while a cpu holds",
            "before: "
                + FIVE
                + "free a; free b; destroy-type; "
                + TICK
                + "cpu1: hold; cpu0: tidy; "
                + TICK
                + "| cpu0: tick; tidy | cpu1: drop"),
        Suite.of(
            "a hold begins while the clock goes on",
            "before: "
                + FIVE
                + "free a; free b; destroy-type; "
                + TICK
                + "| cpu0: tick; tick; tidy | cpu1: hold; drop; hold; tidy"),
        Suite.of(
            "the poller meets who destroys the zone",
            "before: cpu0: a = alloc 128 limited; free a; tidy | cpu0: tidy | cpu1: destroy-type"),
        Suite.of(
            "a zone goes, its alternate slab too",
            "before: cpu0: a = alloc 128 limited; b = alloc 128 limited; c = alloc 128 limited;"
                + " free a; free b; free c | cpu0: d = alloc 64 | cpu1: destroy-type"),
        Suite.of(
            "a slab goes to the cache of the cpu that made it, which takes it",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 1}"
                + " | before: cpu0: a = alloc 128 limited; cpu1: free a"
                + " | cpu0: b = alloc 64 | cpu1: destroy-type"),
        Suite.of(
            "a reader, and an allocation comes across the slab",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1} | before: "
                + SEVEN
                + "h = alloc 64; free a; free b; free c"
                + " | cpu0: free d; i = alloc 64 | cpu1: read d"),
        Suite.of(
            "two whole slabs for one place in a cache",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1} | before: "
                + SEVEN
                + "x = alloc 128 limited; free a; free b; free c; free d; free x"
                + " | cpu0: tidy | cpu1: destroy-type"),
        Suite.of(
            "two freeable slabs for one place in a cache",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1} | before: "
                + SEVEN
                + "x = alloc 128 limited; free a; free b; free c; free d; free x; tidy; "
                + GRACE
                + "| cpu0: tidy | cpu1: destroy-type"),
        Suite.of(
            "two freeable slabs for two places in a cache",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 8, cached-slabs: 2} | before: "
                + NINE
                + "x = alloc 128 limited; free a; free b; free c; free d; free e; free f;"
                + " free x; tidy; "
                + GRACE
                + "| cpu0: tidy | cpu1: destroy-type"));
  }
}
