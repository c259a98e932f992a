package ripsaw.linearizability.program;

import java.util.List;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.spec.Family;

/**
 * The programs that the explorer takes a subject through, smallest first: each comes within a few
 * accesses of an edge of its protocol, and signals come whenever they can.
 *
 * @param name what it is about
 */
public record Suite(String name, Program program) {
  static Suite of(String name, String program) {
    try {
      return new Suite(name, ProgramText.parse(program));
    } catch (Malformed e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  /** The programs for allocators of this family. */
  public static List<Suite> of(Family family) {
    return switch (family) {
      case KFREE -> remoteFree();
      case KMALLOC_OBJ -> KmallocObjSuite.all();
    };
  }

  /** A slab holds two chunks, and cpu0 owns those that matter. */
  private static List<Suite> remoteFree() {
    return List.of(
        of(
            "a parked slab, freed by a remote cpu",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu1: free a"),
        of(
            "the last chunk goes while the other comes back",
            "before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a"),
        of(
            "the last chunk goes while the other comes back, and one is wanted again",
            "before: cpu0: a = alloc 64 | cpu0: b = alloc 64; c = alloc 64 | cpu1: free a"),
        of(
            "a parked slab, freed by owner and remote",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: free a; c = alloc 64 | cpu1: free b"),
        of(
            "a parked slab, freed by one remote, drained by the signal",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 | cpu1: free a; free b"),
        of(
            "a parked slab, freed by two remotes",
            "before: cpu0: a = alloc 64; b = alloc 64 | cpu1: free a | cpu2: free b"),
        of(
            "a signal under way, one more chunk comes back",
            "before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a | cpu0: c = alloc 64"
                + " | cpu1: free b"),
        of(
            "a signal comes while the owner frees and allocates",
            "before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a"
                + " | cpu0: free b; c = alloc 64 | cpu1: d = alloc 64"),
        of(
            "handed over as soon as it is allocated",
            "cpu0: a = alloc 64; b = alloc 64 | cpu1: free a; free b"),
        of(
            "the owner rips while a signal is on its way",
            "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64 | cpu0: free a; d = alloc 64"
                + " | cpu1: free b"),
        of(
            "ripped under the freeing cpu's feet",
            "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64"
                + " | cpu0: free a; d = alloc 64; free d | cpu1: free b"),
        of(
            "ripped under its feet, given back, and the address used again",
            "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64"
                + " | cpu0: free a; d = alloc 64; free d; e = alloc 64 | cpu1: free b"),
        of(
            "a signal for a slab that is ripped and another cpu's by now",
            "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; cpu1: free b;"
                + " cpu0: free a; d = alloc 64; free d"
                + " | cpu0: e = alloc 64 | cpu1: f = alloc 64"),
        of(
            "ripped, given back, and another cpu's at once",
            "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free a; free b"
                + " | cpu0: d = alloc 64 | cpu1: e = alloc 64"),
        of(
            "a spurious signal for a slab that was parked again",
            "before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a; cpu0: free b; c = alloc 64;"
                + " d = alloc 64 | cpu0: e = alloc 64 | cpu1: free c"),
        of(
            "a spurious signal, and nothing else",
            "before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a; cpu0: free b; c = alloc 64;"
                + " d = alloc 64 | cpu1: e = alloc 64"),
        of(
            "recycled and zeroed",
            "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free b; free a"
                + " | cpu0: d = alloc 96 zero nowait | cpu1: free c"),
        of(
            "oversized blocks, freed by another cpu and in an interrupt",
            "before: cpu0: a = alloc 600; b = alloc 600; cpu1: free b in-interrupt"
                + " | cpu0: d = alloc 600 | cpu1: free a in-interrupt; c = alloc 600"),
        of(
            "a type destroyed, made anew, and at its limit",
            "before: cpu0: x = alloc 64 limited; cpu1: free x; cpu0: signals; destroy-type;"
                + " new-type; a = alloc 64 limited; b = alloc 64 limited; free b;"
                + " c = alloc 64 limited; free c; d = alloc 64 limited; free d"
                + " | cpu0: e = alloc 64 limited; free e | cpu1: free a"),
        of(
            "what was freed is had again on a machine that is full",
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 2}"
                + " | before: cpu0: a = alloc 64; free a; b = alloc 64"
                + " | cpu0: c = alloc 64 | cpu1: free b"),
        of(
            "a type at its limit, and a chunk comes back",
            "before: cpu0: a = alloc 64 limited; b = alloc 64 limited; c = alloc 64 limited;"
                + " d = alloc 64 limited | cpu0: e = alloc 64 limited | cpu1: free a"),
        of(
            "two cpus charge one type with a limit",
            "cpu0: a = alloc 64 limited | cpu1: b = alloc 64 limited"),
        of(
            "two remotes and an owner that wants one",
            "before: cpu0: a = alloc 64; b = alloc 64"
                + " | cpu0: c = alloc 64 | cpu1: free a | cpu2: free b"),
        of(
            "three cpus, one slab each",
            "cpu0: a = alloc 64 | cpu1: b = alloc 64; free a | cpu2: free b"),
        of(
            "two remotes empty one slab, the owner another",
            "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64"
                + " | cpu0: free c | cpu1: free a | cpu2: free b"),
        of(
            "each frees what the next one allocated",
            "before: cpu0: a = alloc 64; cpu1: b = alloc 64; cpu2: c = alloc 64"
                + " | cpu0: free b | cpu1: free c | cpu2: free a"),
        of(
            "the tick meets a remote free",
            "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; cpu1: free a | cpu0: tidy"
                + " | cpu1: free b"));
  }
}
