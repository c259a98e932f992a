package ripsaw.netbsd.pool;

import java.util.ArrayList;
import java.util.List;
import ripsaw.subject.NamedProgram;

/**
 * The programs for pool caches. A group holds three objects, and a page two items, if not said
 * otherwise: a cpu whose six objects came back has both its groups full.
 *
 * <p>Sequences of one cpu come first, as each has one schedule.
 */
final class PoolPrograms {
  private PoolPrograms() {}

  static List<NamedProgram> all() {
    List<NamedProgram> all = new ArrayList<>(PoolSequences.explored());
    all.addAll(raced());
    return List.copyOf(all);
  }

  private static List<NamedProgram> raced() {
    return List.of(
        NamedProgram.shared(
            "two cpus grow the pool at the same time",
            """
            cpu0: a = alloc 64
            cpu1: b = alloc 64
            """),
        NamedProgram.shared(
            "one may not wait while another grows the pool",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 2}
            cpu0: a = alloc 64
            cpu1: b = alloc 64 nowait
            """),
        NamedProgram.explored(
            "two that may not wait grow the pool",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 2}
            cpu0: a = alloc 64 nowait
            cpu1: b = alloc 64 nowait
            """),
        NamedProgram.explored(
            "two cpus grow the pool, and there is no page",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: d = alloc 64
            """),
        NamedProgram.explored(
            "items come back to a pool while another grows it",
            """
            before: cpu1: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free a; invalidate
            """),
        NamedProgram.shared(
            "two cpus put their first object, each one that the other got",
            """
            before: cpu0: a = alloc 64; cpu1: b = alloc 64
            cpu0: free b
            cpu1: free a
            """),
        NamedProgram.shared(
            "a full group goes to the depot while another cpu looks for one",
            """
            machine: {cpus: 2, chunks-per-slab: 4, pages: 4}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; free a; free b; free c; free d; free e; free f
            cpu0: free g
            cpu1: h = alloc 64; i = alloc 64
            """),
        NamedProgram.shared(
            "two cpus look for the one full group of the depot",
            """
            machine: {cpus: 3, chunks-per-slab: 4, pages: 4}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; free a; free b; free c; free d; free e; free f; free g
            cpu1: h = alloc 64
            cpu2: i = alloc 64
            """),
        NamedProgram.explored(
            "objects come back to a cpu while a cache is invalidated",
            """
            before: cpu0: a = alloc 64; cpu1: b = alloc 64; c = alloc 64; free b
            cpu0: free a; invalidate
            cpu1: free c; d = alloc 64
            """),
        NamedProgram.explored(
            "a cpu takes a full group from the depot while a cache is invalidated",
            """
            machine: {cpus: 2, chunks-per-slab: 4, pages: 4}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; free a; free b; free c; free d; free e; free f; free g
            cpu0: invalidate
            cpu1: h = alloc 64
            """),
        NamedProgram.explored(
            "two cpus invalidate a cache at the same time",
            """
            before: cpu0: a = alloc 64; free a; cpu1: b = alloc 64; free b
            cpu0: invalidate
            cpu1: invalidate
            """),
        NamedProgram.explored(
            "a pool is drained while an object comes back",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 1}
            before: cpu0: a = alloc 64; b = alloc 64; free b
            cpu0: drain
            cpu1: free a
            """),
        NamedProgram.explored(
            "a reader looks at an object that is put when no group is left, and whose page goes",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8}
            before: cpu0: pserialize; x = alloc 64 limited; y = alloc 64 limited; a = alloc 64; \
            b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; f = alloc 64; g = alloc 64; \
            h = alloc 64; i = alloc 64; j = alloc 64; q = alloc 64; free a; free b; free c; \
            free d; free e; free f; free g; free h; free i; free x; cpu1: free y
            cpu0: free q
            cpu1: look-up q
            """),
        NamedProgram.explored(
            "an item comes back to a pool that gets no page",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu0: a = alloc 64; cpu1: b = alloc 64; free b
            cpu0: c = alloc 64
            cpu1: invalidate
            """),
        NamedProgram.explored(
            "an empty group is gone when who saw it has the lock",
            """
            before: cpu0: a = alloc 64; free a; b = alloc 64; look-up a
            cpu0: invalidate
            cpu1: free b
            """),
        NamedProgram.explored(
            "the drain hook runs while another has the lock that it takes",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64 nowait
            cpu1: kernel-get
            """),
        NamedProgram.explored(
            "a device interrupts a get and a put",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            before: a = alloc 64; b = alloc 64
            cpu0: free a; c = alloc 64
            cpu0.irq: free b; d = alloc 64 nowait
            """),
        NamedProgram.explored(
            "a device comes to the depot while another cpu has it",
            """
            before: cpu0: a = alloc 64; cpu1: b = alloc 64
            cpu0: c = alloc 64
            cpu0.irq: free a
            cpu1: free b
            """),
        NamedProgram.explored(
            "a thread that waits for the depot wakes up on another cpu",
            """
            before: cpu0: a = alloc 64; cpu1: b = alloc 64
            cpu0 roams: free a
            cpu1: free b
            """));
  }
}
