package ripsaw.netbsd.vmem;

import static ripsaw.subject.NamedProgram.explored;

import java.util.List;
import ripsaw.subject.NamedProgram;

/** Programs for an arena. A page has eight quanta, and a quantum is 64 bytes. */
final class VmemPrograms {
  private VmemPrograms() {}

  static List<NamedProgram> all() {
    return List.of(
        explored(
            "ranges of all sizes are taken and freed in all orders",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 4}
            cpu0: a = alloc 64; b = alloc 64; c = alloc 24 zero; k = alloc 192; free b; \
            d = alloc 40 zero; free k; e = alloc 128; f = alloc 600 zero; free d; free c; aligned; \
            g = alloc 200; fixed; free a; free e; free g; free f; h = alloc 1024
            """),
        explored(
            "a range is asked for where it is free, and where nothing is",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 2}
            cpu0: a = alloc 64; b = alloc 64; free a; aligned; fixed; c = alloc 448 nowait; \
            d = alloc 512 nowait; free b; aligned; fixed
            """),
        explored(
            "the machine is full, and what was freed is had again",
            """
            machine: {cpus: 1, chunks-per-slab: 2, pages: 2}
            cpu0: a = alloc 512; b = alloc 512; c = alloc 64 nowait; free a; d = alloc 64; \
            e = alloc 448 nowait; f = alloc 64 nowait; free b; g = alloc 512
            """),
        explored(
            "the pool of tags is fed for two cpus at the same time",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 4}
            before: cpu0: a = alloc 64
            cpu0: populate
            cpu1: populate
            """),
        explored(
            "who may sleep waits for a range that another frees",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu0: a = alloc 64; b = alloc 448
            cpu0: c = alloc 64
            cpu1: free a
            """),
        explored(
            "who may sleep waits for a span that another gives back",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu0: a = alloc 512
            cpu0: b = alloc 512
            cpu1: free a
            """),
        explored(
            "who sleeps takes what another leaves of the span that it sleeps for",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 1}
            before: cpu0: a = alloc 512
            cpu0: b = alloc 64
            cpu1: free a; c = alloc 64
            """),
        explored(
            "two sleep, and room for both is freed",
            """
            machine: {cpus: 3, chunks-per-slab: 2, pages: 1}
            before: cpu0: a = alloc 128; b = alloc 384
            cpu0: c = alloc 64
            cpu1: d = alloc 64
            cpu2: free a
            """),
        explored(
            "two cpus take ranges of one span",
            """
            before: cpu0: a = alloc 64
            cpu0: b = alloc 64
            cpu1: c = alloc 128
            """),
        explored(
            "one takes a range while another frees its neighbour",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: free a
            cpu1: c = alloc 64
            """),
        explored(
            "two cpus free neighbours",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64
            cpu0: free a
            cpu1: free b
            """),
        explored(
            "two cpus import a span at the same time",
            """
            cpu0: a = alloc 64
            cpu1: b = alloc 64
            """),
        explored(
            "two cpus take whole spans",
            """
            cpu0: a = alloc 512
            cpu1: b = alloc 512
            """));
  }
}
