package ripsaw.linux.slub;

import java.util.List;
import ripsaw.subject.NamedProgram;

/** What one cpu does alone: slabs in every place, and every answer. */
final class SlubSequences {
  private SlubSequences() {}

  static List<NamedProgram> explored() {
    return List.of(
        NamedProgram.explored(
            "a node that keeps no empty slab is given one",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: a = alloc 64; free a; shrink; b = alloc 64 nowait; c = alloc 64; d = alloc 64; \
            free b; free c; free d
            """),
        NamedProgram.explored(
            "an empty slab is given up beside a partial one",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free a; free c; shrink; \
            d = alloc 64 zero; free b; e = alloc 64
            """),
        NamedProgram.explored(
            "mistakes with a debug slab",
            """
            machine: {cpus: 1, chunks-per-slab: 3, pages: 4}
            before: debug-on
            cpu0: a = alloc 64; b = alloc 64; free a; free-again; free-foreign; c = alloc 64; \
            d = alloc 64; e = alloc 64; debug-off; f = alloc 64; g = alloc 64; h = alloc 64; free f
            """),
        NamedProgram.explored(
            "slabs of each fullness are shrunk",
            """
            machine: {cpus: 1, chunks-per-slab: 3, pages: 8, cached-slabs: 2}
            before: new-type other; a = alloc 129 other zero; b = alloc 129 other; \
            c = alloc 129 other; d = alloc 129 other; e = alloc 129 other
            cpu0: o1 = alloc 64; o2 = alloc 64; o3 = alloc 64; o4 = alloc 64; o5 = alloc 64; \
            o6 = alloc 64; o7 = alloc 64; o8 = alloc 64; o9 = alloc 64; o10 = alloc 64; free o1; \
            free o4; free o5; free o7; shrink; free o2; free o8; free o9; shrink; p = alloc 64; \
            free a; free d; destroy-type
            """),
        NamedProgram.explored(
            "a cache is shrunk that has its empty slab on the far node, and one is closed that has",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, nodes: 2, cached-slabs: 1}
            before: node-1; b = alloc 64 limited; free b
            cpu0: a = alloc 64; free a; shrink; destroy-type
            """),
        NamedProgram.explored(
            "slabs are taken off the middle of a list, and off its end",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 6}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; free a; free c; free e; free f; free d; h = alloc 64; \
            i = alloc 64; free b; show
            """),
        NamedProgram.explored(
            "a slab comes back to the end of a list that it was the first of",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 6}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; free a; free c; free e; h = alloc 64; i = alloc 64; \
            j = alloc 64; free b; k = alloc 64; free d; l = alloc 64
            """),
        NamedProgram.explored(
            "a cache is made while checks are on, and one while they are off again",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 6}
            before: debug-on; new-type other; a = alloc 129 other; debug-off; b = alloc 64
            cpu0: free a; destroy-type; c = alloc 64; free b
            """),
        NamedProgram.explored(
            "objects of each size, of none, and as many as fit",
            """
            machine: {cpus: 1, chunks-per-slab: 64, pages: 4}
            before: new-type other
            cpu0: a = alloc 61; b = alloc 121 limited zero; c = alloc 0; d = alloc 129 other; free d; free c; free b; free a; show
            """),
        NamedProgram.explored(
            "a cpu asks for memory of each node, and leaves the other what it is to keep",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8, nodes: 2, cached-slabs: 1}
            cpu0: node-1; a = alloc 64; b = alloc 64; c = alloc 64; node-0; d = alloc 64; free a; \
            e = alloc 64; f = alloc 64; any-node; g = alloc 64; node-1; h = alloc 64; free h
            """),
        NamedProgram.explored(
            "a node has no page left, and the first lists more than it is to keep",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4, nodes: 2}
            cpu0: node-1; a = alloc 64 limited; b = alloc 64 limited; c = alloc 64 limited; \
            d = alloc 64 limited; e = alloc 64 limited; f = alloc 64 limited; g = alloc 64 limited; \
            free e; h = alloc 64 limited; i = alloc 64 limited; j = alloc 64 limited
            """),
        NamedProgram.explored(
            "a debug slab has objects, and memory of the other node is asked for",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, nodes: 2}
            before: debug-on
            cpu0: node-1; a = alloc 64; node-0; b = alloc 64; free a; free b
            """),
        NamedProgram.explored(
            "a user looks at the slabs of two cpus",
            """
            before: cpu0: a = alloc 64; cpu1: b = alloc 64; c = alloc 64
            cpu0: show
            """),
        NamedProgram.explored(
            "a node has no page left, and the other lists more than it is to keep",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4, nodes: 2}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; free e; h = alloc 64; i = alloc 64; j = alloc 64
            """),
        NamedProgram.explored(
            "memory is out, and who asks may not sleep, or is an interrupt",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 1}
            cpu0: a = alloc 64; b = alloc 64 nowait zero; c = alloc 64 nowait; \
            d = alloc 64 in-interrupt; e = alloc 64; free a in-interrupt; f = alloc 64 in-interrupt; \
            free b; free f; g = alloc 128 limited
            """),
        NamedProgram.explored(
            "the cpu's own slab is filled, emptied and taken from again",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            before: new-type other
            cpu0: a = alloc 129 other; b = alloc 129 other; free a; c = alloc 129 other; free c; \
            free b; d = alloc 129 other
            """),
        NamedProgram.explored(
            "a fourth slab comes to a list, and all are taken off it",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 10}
            before: a1 = alloc 64; a2 = alloc 64; b1 = alloc 64; b2 = alloc 64; c1 = alloc 64; \
            c2 = alloc 64; d1 = alloc 64; d2 = alloc 64; e1 = alloc 64; e2 = alloc 64; free a1; \
            free b1; free c1
            cpu0: free d1; f1 = alloc 64; f2 = alloc 64; f3 = alloc 64; f4 = alloc 64; f5 = alloc 64
            """),
        NamedProgram.explored(
            "the far node's list is shrunk, and used again",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8, nodes: 2, cached-slabs: 1}
            cpu0: node-1; a = alloc 64; b = alloc 64; c = alloc 64; free a; shrink; d = alloc 64; \
            e = alloc 64; any-node; f = alloc 64; free b; free d; free c; g = alloc 64
            """),
        NamedProgram.explored(
            "the far node has slabs to spare, and the near one has none",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8, nodes: 2}
            before: node-1; a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; \
            e = alloc 64; f = alloc 64; free a; free c; any-node; shrink
            cpu0: g = alloc 64; h = alloc 64; i = alloc 64
            cpu1: node-0; j = alloc 64
            """),
        NamedProgram.explored(
            "a cache is closed and made again, and a slab of each cache comes to its list",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 8}
            before: destroy-type; new-type
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free a; d = alloc 128 limited; \
            e = alloc 128 limited; f = alloc 128 limited; free d
            """),
        NamedProgram.explored(
            "a cache is made while another lists a slab",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 6}
            before: a = alloc 64; b = alloc 64; c = alloc 64; free a; new-type other
            cpu0: d = alloc 64; e = alloc 64; f = alloc 129 other
            """),
        NamedProgram.explored(
            "a cpu goes that has objects of the third cache, and comes back",
            """
            machine: {cpus: 2, chunks-per-slab: 3, pages: 6, nodes: 2}
            before: new-type other; cpu1: a = alloc 129 other
            cpu0: offline cpu1; online cpu1; free a
            """),
        NamedProgram.explored(
            "a cache is closed that had its slab on a node which has memory, and one has none",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, nodes: 2, cached-slabs: 1}
            before: late-node; a = alloc 128 limited; free a
            cpu0: shrink; destroy-type
            """),
        NamedProgram.explored(
            "the first slab of a list is busy, and the next is taken",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6}
            before: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; free a; free c
            cpu0: g = alloc 64
            cpu1: free b
            """),
        NamedProgram.explored(
            "who asks for the far node is not given what the near one has",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8, nodes: 2}
            before: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; free a; free c; shrink
            cpu0: node-1; g = alloc 64; h = alloc 64
            """),
        NamedProgram.explored(
            "a node that has no memory yet is asked for, and another has a slab to spare",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, nodes: 2}
            before: late-node; a = alloc 64; b = alloc 64; c = alloc 64; free a
            cpu0: node-1; d = alloc 64
            """),
        NamedProgram.explored(
            "the second cache has slabs to spare while a node has no memory",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8, nodes: 2}
            before: late-node
            cpu0: a = alloc 128 limited; b = alloc 128 limited; c = alloc 128 limited; \
            d = alloc 128 limited; e = alloc 128 limited; free a; free b; free c; \
            f = alloc 128 limited; g = alloc 128 limited
            """),
        NamedProgram.explored(
            "a cpu goes with free objects of the third cache, whose pointers lie behind them",
            """
            machine: {cpus: 2, chunks-per-slab: 3, pages: 4}
            before: new-type other; cpu1: a = alloc 129 other
            cpu0: offline cpu1
            """),
        NamedProgram.explored(
            "slabs are taken off from within a list of four",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 10, cached-slabs: 1}
            before: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; free a; free c; free e; \
            free g
            cpu0: free f; free d; j = alloc 64; k = alloc 64; l = alloc 64; m = alloc 64
            """));
  }
}
