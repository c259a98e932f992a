package ripsaw.linearizability.picture;

import java.util.List;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.repro.Recording;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Diagram.Slab;

/** Executions to draw. */
final class Recordings {
  private Recordings() {}

  /**
   * How df9daea loses a signal: cpu1 reads the flag, then cpu0 parks the slab and sets the flag,
   * then cpu1 links its chunk and believes that nobody asked.
   */
  static Recording stranding() {
    Script script = new Script(2);
    script.call(0, "a = alloc 64");
    script.slab(fresh());
    script.writes(0, "set", "slab0.owner", "0", "0");
    script.writes(0, "set", "slab0.free", "0", "1");
    script.writes(0, "set", "slab0.capacity", "0", "2");
    script.writes(0, "set", "slab0.first", "0", "slab0.c0");
    script.writes(0, "set", "slab0.unused", "0", "0");
    script.event(0, "creates slab0");
    script.slab(slab(true, false, 1, List.of(), List.of(), List.of("c1")));
    script.event(0, "lists slab0");
    script.page(0, "slab of cpu0");
    script.writes(0, "set-release", "pagetable[0]", "0", "-1");
    script.slab(slab(true, false, 1, List.of("c0 (a)"), List.of(), List.of("c1")));
    script.returns(0, "a = alloc 64 returned");
    script.call(0, "b = alloc 64");
    script.call(1, "free a");
    script.slab(slab(true, false, 1, List.of(), List.of(), List.of("c1")));
    script.reads(1, "get-acquire", "pagetable[0]", "-1");
    script.reads(1, "get", "slab0.owner", "0");
    script.reads(1, "get-acquire", "slab0.signal", "0");
    script.reads(0, "get", "slab0.free", "1");
    script.slab(slab(true, false, 0, List.of(), List.of(), List.of("c1")));
    script.writes(0, "set", "slab0.free", "1", "0");
    script.reads(0, "get-volatile", "slab0.remote", "0");
    script.slab(slab(true, true, 0, List.of(), List.of(), List.of("c1")));
    script.writes(0, "swap", "slab0.signal", "0", "1");
    script.reads(0, "get-volatile", "slab0.remote", "0");
    script.slab(slab(false, true, 0, List.of(), List.of(), List.of("c1")));
    script.event(0, "parks slab0");
    script.reads(0, "get", "slab0.unused", "0");
    script.reads(0, "get", "slab0.capacity", "2");
    script.slab(slab(false, true, 0, List.of("c1 (b)"), List.of(), List.of()));
    script.writes(0, "set", "slab0.unused", "0", "1");
    script.reads(0, "get", "slab0.first", "slab0.c0");
    script.returns(0, "b = alloc 64 returned");
    script.reads(1, "get-opaque", "slab0.remote", "0");
    script.writes(1, "set", "slab0.c0", "89837", "0");
    script.slab(slab(false, true, 0, List.of("c1 (b)"), List.of("c0"), List.of()));
    script.writes(1, "cas", "slab0.remote", "0", "slab0.c0").guilty();
    return script.violated(
        new Violation(
            KfreeProperty.NO_STRANDING,
            "nobody will ever drain slab 0xa00 of cpu0"
                + " (0 of 2 free, 0 local, 1 remote, 0 unused, off-list, marked)"),
        "dragonfly/df9daea",
        "machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0}",
        "cpu0: a = alloc 64",
        "cpu0: b = alloc 64",
        "cpu1: free a");
  }

