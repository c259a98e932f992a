package ripsaw.linux.slub;

import java.util.ArrayList;
import java.util.List;
import ripsaw.subject.NamedProgram;

/**
 * The programs for SLUB. A slab holds two objects, if not said otherwise: after two allocations a
 * cpu has a slab of which nothing is free, and what others free to it is in the slab's own list.
 *
 * <p>Sequences of one cpu come first, as each has one schedule.
 */
final class SlubPrograms {
  private SlubPrograms() {}

  static List<NamedProgram> all() {
    List<NamedProgram> all = new ArrayList<>(SlubSequences.explored());
    all.addAll(raced());
    return List.copyOf(all);
  }

  private static List<NamedProgram> raced() {
    return List.of(
        NamedProgram.shared(
            "one object is taken, and one comes back",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free a
            """),
        NamedProgram.explored(
            "the memory of a node comes while it is asked for",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, nodes: 2}
            before: late-node
            cpu0: node-1; a = alloc 64; free a; shrink
            cpu1: node-comes
            """),
        NamedProgram.explored(
            "two cpus make a slab at the same time",
            """
            cpu0: a = alloc 64
            cpu1: b = alloc 64
            """),
        NamedProgram.explored(
            "a device takes two objects and frees the first, in a list that an allocation looks at",
            """
            machine: {cpus: 1, chunks-per-slab: 4, pages: 4}
            before: a = alloc 64
            cpu0: b = alloc 64; e = alloc 64
            cpu0.irq: c = alloc 64; d = alloc 64; free c
            """),
        NamedProgram.explored(
            "a device frees to a list that an allocation has found empty",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu0.irq: free a
            cpu1: free b
            """),
        NamedProgram.shared(
            "both cpus look for a partial slab",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            free a; free c
            cpu0: f = alloc 64; g = alloc 64
            cpu1: h = alloc 64
            """),
        NamedProgram.shared(
            "a partial slab becomes empty while a cpu looks for one",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free a
            cpu0: free b
            cpu1: d = alloc 64
            """),
        NamedProgram.shared(
            "two cpus free the objects of a slab that is no cpu's",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64
            cpu0: free a
            cpu1: free b
            """),
        NamedProgram.explored(
            "the cpu slabs are shown while they change",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: show
            """),
        NamedProgram.explored(
            "an object of a debug slab comes back from another cpu",
            """
            before: debug-on; cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free a; free b
            """),
        NamedProgram.explored(
            "a slab is given up while an object comes back to it",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64; d = alloc 64; e = alloc 64
            cpu1: free a; free b
            """),
        NamedProgram.explored(
            "every cpu gives up its slab while objects come back",
            """
            before: cpu0: a = alloc 64; b = alloc 64; cpu1: c = alloc 64
            cpu0: shrink
            cpu1: free a; free c
            """),
        NamedProgram.explored(
            "two cpus give up empty slabs at the same time",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 1}
            before: cpu0: a = alloc 64; cpu1: b = alloc 64
            cpu0: free a; shrink
            cpu1: free b; shrink
            """),
        NamedProgram.explored(
            "a cpu that has a slab goes offline, and comes back",
            """
            before: cpu1: a = alloc 64
            cpu0: offline cpu1; online cpu1; free a
            cpu1: b = alloc 64
            """),
        NamedProgram.explored(
            "a cpu goes offline while objects come back to its slab",
            """
            machine: {cpus: 3, chunks-per-slab: 2, pages: 4}
            before: cpu1: a = alloc 64; b = alloc 64
            cpu0: offline cpu1
            cpu2: free a; free b
            """),
        NamedProgram.explored(
            "a cpu goes offline while every cpu is to give up its slab",
            """
            machine: {cpus: 3, chunks-per-slab: 2, pages: 4}
            before: cpu1: a = alloc 64
            cpu0: offline cpu1
            cpu2: shrink
            """),
        NamedProgram.explored(
            "every cpu that is online is to give up its slab",
            """
            before: cpu1: a = alloc 64; cpu0: offline cpu1
            cpu0: free a; shrink; online cpu1
            cpu1: b = alloc 64
            """),
        NamedProgram.explored(
            "a cache is closed that has partial slabs, an empty one, and one of each cpu",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8, cached-slabs: 1}
            before: cpu0: a = alloc 128 limited; b = alloc 128 limited; c = alloc 128 limited; \
            cpu1: d = alloc 128 limited; cpu0: free a; free b; free c; cpu1: free d
            cpu0: destroy-type; e = alloc 64
            cpu1: f = alloc 64
            """),
        NamedProgram.explored(
            "a cpu asks for memory of a node that its slab is not of",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, nodes: 2}
            before: cpu0: a = alloc 64; node-1; cpu1: b = alloc 64; c = alloc 64; d = alloc 64
            cpu0: e = alloc 64; any-node; f = alloc 64; g = alloc 64
            cpu1: free b; free c
            """),
        NamedProgram.explored(
            "a debug slab of one node comes after a slab of another",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, nodes: 2}
            before: cpu0: node-1; a = alloc 64; b = alloc 64; node-0; debug-on
            cpu0: c = alloc 64; e = alloc 64; node-1; d = alloc 64; free c; free a
            """),
        NamedProgram.explored(
            "a thread waits for pages while another gives the cpu a slab",
            """
            cpu0: a = alloc 64
            cpu0.t1: b = alloc 64 nowait
            cpu1: free b
            """),
        NamedProgram.explored(
            "a thread that waits for pages wakes up on another cpu",
            """
            before: cpu1: a = alloc 64
            cpu0 roams: b = alloc 64
            cpu1: free a
            """));
  }
}
