package ripsaw.dragonfly.kmallocobj;

import java.util.ArrayList;
import java.util.List;
import ripsaw.subject.NamedProgram;

/**
 * The programs for kmalloc_obj. A slab holds two objects: after five allocations on cpu0 the first
 * slab is on the empty list, the second is its alternate, the third its active one, and has an
 * object left. Where the poller passes more than once, the limited type is destroyed beforehand:
 * else its next pass would be for that one's zone.
 *
 * <p>A tick on one cpu and the signals of the other: both have seen it. The first such arms them,
 * and each one more lets the clock go on; after three, what was terminated before is freeable.
 *
 * <p>Lincheck runs those that take little: it needs a hundred times as long, and does again for
 * each interleaving what is done beforehand. None in which a cpu sleeps: it would wait for ever.
 */
final class KmallocObjPrograms {
  private KmallocObjPrograms() {}

  static List<NamedProgram> all() {
    List<NamedProgram> all = new ArrayList<>(raced());
    all.addAll(KmallocObjDestructions.explored());
    all.addAll(KmallocObjSequences.explored());
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
        NamedProgram.shared(
            "an object is taken again before its free has ended",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64; d = alloc 64
            cpu1: free a
            """),
        NamedProgram.explored(
            "an object is taken again, zeroed",
            """
            before: cpu0: a = alloc 64; b = alloc 64; free a
            cpu0: c = alloc 64 zero
            cpu1: free b
            """),
        NamedProgram.explored(
            "the clock interrupts an allocation",
            """
            cpu0: tick
            cpu1: a = alloc 64
            """),
        NamedProgram.explored(
            "an object is freed in an interrupt",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free a in-interrupt
            """),
        NamedProgram.explored(
            "memory is out, and an object comes back",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free a
            """),
        NamedProgram.explored(
            "slabs of as many objects as fit",
            """
            machine: {cpus: 2, chunks-per-slab: 8, pages: 2}
            cpu0: a = alloc 64
            cpu1: b = alloc 128 limited
            """),
        NamedProgram.shared(
            "two cpus at the limit of their type",
            """
            before: cpu0: x = alloc 128 limited; free x; y = alloc 128 limited; free y; \
            z = alloc 128 limited
            cpu0: a = alloc 128 limited
            cpu1: b = alloc 128 limited
            """),
        NamedProgram.shared(
            "two cpus make a slab, one where another zone's was",
            """
            before: cpu0: tick; cpu1: signals; cpu0: tick; a = alloc 128 limited; free a; \
            destroy-type
            cpu0: b = alloc 64
            cpu1: c = alloc 64
            """),
        NamedProgram.shared(
            "two frees of a slab",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu1: free a
            cpu2: free b
            """),
        NamedProgram.shared(
            "two frees, and the owner wants one",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free a
            cpu2: free b
            """),
        NamedProgram.shared(
            "the alternate fills again",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64
            cpu0: e = alloc 64
            cpu1: free a
            """),
        NamedProgram.explored(
            "the scan of an allocation meets a free",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64;
            cpu0: g = alloc 64; h = alloc 64
            cpu1: free a; free b
            """),
        NamedProgram.explored(
            "an object comes back to a slab that was empty, on a machine that is full",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 3}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; free a
            cpu0: g = alloc 64
            cpu1: free b
            """),
        NamedProgram.explored(
            "an object comes back to the alternate, on a machine that is full",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 3}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; free c
            cpu0: g = alloc 64
            cpu1: free d
            """),
        NamedProgram.explored(
            "a zone at its limit, and an object comes back",
            """
            before: cpu0: a = alloc 128 limited; b = alloc 128 limited; \
            c = alloc 128 limited
            cpu0: d = alloc 128 limited
            cpu1: free a
            """),
        NamedProgram.explored(
            "two cpus want the one slab that the zone has",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; free a; free b
            cpu0: g = alloc 64
            cpu1: h = alloc 64
            """),
        NamedProgram.explored(
            "the poller meets a free",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; free a
            cpu0: tidy
            cpu1: free b
            """),
        NamedProgram.explored(
            "the poller meets an allocation that wants the same slab",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; free a; free b
            cpu0: tidy
            cpu1: f = alloc 64
            """),
        NamedProgram.explored(
            "the poller retires the slab that an allocation wants",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; free a; free b; destroy-type; tidy; cpu0: tick; cpu1: signals; \
            cpu0: tick; cpu1: signals; cpu0: tick; cpu1: signals;
            cpu0: tidy
            cpu1: f = alloc 64
            """),
        NamedProgram.explored(
            "the poller retires one slab of two",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; free a; free b; free c; free d; \
            destroy-type; tidy; cpu0: tick; cpu1: signals; cpu0: tick; cpu1: signals; \
            cpu0: tick; cpu1: signals;
            cpu0: tidy
            cpu1: h = alloc 64
            """),
        NamedProgram.explored(
            "the poller leaves a slab that the zone is to keep",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; free a; free b; destroy-type; tidy; cpu0: tick; cpu1: signals; \
            cpu0: tick; cpu1: signals; cpu0: tick; cpu1: signals;
            cpu0: tidy
            cpu1: f = alloc 64
            """),
        NamedProgram.explored(
            "a free is under way, and the slab is retired under its feet and used again",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; free a; destroy-type; cpu0: tick; cpu1: signals;
            cpu0: tidy; tick; tick; tidy; g = alloc 64
            cpu1: free b
            """),
        NamedProgram.explored(
            "a reader, and the slab is retired",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; free a; destroy-type; cpu0: tick; cpu1: signals;
            cpu0: free b; tidy; tick; tidy
            cpu1: read b
            """),
        NamedProgram.explored(
            "a hold ends, and the slab is retired",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; free a; free b; destroy-type; cpu0: tick; cpu1: signals; \
            cpu1: hold
            cpu0: tidy; tick; tidy
            cpu1: drop
            """),
        NamedProgram.explored(
            "ticks come while a cpu holds",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; free a; free b; destroy-type; cpu0: tick; cpu1: signals; \
            cpu1: hold; cpu0: tidy; cpu0: tick; cpu1: signals;
            cpu0: tick; tidy
            cpu1: drop
            """),
        NamedProgram.explored(
            "a hold begins while the clock goes on",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; free a; free b; destroy-type; cpu0: tick; cpu1: signals;
            cpu0: tick; tick; tidy
            cpu1: hold; drop; hold; tidy
            """),
        NamedProgram.explored(
            "the poller meets who destroys the zone",
            """
            before: cpu0: a = alloc 128 limited; free a; tidy
            cpu0: tidy
            cpu1: destroy-type
            """),
        NamedProgram.explored(
            "a zone goes, its alternate slab too",
            """
            before: cpu0: a = alloc 128 limited; b = alloc 128 limited; \
            c = alloc 128 limited; free a; free b; free c
            cpu0: d = alloc 64
            cpu1: destroy-type
            """),
        NamedProgram.shared(
            "a slab goes to the cache of the cpu that made it, which takes it",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 1}
            before: cpu0: a = alloc 128 limited; cpu1: free a
            cpu0: b = alloc 64
            cpu1: destroy-type
            """),
        NamedProgram.explored(
            "a reader, and an allocation comes across the slab",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; h = alloc 64; free a; free b; free c
            cpu0: free d; i = alloc 64
            cpu1: read d
            """),
        NamedProgram.explored(
            "two whole slabs for one place in a cache",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; x = alloc 128 limited; free a; free b; \
            free c; free d; free x
            cpu0: tidy
            cpu1: destroy-type
            """),
        NamedProgram.explored(
            "two freeable slabs for one place in a cache",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; x = alloc 128 limited; free a; free b; \
            free c; free d; free x; tidy; cpu0: tick; cpu1: signals; cpu0: tick; \
            cpu1: signals; cpu0: tick; cpu1: signals;
            cpu0: tidy
            cpu1: destroy-type
            """),
        NamedProgram.explored(
            "two freeable slabs for two places in a cache",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8, cached-slabs: 2}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; \
            x = alloc 128 limited; free a; free b; free c; free d; free e; free f; free x; \
            tidy; cpu0: tick; cpu1: signals; cpu0: tick; cpu1: signals; cpu0: tick; \
            cpu1: signals;
            cpu0: tidy
            cpu1: destroy-type
            """),
        NamedProgram.explored(
            "the clock interrupts a cpu while it is at a tick",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            free a; free b; destroy-type; cpu0: tick; cpu1: signals; cpu1: hold; cpu0: tidy
            cpu0: tick; tidy
            cpu1: tick
            """),
        NamedProgram.explored(
            "three cpus hold in turn",
            """
            machine: {cpus: 3, chunks-per-slab: 2, pages: 6}
            before: cpu0: tick; cpu1: signals; cpu2: signals; cpu0: tick; cpu1: hold; signals; \
            cpu2: signals; cpu0: tick; tick; cpu1: drop; cpu0: tick; cpu2: hold; hold; cpu1: \
            signals; cpu2: drop; signals; cpu0: tick; tick; cpu2: drop; cpu1: tick; cpu2: signals; \
            cpu0: signals; tick
            cpu0: tick
            cpu1: hold
            """),
        NamedProgram.explored(
            "two pollers, and a zone is destroyed",
            """
            before: cpu0: a = alloc 128 limited; free a; tidy
            cpu0: tidy; tidy
            cpu1: tidy; tidy
            cpu2: destroy-type
            """),
        NamedProgram.explored(
            "two pollers at one zone",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; free a; free b; free c; free d; destroy-type; tidy; tick; \
            cpu1: signals; cpu0: tick; cpu1: signals; cpu0: tick; cpu1: signals; cpu0: tick; cpu1: \
            signals
            cpu0: tidy
            cpu1: tidy
            """),
        NamedProgram.explored(
            "a poller, and a zone of which cpus have slabs is destroyed",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6}
            before: cpu1: a = alloc 128 limited; b = alloc 128 limited; c = alloc 128 limited; \
            cpu1: free a; free b; free c; cpu0: tidy
            cpu0: tidy; tidy; h = alloc 64
            cpu1: destroy-type
            """),
        NamedProgram.explored(
            "two cpus make a slab, and each puts one among the empty ones",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 7}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; cpu1: \
            e = alloc 64; f = alloc 64; g = alloc 64; h = alloc 64
            cpu0: i = alloc 64
            cpu1: j = alloc 64
            """),
        NamedProgram.explored(
            "a slab goes to a cache out of which another is taken",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 2}
            before: new-type other; cpu0: a = alloc 129 other; b = alloc 128 limited; free a; \
            free b; destroy-type other
            cpu0: c = alloc 64
            cpu1: destroy-type
            """),
        NamedProgram.explored(
            "a hold within a hold ends, and the slab is not retired",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            free a; free b; destroy-type; cpu0: tick; cpu1: signals; cpu1: hold; hold
            cpu0: tidy; tick; tick; tidy
            cpu1: drop
            """),
        NamedProgram.explored(
            "objects come back to three slabs while an allocation looks for one",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4}
            before: destroy-type; cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; free a
            cpu0: g = alloc 64
            cpu1: free c; free e
            """));
  }
}
