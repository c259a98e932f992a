package ripsaw.netbsd.pool;

import java.util.List;
import ripsaw.subject.NamedProgram;

/** What one cpu does alone: groups and pages in every place, and every answer. */
final class PoolSequences {
  private PoolSequences() {}

  static List<NamedProgram> explored() {
    return List.of(
        NamedProgram.explored(
            "objects of each size, of none, and as many as fit",
            """
            machine: {cpus: 1, chunks-per-slab: 64, pages: 4}
            before: new-type other
            cpu0: a = alloc 61; b = alloc 121 limited zero; c = alloc 0; d = alloc 129 other; \
            free d; free c; free b; e = alloc 128 limited zero; free a; f = alloc 64
            """),
        NamedProgram.explored(
            "a cpu gets and puts in turn where a group ends",
            """
            machine: {cpus: 1, chunks-per-slab: 4, pages: 4}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; free a; free b; free c; \
            free d; e = alloc 64; f = alloc 64; free e; free f; g = alloc 64; h = alloc 64
            """),
        NamedProgram.explored(
            "more objects come back than groups have room for",
            """
            machine: {cpus: 1, chunks-per-slab: 4, pages: 4}
            before: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64; k = alloc 64; \
            free a; free b; free c; free d; free e; free f; free g
            cpu0: free h; free i; free j; free k; l = alloc 64; m = alloc 64; n = alloc 64; \
            o = alloc 64; p = alloc 64; q = alloc 64; r = alloc 64; s = alloc 64; free l; free m; \
            free n; drain
            """),
        NamedProgram.explored(
            "a cache is invalidated, and its pages become idle one by one",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4, cached-slabs: 1}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; free a; \
            free b; free d; invalidate; f = alloc 64; g = alloc 64; free c; free f; drain; \
            free e; free g; drain; h = alloc 64
            """),
        NamedProgram.explored(
            "a depot has an empty group for each cpu",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64; k = alloc 64; \
            l = alloc 64; free a; free b; free c; free d; free e; free f; free g; free h; free \
            i; free j; free k; free l
            cpu0: m = alloc 64; n = alloc 64; o = alloc 64; p = alloc 64; q = alloc 64; r = \
            alloc 64; s = alloc 64; t = alloc 64; u = alloc 64; v = alloc 64; w = alloc 64; x = \
            alloc 64; free m; free n; free o; free p; free q; free r; free s; free t
            """),
        NamedProgram.explored(
            "a pool has a partial page and an empty one",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4, cached-slabs: 2}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; free a; free c; free d; \
            invalidate; e = alloc 64; f = alloc 64; free e; free f; free b; invalidate
            """),
        NamedProgram.explored(
            "a pool keeps an item free, and is drained of all pages but one",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4, cached-slabs: 4}
            cpu0: keep-one; a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; free a; \
            free c; free d; drain
            """),
        NamedProgram.explored(
            "a pool keeps an item free, and pages run out",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 2}
            cpu0: keep-one; a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; free a; \
            free b; free c; drain; free d; drain; e = alloc 64
            """),
        NamedProgram.explored(
            "memory is out, and who asks may not sleep, or is an interrupt",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 1}
            cpu0: a = alloc 64; b = alloc 64 nowait zero; c = alloc 64 nowait; \
            d = alloc 64 in-interrupt; e = alloc 64; free a in-interrupt; f = alloc 64 in-interrupt; \
            free b; free f; invalidate; g = alloc 128 limited
            """),
        NamedProgram.explored(
            "caches are destroyed that have objects in every place, and one is made anew",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 8, cached-slabs: 1}
            before: a = alloc 128 limited; b = alloc 128 limited; free a; free b; destroy-type; \
            new-type; c = alloc 128 limited; d = alloc 128 limited; e = alloc 128 limited; \
            f = alloc 128 limited; g = alloc 128 limited; h = alloc 128 limited; \
            i = alloc 128 limited; free c; free d; free e; free f; free g; free h; free i
            cpu0: destroy-type; j = alloc 64; free j
            """));
  }
}
