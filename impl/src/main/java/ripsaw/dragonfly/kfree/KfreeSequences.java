package ripsaw.dragonfly.kfree;

import java.util.List;
import ripsaw.subject.NamedProgram;

/**
 * Programs in which one call follows another, for what is wrong whoever looks on: sizes, resizing,
 * the lists of slabs and of chunks, oversized blocks, types. Each has a handful of schedules.
 */
final class KfreeSequences {
  private KfreeSequences() {}

  static List<NamedProgram> explored() {
    return List.of(
        NamedProgram.explored(
            "small sizes, each in a slab of its class",
            """
            machine: {cpus: 2, chunks-per-slab: 4, pages: 12}
            cpu0: a = alloc 1; b = alloc 8; c = alloc 9; d = alloc 16; e = alloc 24; \
            f = alloc 97; g = alloc 104; h = alloc 112; i = alloc 120; j = alloc 121; \
            k = alloc 127; l = alloc 128; z = alloc 0; y = alloc 0; \
            free y; realloc z 64; free z; free b; free d; free f; free l; free j; \
            m = alloc 7 zero; n = alloc 15; o = alloc 100; p = alloc 122; free m; free a
            """),
        NamedProgram.explored(
            "as many chunks as the page holds",
            """
            machine: {cpus: 2, chunks-per-slab: 8, pages: 4}
            cpu0: a = alloc 120; b = alloc 120; c = alloc 120; d = alloc 120; e = alloc 64; \
            f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; j = alloc 64; free c; free a; \
            free b; free i; free e
            """),
        NamedProgram.explored(
            "oversized blocks of one page to four",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 13}
            before: cpu0: a = alloc 128; b = alloc 512; c = alloc 513; d = alloc 1024
            cpu0: e = alloc 1025; f = alloc 1536 zero nowait; free c; g = alloc 1537; \
            h = alloc 1000; free f; free a
            cpu1: free b
            """),
        NamedProgram.explored(
            "resized within its class, beyond it and back",
            """
            machine: {cpus: 2, chunks-per-slab: 3, pages: 6}
            cpu0: a = alloc 36; realloc a 40; realloc a 33; realloc a 41; realloc a 120; \
            b = alloc 24; realloc a 24; realloc b 64; free a; realloc b 16; realloc b 0; \
            c = alloc 24; d = alloc 16; free d; free c
            """),
        NamedProgram.explored(
            "resized to pages, to more of them, and back to a chunk",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6}
            cpu0: a = alloc 64; realloc a 600; realloc a 1024; realloc a 1025; realloc a 513; \
            realloc a 127; realloc a 128; realloc a 64; free a; b = alloc 600; realloc b 0; \
            c = alloc 2560; free c
            """),
        NamedProgram.explored(
            "resized by another cpu than its slab's",
            """
            before: cpu0: a = alloc 24; b = alloc 64; c = alloc 64; d = alloc 600
            cpu0: e = alloc 64; realloc d 700
            cpu1: realloc b 30; realloc a 600
            """),
        NamedProgram.explored(
            "resized, and there is no memory for it",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 2}
            cpu0: a = alloc 64; b = alloc 64; realloc a 1000; c = alloc 400; realloc a 24; \
            realloc c 600; realloc a 60; free a; realloc b 65; free b; free c; d = alloc 500
            """),
        NamedProgram.explored(
            "resized, and the limit is reached",
            """
            cpu0: a = alloc 64 limited; b = alloc 100 limited; realloc a 120; c = alloc 40 limited; \
            realloc b 120; realloc c 64; realloc a 117; realloc c 8; realloc b 8; free c; \
            d = alloc 8 limited; free a; free b; free d; e = alloc 1024 limited; \
            f = alloc 8 limited; realloc e 8; g = alloc 8 limited
            """),
        NamedProgram.explored(
            "three slabs of a class, ripped from the middle and the end of their list",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; free a; free c; free e; free d; h = alloc 64; free b; \
            i = alloc 64; j = alloc 64; k = alloc 64; free f; free g; free i; free j; l = alloc 64; \
            free h; free k; free l
            """),
        NamedProgram.explored(
            "a slab in the middle of its list is used up by a signal's chunk",
            """
            machine: {cpus: 2, chunks-per-slab: 3, pages: 6}
            before: cpu0: a = alloc 48; b = alloc 48; c = alloc 48; d = alloc 48; e = alloc 48; \
            f = alloc 48; g = alloc 48; free a; free d; cpu1: free b; free e
            cpu0: h = alloc 48; i = alloc 48; j = alloc 48; free c
            cpu1: free h
            """),
        NamedProgram.explored(
            "a slab in the middle of its list is used up, and given back",
            """
            machine: {cpus: 2, chunks-per-slab: 3, pages: 6}
            before: cpu0: a = alloc 48; b = alloc 48; c = alloc 48; d = alloc 48; e = alloc 48; \
            f = alloc 48; g = alloc 48; free a; free d; cpu1: free b; free e
            cpu0: h = alloc 48; i = alloc 48; j = alloc 48; free c; k = alloc 48; free g; free f
            """),
        NamedProgram.explored(
            "the tick, with slabs of several classes",
            """
            machine: {cpus: 2, chunks-per-slab: 3, pages: 8}
            before: cpu0: a = alloc 24; b = alloc 24; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 128; h = alloc 100; i = alloc 100; \
            cpu1: free a; free c; cpu0: free d; cpu1: free e; free f; free h; free b
            cpu0: tidy; j = alloc 24; k = alloc 100; l = alloc 64; tidy
            cpu1: free i
            """),
        NamedProgram.explored(
            "chunks that came home stand behind those that were there",
            """
            machine: {cpus: 2, chunks-per-slab: 4, pages: 4}
            before: cpu0: a = alloc 40; b = alloc 40; c = alloc 40; d = alloc 40; cpu1: free b; \
            cpu0: signals; free a; cpu1: free c; free d; cpu0: tidy
            cpu0: e = alloc 40; f = alloc 40; g = alloc 40; h = alloc 40; i = alloc 40; free f; \
            free e; free i; j = alloc 40; k = alloc 40
            """),
        NamedProgram.explored(
            "two free slabs are kept, and one more",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 7, cached-slabs: 2}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64; free b; free a; free d; free c; \
            free f; free e; free g; free h; j = alloc 24 nowait zero; k = alloc 64; \
            l = alloc 24 zero; m = alloc 24 zero; n = alloc 96 zero; o = alloc 96 zero
            cpu1: p = alloc 8
            """),
        NamedProgram.explored(
            "oversized blocks, put aside by an interrupt one after the other",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8}
            cpu0: a = alloc 600; b = alloc 1100; c = alloc 200; free a in-interrupt; \
            free b in-interrupt; free c in-interrupt; d = alloc 600 nowait; e = alloc 64; \
            f = alloc 2048; free d in-interrupt; free f in-interrupt; g = alloc 64 zero; \
            h = alloc 2560
            """),
        NamedProgram.explored(
            "a type destroyed and made anew, more often than there may be types",
            """
            before: cpu0: destroy-type; new-type; destroy-type; new-type; destroy-type; new-type; \
            destroy-type; new-type; destroy-type; new-type; destroy-type; new-type; destroy-type; \
            new-type; a = alloc 120 limited; cpu1: free a; cpu0: b = alloc 64 limited; free b; \
            destroy-type; new-type
            cpu0: c = alloc 120 limited; d = alloc 120 limited; e = alloc 8 limited; \
            f = alloc 8 limited; free d; g = alloc 8 limited; free e; free g
            """),
        NamedProgram.explored(
            "one more type than there are when it all begins",
            """
            before: cpu0: new-type other; a = alloc 64 other; b = alloc 64 limited; free a; \
            destroy-type other; c = alloc 64; new-type other
            cpu0: d = alloc 64 other; free b
            """),
        NamedProgram.explored(
            "middle sizes, each in a slab of its class",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 48, slab-pages: 4}
            cpu0: a = alloc 120; b = alloc 128; c = alloc 129; d = alloc 144; e = alloc 145; \
            f = alloc 160; g = alloc 255; h = alloc 256; i = alloc 257; j = alloc 288; \
            k = alloc 289; l = alloc 480; m = alloc 481; n = alloc 511; o = alloc 512; p = alloc 8; \
            free c; free g; free m; t = alloc 280; q = alloc 130; r = alloc 250; s = alloc 500; realloc r 256; \
            realloc q 160
            """),
        NamedProgram.explored(
            "whole pages, of which a slab has many",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 96, slab-pages: 16, page-bytes: 128}
            cpu0: a = alloc 128; b = alloc 256; c = alloc 383; d = alloc 384; e = alloc 385; \
            f = alloc 511; g = alloc 512; realloc b 384; realloc d 256; free a; realloc c 416
            """),
        NamedProgram.explored(
            "slabs of two pages, between single ones",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 9, slab-pages: 2}
            cpu0: a = alloc 400; b = alloc 64; c = alloc 64; d = alloc 64; free b; free c; \
            e = alloc 300; f = alloc 100; free e; g = alloc 200; free a; h = alloc 24
            """),
        NamedProgram.explored(
            "interrupts allocate, and nothing is given back meanwhile",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 8}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; g = alloc 600; free a; free b; \
            free g in-interrupt; d = alloc 100 nowait in-interrupt; \
            e = alloc 600 nowait zero in-interrupt; f = alloc 24 nowait zero in-interrupt; \
            h = alloc 40 nowait in-interrupt; i = alloc 64
            """),
        NamedProgram.explored(
            "free slabs beyond the threshold, two at a time",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; free a; \
            free b; free c; free d; f = alloc 64
            """),
        NamedProgram.explored(
            "chunks come home three times, and stand behind each other",
            """
            machine: {cpus: 2, chunks-per-slab: 5, pages: 3}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            cpu1: free b; free c; cpu0: signals; cpu1: free d
            cpu0: tidy; f = alloc 64; g = alloc 64; h = alloc 64; i = alloc 64
            """),
        NamedProgram.explored(
            "zeroed in fresh slabs and in a recycled one, beside a neighbour",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6}
            cpu0: a = alloc 64 zero; b = alloc 64 zero; c = alloc 64; d = alloc 64 zero; free a; \
            free b; e = alloc 96 nowait zero; f = alloc 96 nowait zero; free c; g = alloc 64 zero; \
            free d; free g
            """),
        NamedProgram.explored(
            "refused a slab, and asked again",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 2}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            f = alloc 24 nowait; g = alloc 600; free a; h = alloc 24; i = alloc 64; free c
            """),
        NamedProgram.explored(
            "a parked slab of the second cpu, freed by the first",
            """
            before: cpu1: a = alloc 64; b = alloc 64
            cpu0: free b
            """),
        NamedProgram.explored(
            "the tick, with a slab of the smallest class",
            """
            machine: {cpus: 2, chunks-per-slab: 3, pages: 3}
            before: cpu0: a = alloc 8; b = alloc 8; cpu1: free b
            cpu0: tidy
            """),
        NamedProgram.explored(
            "more is asked for than the machine has",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 2}
            cpu0: a = alloc 1025; b = alloc 2560 nowait; c = alloc 1024
            """),
        NamedProgram.explored(
            "a free slab is kept and a slab wanted, and a chunk comes home",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6, cached-slabs: 1}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; free a; free b; d = alloc 64
            cpu0: e = alloc 64; f = alloc 24
            cpu1: free c
            """),
        NamedProgram.explored(
            "free slabs are given back, and a signal brings one more",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 6}
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; \
            free a; free b; cpu1: free c; free d
            cpu0: f = alloc 64
            cpu1: g = alloc 64
            """));
  }
}
