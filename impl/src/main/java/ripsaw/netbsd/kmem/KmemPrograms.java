package ripsaw.netbsd.kmem;

import static ripsaw.subject.NamedProgram.explored;

import java.util.List;
import ripsaw.subject.NamedProgram;

/**
 * Programs for kmem. A quantum is 64 bytes, the largest quantum cache has two, a page of the kernel
 * four, and a page of the machine, which the arena imports, eight.
 */
final class KmemPrograms {
  private KmemPrograms() {}

  static List<NamedProgram> all() {
    return List.of(
        explored(
            "two cpus get chunks that one pool page has",
            """
            machine: {cpus: 2, chunks-per-slab: 4, pages: 2}
            before: cpu0: a = alloc 40
            cpu0: b = alloc 40
            cpu1: c = alloc 40
            """),
        explored(
            "chunks of all sizes come and go on one cpu",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 8, cached-slabs: 8}
            cpu0: a = alloc 40; b = alloc 100 zero; c = alloc 180; d = alloc 256 zero; \
            e = alloc 600 zero; free a; free b; free c; free d; free e; f = alloc 24 zero; \
            g = alloc 56; h = alloc 600 nowait; free g
            """),
        explored(
            "two chunks of a cache are had when one was freed",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4, cached-slabs: 8}
            cpu0: a = alloc 40; free a; b = alloc 40; c = alloc 40 nowait; d = alloc 100; \
            free d; e = alloc 100 nowait
            """),
        explored(
            "who may not sleep gets what there is room for",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: a = alloc 600 nowait; b = alloc 340 nowait; free b; free a
            """),
        explored(
            "what a cpu has just freed it gets again",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4, cached-slabs: 8}
            cpu0: a = alloc 40; free a; b = alloc 40; free b; c = alloc 180; free c; d = alloc 180
            """),
        explored(
            "a whole page is freed and had again",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4, cached-slabs: 8}
            cpu0: a = alloc 256; free a; b = alloc 256
            """),
        explored(
            "a caller says a wrong size",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: free-as-less; free-as-other; free-large-as-less; a = alloc 40; free a
            """),
        explored(
            "an interrupt asks for memory",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: ask-in-interrupt; a = alloc 40
            """),
        explored(
            "a caller writes where it should not",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: write-past-end; write-after-free; a = alloc 40; free a
            """),
        explored(
            "the machine is full, and who may not sleep is refused",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 1}
            cpu0: a = alloc 400; b = alloc 400 nowait; c = alloc 40 nowait; free a; d = alloc 400
            """),
        explored(
            "the caches are drained for who may sleep",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 1}
            cpu0: a = alloc 40; free a; b = alloc 400; free b; drain-all; c = alloc 40
            """),
        explored(
            "a cpu takes a range of the arena while another frees one",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4}
            before: cpu0: a = alloc 180
            cpu0: b = alloc 180
            cpu1: free a
            """),
        explored(
            "the caches of two cpus are drained",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4}
            before: cpu1: a = alloc 40
            cpu0: drain-all
            cpu1: free a
            """),
        explored(
            "a chunk is freed on another cpu than it was allocated on",
            """
            before: cpu0: a = alloc 40; b = alloc 256
            cpu0: free a
            cpu1: free b; c = alloc 256
            """),
        explored(
            "who may sleep waits for what another frees",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu0: a = alloc 400
            cpu0: b = alloc 400
            cpu1: free a
            """),
        explored(
            "who may sleep gets what lies in another's cache",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu1: a = alloc 40; free a
            cpu0: b = alloc 400
            """),
        explored(
            "a chunk goes to a cache while somebody sleeps for its page",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu1: a = alloc 40
            cpu0: b = alloc 400
            cpu1: free a
            """));
  }
}
