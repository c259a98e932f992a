package ripsaw.blackbox;

import static ripsaw.subject.NamedProgram.explored;
import static ripsaw.subject.NamedProgram.shared;

import java.util.List;
import ripsaw.subject.NamedProgram;

/** Programs for any heap: all that two or three cpus can do to one another with a few chunks. */
final class BlackBoxPrograms {
  private BlackBoxPrograms() {}

  static List<NamedProgram> all() {
    return List.of(
        shared(
            "two cpus ask at once",
            """
            cpu0: a = alloc 64
            cpu1: b = alloc 64
            """),
        shared(
            "two cpus ask for what was freed",
            """
            before: cpu0: a = alloc 64; b = alloc 64; free a; free b
            cpu0: c = alloc 64
            cpu1: d = alloc 64
            """),
        shared(
            "two cpus free at once",
            """
            before: cpu0: a = alloc 64; b = alloc 64
            cpu0: free a
            cpu1: free b; c = alloc 64
            """),
        shared(
            "one is freed while another is asked for",
            """
            before: cpu0: a = alloc 64; b = alloc 64; free b
            cpu0: c = alloc 64; free c
            cpu1: free a; d = alloc 64
            """),
        shared(
            "each frees what the other allocated",
            """
            before: cpu0: a = alloc 64; cpu1: b = alloc 64
            cpu0: free b; c = alloc 64
            cpu1: free a
            """),
        shared(
            "recycled and zeroed",
            """
            before: cpu0: a = alloc 64; b = alloc 64; free a; free b
            cpu0: c = alloc 64 zero
            cpu1: d = alloc 40 zero
            """),
        shared(
            "freed in an interrupt",
            """
            before: cpu0: a = alloc 64
            cpu0: b = alloc 64
            cpu1: free a in-interrupt
            """),
        shared(
            "several sizes",
            """
            before: cpu0: a = alloc 300; b = alloc 8
            cpu0: free b; c = alloc 24
            cpu1: free a; d = alloc 200
            """),
        shared(
            "three are out, and more are wanted",
            """
            before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64
            cpu0: d = alloc 64
            cpu1: free a; e = alloc 64
            """),
        explored(
            "handed over as soon as it is allocated",
            """
            cpu0: a = alloc 64; b = alloc 64
            cpu1: free a; c = alloc 64; free b
            """),
        explored(
            "what was freed is had again on a machine that is full",
            """
            machine: {cpus: 2, chunks-per-slab: 2, pages: 2}
            before: cpu0: a = alloc 64; free a; b = alloc 64
            cpu0: c = alloc 64
            cpu1: free b
            """),
        explored(
            "three cpus, and each has what another wants to free",
            """
            cpu0: a = alloc 64
            cpu1: b = alloc 64; free a
            cpu2: free b
            """),
        explored(
            "signals and the tick",
            """
            before: cpu0: a = alloc 64
            cpu0: tidy; b = alloc 64; signals
            cpu1: signals; free a; tidy
            """));
  }
}