  /**
   * A bit of everything else: three cpus, a signal that is taken and two that are not, a handler,
   * lists with links, a slab that is ripped, stores on their way to memory.
   */
  static Recording bustle() {
    Slab parked =
        new Slab(
            "slab0",
            0,
            true,
            false,
            true,
            0,
            3,
            2,
            List.of(),
            List.of("c2", "c0"),
            List.of(),
            List.of("c1 (b)"));
    Slab second =
        new Slab(
            "slab1",
            2,
            true,
            true,
            false,
            3,
            3,
            0,
            List.of("c1", "c0"),
            List.of(),
            List.of("c2"),
            List.of());
    Slab drained =
        new Slab(
            "slab0",
            0,
            true,
            true,
            false,
            2,
            3,
            0,
            List.of("c2", "c0"),
            List.of(),
            List.of(),
            List.of("c1 (b)"));
    Slab ripped =
        new Slab(
            "slab1", 2, false, false, false, 0, 3, 0, List.of(), List.of(), List.of(), List.of());
    Script script = new Script(3);
    script.slab(parked).slab(second).page(0, "slab of cpu0").page(1, "slab of cpu2");
    script.page(2, "2 pages");
    script.call(0, "c = alloc 64");
    script.reads(0, "get", "slab0.free", "0");
    script.call(2, "free a");
    script.writes(2, "cas", "slab0.remote", "parked|slab0.c0", "slab0.c2");
    script.event(2, "owes a signal for slab0");
    script.sent(2, 0, "slab0").event(2, "sends a signal to cpu0 about slab0");
    script.reads(1, "get-volatile", "slab0.remote", "slab0.c2");
    script.reads(0, "get-volatile", "slab0.remote", "slab0.c2");
    script.sent(0, 1, "slab7").event(0, "sends a signal to cpu1 about slab7");
    script.taken().interrupt(0, "takes a signal from cpu2 about slab0");
    script.reads(0, "get-acquire", "pagetable[0]", "-1");
    script.slab(drained);
    script.writes(0, "swap", "slab0.remote", "slab0.c2", "0");
    script.event(0, "drains slab0");
    script.resume(0);
    script.writes(1, "set-opaque", "slab1.signal", "0", "1");
    script.sent(1, 0, "slab0").event(1, "sends a signal to cpu0 about slab0");
    script.slab(ripped).page(1, "-").event(2, "rips slab1");
    script.reads(2, "get-opaque", "slab1.signal", "0 (older)");
    script.returns(2, "free a returned");
    return script.clean(
        "dragonfly/reference", "cpu0: c = alloc 64", "cpu2: free a", "cpu1: free b in-interrupt");
  }

  /** Everything that a user can name has this name. */
  static Recording named(String name) {
    Slab slab =
        new Slab(
            name,
            0,
            true,
            true,
            true,
            1,
            2,
            0,
            List.of(),
            List.of(),
            List.of("c1"),
            List.of("c0 (" + name + ")"));
    Script script = new Script(2);
    script.slab(slab).page(0, name).sent(1, 0, name);
    script.call(0, name);
    script.writes(0, "cas", name, name, name).guilty();
    script.event(1, name);
    return script.violated(new Violation(KfreeProperty.LISTING, name), name, name);
  }

  /** Two cpus take two locks in both orders; plain accesses before and in the loop. */
  static Recording livelock() {
    Script script = new Script(2);
    script.call(0, "a = alloc 64").call(1, "b = alloc 64");
    script.writes(0, "swap", "word0", "0", "1");
    script.writes(1, "swap", "word1", "0", "1");
    script.reads(0, "get", "word8", "0").reads(0, "get", "word9", "0");
    script.reads(0, "get", "word8", "0").reads(0, "get", "word9", "0");
    script.writes(0, "swap", "word1", "1", "1");
    script.writes(1, "swap", "word0", "1", "1").guilty();
    return script.endless(
        4,
        new Violation(
            CommonProperty.TERMINATION,
            "cpu0 and cpu1 go round for ever: 1000 identical rounds of 4 steps"),
        "user/locks",
        "cpu0: a = alloc 64",
        "cpu1: b = alloc 64");
  }

  /** No rows at all: a program that did nothing. */
  static Recording empty() {
    return new Script(1).clean("dragonfly/reference");
  }

  private static Slab fresh() {
    return slab(false, false, 2, List.of(), List.of(), List.of("c0", "c1"));
  }

  private static Slab slab(
      boolean listed,
      boolean marked,
      int free,
      List<String> held,
      List<String> remote,
      List<String> unused) {
    return new Slab("slab0", 0, true, listed, marked, free, 2, 0, List.of(), remote, unused, held);
  }
}
