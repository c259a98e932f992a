package ripsaw.dragonfly.kmallocobj;

import java.util.List;
import ripsaw.subject.NamedProgram;

/**
 * Programs in which one call follows another, for what is wrong whoever looks on: the places that a
 * slab goes round, its ring, the caches, sizes, limits, the clock and the poller's way. Each has a
 * handful of schedules.
 */
final class KmallocObjSequences {
  private KmallocObjSequences() {}

  static List<NamedProgram> explored() {
    return List.of(
        NamedProgram.explored(
            "slabs go round all their places",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 6}
            before: destroy-type; cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64
            cpu0: free a; free c; free e; k = alloc 64; l = alloc 64; m = alloc 64; free b; \
            free d; free f; free k; free l; free m; n = alloc 64; o = alloc 64; free g; free h; \
            p = alloc 64; q = alloc 64; r = alloc 64; s = alloc 64; t = alloc 64; free i; free j; \
            tick-here; tidy; tick-here; tick-here; tidy; u = alloc 64; v = alloc 64
            """),
        NamedProgram.explored(
            "three slabs become whole one after another, and are retired in turn",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 6}
            before: destroy-type; cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64; \
            tick-here
            cpu0: free a; free b; tidy; tick-here; free c; free d; tidy; tick-here; free e; \
            free f; tidy; tick-here; tidy; tick-here; tidy; tidy; tick-here; tidy; tidy; \
            k = alloc 64; l = alloc 64
            """),
        NamedProgram.explored(
            "three slabs become whole at once, and the middle one is wanted",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 6}
            before: destroy-type; cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64; \
            tick-here
            cpu0: free a; free b; free c; free d; tidy; tick-here; tick-here; free e; free f; \
            tidy; tidy; tick-here; tidy; tick-here; k = alloc 64; l = alloc 64; m = alloc 64; \
            free k; free l; free m; tidy; tidy; tick-here; tick-here; tick-here; tidy; tidy
            """),
        NamedProgram.explored(
            "a zone keeps two whole slabs, and a cache takes two",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 9, cached-slabs: 2}
            before: destroy-type; cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64; \
            k = alloc 64; l = alloc 64; m = alloc 64; n = alloc 64; o = alloc 64; tick-here; \
            free a; free b; free c; free d; free e; free f; free g; free h
            cpu0: tidy; tick-here; tick-here; tick-here; tidy; tidy; tidy; free i; free j; tidy; \
            tick-here; tick-here; tick-here; tidy; tidy; a1 = alloc 64; b1 = alloc 64; \
            c1 = alloc 64; d1 = alloc 64; e1 = alloc 64; f1 = alloc 64; g1 = alloc 64; \
            h1 = alloc 64; i1 = alloc 64; j1 = alloc 64; k1 = alloc 64
            """),
        NamedProgram.explored(
            "slabs of one zone wait in a cache and serve another",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 3, cached-slabs: 3}
            before: a = alloc 64; b = alloc 128 limited; c = alloc 128 limited; \
            d = alloc 128 limited; free b; free c; free d
            cpu0: destroy-type; e = alloc 64; f = alloc 64 zero; g = alloc 64; h = alloc 64; \
            i = alloc 64; j = alloc 64; free g; k = alloc 64; free a
            """),
        NamedProgram.explored(
            "objects of slabs that were used before come zeroed",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 2}
            cpu0: a = alloc 64; b = alloc 64; free a; c = alloc 64 zero; free b; free c; \
            d = alloc 64 zero; e = alloc 40 zero; free d; free e; f = alloc 128 limited; \
            g = alloc 128 limited; free f; h = alloc 128 limited zero; free g; free h; \
            i = alloc 100 limited zero
            """),
        NamedProgram.explored(
            "a ring of three goes round",
            """
            machine: {cpus: 1, chunks-per-slab: 3, pages: 2}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free b; free a; d = alloc 64; free c; \
            e = alloc 64; f = alloc 64; free d; free f; free e; g = alloc 64; h = alloc 64; \
            free h; i = alloc 64; j = alloc 64; free g; free j; k = alloc 64; l = alloc 64; \
            m = alloc 64; free i; free k; free l
            """),
        NamedProgram.explored(
            "memory is out, and comes back in every place",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; h = alloc 64; z = alloc 64 nowait; free a; i = alloc 64; \
            j = alloc 64; free c; free d; k = alloc 64; l = alloc 64; m = alloc 64; free g; \
            n = alloc 64; o = alloc 128 limited; free b; p = alloc 64; free f; q = alloc 64
            """),
        NamedProgram.explored(
            "requests for nothing, for a byte, and for less than an object",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: a = alloc 0; b = alloc 1; c = alloc 0 limited; d = alloc 40; \
            e = alloc 65 limited; f = alloc 0; free a; free c; \
            free b; free d; free e; g = alloc 63; free g
            """),
        NamedProgram.explored(
            "a zone reaches its limit, and again",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: a = alloc 128 limited; b = alloc 128 limited; c = alloc 128 limited; \
            d = alloc 128 limited; free a; e = alloc 128 limited; f = alloc 128 limited; free b; \
            free c; g = alloc 128 limited; h = alloc 128 limited; i = alloc 128 limited; free e; \
            free g; free h; j = alloc 128 limited; k = alloc 64; l = alloc 128 limited
            """),
        NamedProgram.explored(
            "zones are made until there are no more, and the poller goes round them",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            before: tidy; new-type; tidy; tidy; tidy; tidy; new-type; new-type; new-type; \
            new-type; new-type; new-type; tidy; tidy; tidy; tidy; tidy; tidy; tidy; tidy; tidy; \
            a = alloc 128 limited; tidy; free a
            cpu0: tidy; tidy; tidy; tidy; tidy; tidy; tidy; destroy-type; tidy; tidy; tidy; tidy; \
            tidy; tidy; tidy; tidy; b = alloc 64; c = alloc 64; free b
            """),
        NamedProgram.explored(
            "the zone that is polled next is destroyed, and there is one behind it",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 2}
            before: new-type other; tidy
            cpu0: destroy-type; tidy; tidy; a = alloc 129 other
            """),
        NamedProgram.explored(
            "holds nest, and the clock goes on between them",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: tick-here; tick-here; hold; tick-here; tick-here; drop; tick; hold; hold; drop; \
            tick-here; tick-here; drop; tick-here; tick-here
            """),
        NamedProgram.explored(
            "slabs of two cpus go to a cache of each, and come back",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 2}
            before: cpu1: a = alloc 128 limited; b = alloc 128 limited; cpu0: \
            c = alloc 128 limited; cpu1: free a; free c; cpu0: free b; destroy-type; e = alloc 64; \
            f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; cpu1: j = alloc 64; \
            k = alloc 64; l = alloc 64; cpu0: m = alloc 64
            cpu0: free j
            cpu1: n = alloc 64
            """),
        NamedProgram.explored(
            "a zone with slabs in every place is destroyed",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 8, cached-slabs: 2}
            before: destroy-type; new-type other; tidy; a = alloc 129 other; b = alloc 129 other; \
            c = alloc 129 other; d = alloc 129 other; e = alloc 129 other; f = alloc 129 other; \
            g = alloc 129 other; h = alloc 129 other; i = alloc 129 other; j = alloc 129 other; \
            k = alloc 129 other; l = alloc 129 other; free a; free c; free d; tidy; tidy; free b; \
            free e; free f; free g; free h; free i; free j; free k; free l
            cpu0: destroy-type other; tidy; o1 = alloc 64; o2 = alloc 64; o3 = alloc 64; \
            o4 = alloc 64; o5 = alloc 64; o6 = alloc 64; o7 = alloc 64; o8 = alloc 64; \
            o9 = alloc 64; o10 = alloc 64; o11 = alloc 64; o12 = alloc 64; o13 = alloc 64; \
            o14 = alloc 64; o15 = alloc 64; o16 = alloc 64
            """),
        NamedProgram.explored(
            "a zone is destroyed, and another takes its place",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 8, cached-slabs: 2}
            before: destroy-type; new-type other; a = alloc 129 other; b = alloc 129 other; \
            c = alloc 129 other; d = alloc 129 other; e = alloc 129 other; f = alloc 129 other; \
            g = alloc 129 other; h = alloc 129 other; free a; free b; free c; free d; free e; \
            free f; free g; free h; destroy-type other; new-type other; i = alloc 129 other; \
            j = alloc 129 other; k = alloc 129 other; l = alloc 129 other; m = alloc 129 other; \
            n = alloc 129 other; o = alloc 129 other; p = alloc 129 other; q = alloc 129 other; \
            r = alloc 129 other
            cpu0: free i; free l; free m; tidy; tidy; s = alloc 129 other; free j; \
            t = alloc 129 other; free k; u = alloc 129 other
            """),
        NamedProgram.explored(
            "a zone of which two cpus have slabs is destroyed, and another takes its place",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1}
            before: destroy-type; new-type other; cpu0: a = alloc 129 other; b = alloc 129 other; \
            c = alloc 129 other; d = alloc 129 other; cpu1: e = alloc 129 other; \
            f = alloc 129 other; g = alloc 129 other; h = alloc 129 other; cpu0: free e; free f; \
            free a; free b; cpu1: free c; free d; free g; free h; destroy-type other; \
            new-type other; i = alloc 129 other; j = alloc 129 other; cpu0: k = alloc 129 other; \
            free k; cpu1: free i; free j
            cpu0: destroy-type other; l = alloc 64
            cpu1: m = alloc 64
            """),
        NamedProgram.explored(
            "a pass retires four large slabs of six, and keeps one",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 20, cached-slabs: 1, slab-pages: 2}
            before: destroy-type; a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64; \
            k = alloc 64; l = alloc 64; m = alloc 64; n = alloc 64; o = alloc 64; p = alloc 64; \
            q = alloc 64; r = alloc 64; s = alloc 64; t = alloc 64; tick-here; free a; free b; \
            free c; free d; tidy; tick-here; tick-here; tidy
            cpu0: free e; free f; free g; free h; free i; free j; free k; free l; free m; free n; \
            free o; free p; tidy; tick-here; tidy; tick-here; tidy; tidy; tidy; x = alloc 64; \
            free q; free r; y = alloc 64; free x
            """),
        NamedProgram.explored(
            "a pass looks at sixteen slabs of seventeen",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 20}
            before: destroy-type; a1 = alloc 64; a2 = alloc 64; a3 = alloc 64; a4 = alloc 64; \
            a5 = alloc 64; a6 = alloc 64; a7 = alloc 64; a8 = alloc 64; a9 = alloc 64; \
            a10 = alloc 64; a11 = alloc 64; a12 = alloc 64; a13 = alloc 64; a14 = alloc 64; \
            a15 = alloc 64; a16 = alloc 64; a17 = alloc 64; a18 = alloc 64; a19 = alloc 64; \
            a20 = alloc 64; a21 = alloc 64; a22 = alloc 64; a23 = alloc 64; a24 = alloc 64; \
            a25 = alloc 64; a26 = alloc 64; a27 = alloc 64; a28 = alloc 64; a29 = alloc 64; \
            a30 = alloc 64; a31 = alloc 64
            cpu0: a32 = alloc 64; a33 = alloc 64; a34 = alloc 64; a35 = alloc 64; a36 = alloc 64; \
            a37 = alloc 64; a38 = alloc 64; free a1; free a3; free a5; free a7; free a9; free a11; \
            free a13; free a15; free a17; free a19; free a21; free a23; free a25; free a27; \
            free a29; free a31; free a33; tidy; tidy; x = alloc 64; y = alloc 64
            """),
        NamedProgram.explored(
            "memory is out, and who asks wants it zeroed",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 1}
            cpu0: a = alloc 64; b = alloc 64 zero; c = alloc 64 zero; d = alloc 64 zero nowait; \
            e = alloc 128 limited zero; free a; f = alloc 64 zero
            """),
        NamedProgram.explored(
            "eight zones, and the last is polled while a cpu holds",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 6}
            before: new-type; new-type; new-type; new-type; new-type; new-type; a = alloc 64; \
            b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; tick-here; \
            f = alloc 128 limited; tick-here; free a; free b
            cpu0: hold; tidy; tidy; tidy; tidy; tidy; tidy; tidy; tidy; tick-here; tidy; tidy; \
            tidy; tidy; tidy; tidy; tidy; tidy; tick-here; tidy; drop; tick-here; tick-here; \
            free f; g = alloc 64
            """),
        NamedProgram.explored(
            "as many objects as a slab of two pages holds",
            """
            machine: {cpus: 1, chunks-per-slab: 64, pages: 8, slab-pages: 2}
            before: new-type other
            cpu0: a = alloc 64; b = alloc 128 limited; c = alloc 129 other; free a; \
            d = alloc 64 zero
            """),
        NamedProgram.explored(
            "as many objects as a slab of four pages holds",
            """
            machine: {cpus: 1, chunks-per-slab: 64, pages: 16, slab-pages: 4}
            before: new-type other
            cpu0: a = alloc 64; b = alloc 128 limited; c = alloc 129 other; free b; \
            d = alloc 128 limited zero
            """),
        NamedProgram.explored(
            "the poller stays with a zone where it has more to retire",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 8}
            before: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64; tick-here; tidy; \
            tidy; free a; free b; free c; free d; free e; free f
            cpu0: tidy; tidy; tidy; tick-here; tick-here; tidy; tidy; tick-here; tidy; tidy; tidy; \
            tidy; tidy; k = alloc 64
            """),
        NamedProgram.explored(
            "slabs that have got nothing back stand before one that has",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 7}
            before: destroy-type; a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64; \
            k = alloc 64; l = alloc 64; m = alloc 64; n = alloc 64
            cpu0: free e; tidy; free a; free f; free g; free h; o = alloc 64; p = alloc 64; \
            q = alloc 64; r = alloc 64; s = alloc 64; free c; t = alloc 64; tidy
            """),
        NamedProgram.explored(
            "an account lies next to the count of holds",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            before: new-type; new-type; new-type; new-type; a = alloc 128 limited
            cpu0: tick-here; tick-here; hold; b = alloc 128 limited; free a; tick-here; drop; \
            tick-here; tick-here; free b
            """),
        NamedProgram.explored(
            "the alternate fills again, sixteen slabs are empty, and memory is out",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 19}
            before: destroy-type; a1 = alloc 64; a2 = alloc 64; a3 = alloc 64; a4 = alloc 64; \
            a5 = alloc 64; a6 = alloc 64; a7 = alloc 64; a8 = alloc 64; a9 = alloc 64; \
            a10 = alloc 64; a11 = alloc 64; a12 = alloc 64; a13 = alloc 64; a14 = alloc 64; \
            a15 = alloc 64; a16 = alloc 64; a17 = alloc 64; a18 = alloc 64; a19 = alloc 64; \
            a20 = alloc 64; a21 = alloc 64; a22 = alloc 64; a23 = alloc 64; a24 = alloc 64; \
            a25 = alloc 64; a26 = alloc 64; a27 = alloc 64; a28 = alloc 64; a29 = alloc 64; \
            a30 = alloc 64; a31 = alloc 64
            cpu0: a32 = alloc 64; a33 = alloc 64; a34 = alloc 64; a35 = alloc 64; \
            a36 = alloc 64; free a33; b = alloc 64; c = alloc 64; d = alloc 64; free b; \
            e = alloc 64
            """),
        NamedProgram.explored(
            "an object comes back to one of nineteen empty slabs, and memory is out",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 21}
            before: destroy-type; a1 = alloc 64; a2 = alloc 64; a3 = alloc 64; a4 = alloc 64; \
            a5 = alloc 64; a6 = alloc 64; a7 = alloc 64; a8 = alloc 64; a9 = alloc 64; \
            a10 = alloc 64; a11 = alloc 64; a12 = alloc 64; a13 = alloc 64; a14 = alloc 64; \
            a15 = alloc 64; a16 = alloc 64; a17 = alloc 64; a18 = alloc 64; a19 = alloc 64; \
            a20 = alloc 64; a21 = alloc 64; a22 = alloc 64; a23 = alloc 64; a24 = alloc 64; \
            a25 = alloc 64; a26 = alloc 64; a27 = alloc 64; a28 = alloc 64; a29 = alloc 64; \
            a30 = alloc 64; a31 = alloc 64
            cpu0: a32 = alloc 64; a33 = alloc 64; a34 = alloc 64; a35 = alloc 64; \
            a36 = alloc 64; a37 = alloc 64; a38 = alloc 64; a39 = alloc 64; a40 = alloc 64; \
            a41 = alloc 64; a42 = alloc 64; free a19; x = alloc 64
            """),
        NamedProgram.explored(
            "eight zones, and one has more whole slabs than it is to keep",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 6, cached-slabs: 1}
            before: new-type; new-type; new-type; new-type; new-type; new-type; a1 = alloc 64; \
            a2 = alloc 64; a3 = alloc 64; a4 = alloc 64; a5 = alloc 64; a6 = alloc 64; \
            a7 = alloc 64; a8 = alloc 64; a9 = alloc 64; a10 = alloc 64; a11 = alloc 64; \
            a12 = alloc 64
            cpu0: free a1; free a2; free a3; free a4; free a5; free a6; free a7; free a8
            """));
  }
}
