package ripsaw.dragonfly.kfree;

import java.util.ArrayList;
import java.util.List;
import ripsaw.subject.NamedProgram;

/**
 * The programs for the slab allocator. A slab holds two chunks, and cpu0 owns those that matter.
 */
final class KfreePrograms {
  /** Lincheck's machine: pages enough for everybody, no slab cached, so nothing hides a mistake. */
  private static final String MACHINE = "machine: {cpus: 3, chunks-per-slab: 2, pages: 6}\n";

  private KfreePrograms() {}

  static List<NamedProgram> all() {
    List<NamedProgram> all = new ArrayList<>(explored());
    all.addAll(KfreeSequences.explored());
    all.addAll(linchecked());
    return all;
  }

  private static List<NamedProgram> explored() {
    return List.of(
        NamedProgram.explored(
            "a parked slab, freed by a remote cpu",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu1: free a
            """),
        NamedProgram.explored(
            "the last chunk goes while the other comes back",
            """
            before: cpu0: a = alloc 64
            cpu0: b = alloc 64
            cpu1: free a
            """),
        NamedProgram.explored(
            "the last chunk goes while the other comes back, and one is wanted again",
            """
            before: cpu0: a = alloc 64
            cpu0: b = alloc 64; c = alloc 64
            cpu1: free a
            """),
        NamedProgram.explored(
            "a parked slab, freed by owner and remote",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: free a; c = alloc 64
            cpu1: free b
            """),
        NamedProgram.explored(
            "a parked slab, freed by one remote, drained by the signal",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free a; free b
            """),
        NamedProgram.explored(
            "a parked slab, freed by two remotes",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu1: free a
            cpu2: free b
            """),
        NamedProgram.explored(
            "a signal under way, one more chunk comes back",
            """
            before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a
            cpu0: c = alloc 64
            cpu1: free b
            """),
        NamedProgram.explored(
            "a signal comes while the owner frees and allocates",
            """
            before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a
            cpu0: free b; c = alloc 64
            cpu1: d = alloc 64
            """),
        NamedProgram.explored(
            "handed over as soon as it is allocated",
            """
            cpu0: a = alloc 64; b = alloc 64
            cpu1: free a; free b
            """),
        NamedProgram.explored(
            "the owner rips while a signal is on its way",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64
            cpu0: free a; d = alloc 64
            cpu1: free b
            """),
        NamedProgram.explored(
            "ripped under the freeing cpu's feet",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64
            cpu0: free a; d = alloc 64; free d
            cpu1: free b
            """),
        NamedProgram.explored(
            "ripped under its feet, given back, and the address used again",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64
            cpu0: free a; d = alloc 64; free d; e = alloc 64
            cpu1: free b
            """),
        NamedProgram.explored(
            "a signal for a slab that is ripped and another cpu's by now",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; cpu1: free b; \
            cpu0: free a; d = alloc 64; free d
            cpu0: e = alloc 64
            cpu1: f = alloc 64
            """),
        NamedProgram.explored(
            "ripped, given back, and another cpu's at once",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free a; free b
            cpu0: d = alloc 64
            cpu1: e = alloc 64
            """),
        NamedProgram.explored(
            "a spurious signal for a slab that was parked again",
            """
            before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a; cpu0: free b; \
            c = alloc 64; d = alloc 64
            cpu0: e = alloc 64
            cpu1: free c
            """),
        NamedProgram.explored(
            "a spurious signal, and nothing else",
            """
            before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a; cpu0: free b; \
            c = alloc 64; d = alloc 64
            cpu1: e = alloc 64
            """),
        NamedProgram.explored(
            "recycled and zeroed",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free b; free a
            cpu0: d = alloc 96 zero nowait
            cpu1: free c
            """),
        NamedProgram.explored(
            "oversized blocks, freed by another cpu and in an interrupt",
            """
            before: cpu0: a = alloc 600; b = alloc 600; cpu1: free b in-interrupt
            cpu0: d = alloc 600
            cpu1: free a in-interrupt; c = alloc 600
            """),
        NamedProgram.explored(
            "a type destroyed, made anew, and at its limit",
            """
            before: cpu0: x = alloc 64 limited; cpu1: free x; cpu0: signals; destroy-type; \
            new-type; a = alloc 64 limited; b = alloc 64 limited; free b; \
            c = alloc 64 limited; free c; d = alloc 64 limited; free d
            cpu0: e = alloc 64 limited; free e
            cpu1: free a
            """),
        NamedProgram.explored(
            "what was freed is had again on a machine that is full",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 2}
            before: cpu0: a = alloc 64; free a; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free b
            """),
        NamedProgram.explored(
            "a type at its limit, and a chunk comes back",
            """
            before: cpu0: a = alloc 64 limited; b = alloc 64 limited; c = alloc 64 limited; \
            d = alloc 64 limited
            cpu0: e = alloc 64 limited
            cpu1: free a
            """),
        NamedProgram.explored(
            "two cpus charge one type with a limit",
            """
            cpu0: a = alloc 64 limited
            cpu1: b = alloc 64 limited
            """),
        NamedProgram.explored(
            "two remotes and an owner that wants one",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free a
            cpu2: free b
            """),
        NamedProgram.explored(
            "three cpus, one slab each",
            """
            cpu0: a = alloc 64
            cpu1: b = alloc 64; free a
            cpu2: free b
            """),
        NamedProgram.explored(
            "two remotes empty one slab, the owner another",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64
            cpu0: free c
            cpu1: free a
            cpu2: free b
            """),
        NamedProgram.explored(
            "each frees what the next one allocated",
            """
            before: cpu0: a = alloc 64; cpu1: b = alloc 64; cpu2: c = alloc 64
            cpu0: free b
            cpu1: free c
            cpu2: free a
            """),
        NamedProgram.explored(
            "the tick meets a remote free",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; cpu1: free a
            cpu0: tidy
            cpu1: free b
            """));
  }

  /** The edges of the remote free; Lincheck's threads take signals where they are told to. */
  private static List<NamedProgram> linchecked() {
    return List.of(
        linchecked(
            "the last chunk goes while the other comes back",
            """
            before: cpu0: a = alloc 64
            cpu0: b = alloc 64
            cpu1: free a
            """),
        linchecked(
            "a parked slab, freed by owner and remote",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: free a; c = alloc 64; signals
            cpu1: free b
            """),
        linchecked(
            "a parked slab, freed by two remotes",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: signals
            cpu1: free a
            cpu2: free b
            """),
        linchecked(
            "a parked slab, freed by one remote, drained by the signal",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: signals; c = alloc 64
            cpu1: free a; free b
            """),
        linchecked(
            "a signal under way, one more chunk comes back",
            """
            before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a
            cpu0: signals
            cpu1: free b
            """),
        linchecked(
            "ripped under the freeing cpu's feet",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64
            cpu0: free a; d = alloc 64; free d; e = alloc 64; signals
            cpu1: free b
            """),
        linchecked(
            "a signal for a slab that is ripped and another cpu's by now",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; cpu1: free b; \
            cpu0: free a; d = alloc 64; free d
            cpu0: e = alloc 64; signals
            cpu1: f = alloc 64
            """),
        linchecked(
            "ripped, given back, and another cpu's at once",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free a; free b
            cpu0: d = alloc 64
            cpu1: e = alloc 64
            """),
        linchecked(
            "a spurious signal for a slab that was parked again",
            """
            before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a; cpu0: free b; \
            c = alloc 64; d = alloc 64
            cpu0: signals
            cpu1: free c
            """),
        linchecked(
            "a spurious signal, and nothing else",
            """
            before: cpu0: a = alloc 64; b = alloc 64; cpu1: free a; cpu0: free b; \
            c = alloc 64; d = alloc 64
            cpu0: signals
            cpu1: e = alloc 64
            """),
        linchecked(
            "recycled and zeroed",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free b; free a
            cpu0: d = alloc 96 zero nowait
            cpu1: free c
            """),
        linchecked(
            "oversized blocks, freed by another cpu and in an interrupt",
            """
            before: cpu0: a = alloc 600; b = alloc 600; cpu1: free b in-interrupt
            cpu0: signals
            cpu1: free a in-interrupt; c = alloc 600
            """),
        linchecked(
            "a type destroyed, made anew, and at its limit",
            """
            before: cpu0: x = alloc 64 limited; cpu1: free x; cpu0: signals; destroy-type; \
            new-type; a = alloc 64 limited; b = alloc 64 limited; free b; \
            c = alloc 64 limited; free c; d = alloc 64 limited; free d
            cpu0: e = alloc 64 limited; signals; free e
            cpu1: free a
            """));
  }

  private static NamedProgram linchecked(String name, String text) {
    return NamedProgram.linchecked(name, MACHINE + text);
  }
}
