package ripsaw.linearizability;

import java.util.List;

/**
 * The programs for kmalloc_obj. A slab holds two objects: after five allocations on cpu0 the first
 * slab is on the empty list, the second is its alternate, the third its active one, and has an
 * object left. Where the poller is to come to a zone twice, there is no other.
 */
final class KmallocObjSuite {
  private static final String FIVE =
      "cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64";

  private KmallocObjSuite() {}

  static List<Suite> all() {
    return List.of(
        Suite.of(
            "one object is taken, and one comes back",
            "before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a"),
        Suite.of(
            "an object is taken again before its free has ended",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64; d = alloc 64"
                + " | cpu1: free a"),
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
            "before: "
                + FIVE
                + "; f = alloc 64 | cpu0: g = alloc 64; h = alloc 64 | cpu1: free a; free b"),
        Suite.of(
            "two cpus want the one slab that the zone has",
            "before: "
                + FIVE
                + "; f = alloc 64; free a; free b | cpu0: g = alloc 64 | cpu1: h = alloc 64"),
        Suite.of(
            "the poller meets a free", "before: " + FIVE + "; free a | cpu0: tidy | cpu1: free b"),
        Suite.of(
            "the poller meets an allocation that wants the same slab",
            "before: " + FIVE + "; free a; free b | cpu0: tidy | cpu1: f = alloc 64"),
        Suite.of(
            "a reader, and the slab is retired",
            "before: destroy-type; "
                + FIVE
                + "; free a; tick; cpu1: signals; cpu0: tick; cpu1: signals"
                + " | cpu0: free b; tidy; tick; tidy | cpu1: read b"));
  }
}
