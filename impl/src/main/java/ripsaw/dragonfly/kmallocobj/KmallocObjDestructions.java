package ripsaw.dragonfly.kmallocobj;

import java.util.List;
import ripsaw.subject.NamedProgram;

/**
 * Programs in which a zone is destroyed that pollers are not done with: slabs stand on its full
 * list whose grace period is over, and a pass retires one of them. So the pollers stay with the
 * zone, and who destroys it waits for a pass, perhaps for more than one.
 */
final class KmallocObjDestructions {
  private KmallocObjDestructions() {}

  static List<NamedProgram> explored() {
    return List.of(
        NamedProgram.explored(
            "the poller has more to retire of a zone that is destroyed",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6}
            before: destroy-type; new-type other; cpu0: a = alloc 129 other; b = alloc 129 other; \
            c = alloc 129 other; d = alloc 129 other; e = alloc 129 other; f = alloc 129 other; \
            g = alloc 129 other; free a; free b; free c; free d; free e; free f; free g; tidy; \
            tidy; cpu0: tick; cpu1: signals; cpu0: tick; cpu1: signals; cpu0: tick; \
            cpu1: signals; cpu0: tidy
            cpu0: tidy; tidy
            cpu1: destroy-type other
            """),
        NamedProgram.explored(
            "two pollers have more to retire of a zone that is destroyed",
            """
            machine: {cpus: 3, chunks-per-slab: 2, pages: 6}
            before: destroy-type; new-type other; cpu0: a = alloc 129 other; b = alloc 129 other; \
            c = alloc 129 other; d = alloc 129 other; e = alloc 129 other; f = alloc 129 other; \
            g = alloc 129 other; h = alloc 129 other; i = alloc 129 other; free a; free b; \
            free c; free d; free e; free f; free g; free h; free i; tidy; tidy; cpu0: tick; \
            cpu1: signals; cpu2: signals; cpu0: tick; cpu1: signals; cpu2: signals; cpu0: tick; \
            cpu1: signals; cpu2: signals; cpu0: tidy
            cpu0: tidy
            cpu1: tidy; tidy
            cpu2: destroy-type other
            """),
        NamedProgram.explored(
            "a slab comes to a cache of which one was taken and one is left",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 2}
            before: cpu0: a = alloc 128 limited; b = alloc 128 limited; c = alloc 128 limited; \
            free a; free b; free c; destroy-type; new-type other; d = alloc 129 other; \
            free d; destroy-type other
            cpu0: e = alloc 64
            cpu1: f = alloc 64
            """),
        NamedProgram.explored(
            "the poller is not done with a zone, and somebody sleeps to destroy it",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8, cached-slabs: 1}
            before: new-type other; cpu0: a = alloc 129 other; b = alloc 129 other; \
            c = alloc 129 other; d = alloc 129 other; e = alloc 129 other; f = alloc 129 other; \
            g = alloc 129 other; free a; free b; free c; free d; free e; free f; free g; tidy; tidy
            cpu0: tidy
            cpu1: destroy-type other
            """));
  }
}
