package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ripsaw.machine.Shape;
import ripsaw.spec.Family;

/**
 * A small program for a model checker: what is done beforehand, in order, and then what each cpu
 * does concurrently. Signals are taken by all cpus at the end, and where the program says so.
 *
 * @param name what it is about
 * @param shape of the machine
 * @param before steps in order
 * @param cpus for each cpu its operations
 */
public record Scenario(String name, Shape shape, List<Step> before, List<List<String>> cpus) {
  /** Two chunks a slab, pages enough for everybody, no slab cached: nothing hides a mistake. */
  static final Shape SHAPE = Shape.small(3, 2, 6);

  /** The scenarios for allocators of this family. */
  public static List<Scenario> of(Family family) {
    return switch (family) {
      case KFREE -> all();
      case KMALLOC_OBJ -> KmallocObjSuite.forLincheck().stream().map(Scenario::of).toList();
    };
  }

  private static Scenario of(Suite one) {
    Program program = one.program();
    return new Scenario(
        one.name(),
        program.shape(),
        program.before().stream()
            .map(step -> new Step(step.cpu(), step.operation().toString()))
            .toList(),
        program.cpus().stream()
            .map(cpu -> cpu.stream().map(Operation::toString).toList())
            .toList());
  }

  /** An operation on a cpu. */
  public record Step(int cpu, String operation) {}

  static Scenario of(String name, String before, String... cpus) {
    List<Step> steps = new ArrayList<>();
    for (String step : operations(before)) {
      int colon = step.indexOf(':');
      steps.add(
          new Step(
              Integer.parseInt(step.substring("cpu".length(), colon)),
              step.substring(colon + 1).trim()));
    }
    List<List<String>> concurrent = Arrays.stream(cpus).map(Scenario::operations).toList();
    return new Scenario(name, SHAPE, steps, concurrent);
  }

  private static List<String> operations(String text) {
    return Arrays.stream(text.split(";")).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  /** The same as the explorer's program, on the same machine. */
  public Program program() {
    try {
      List<Program.Step> steps = new ArrayList<>();
      for (Step step : before) {
        steps.add(new Program.Step(step.cpu, Operation.parse(step.operation)));
      }
      List<List<Operation>> operations = new ArrayList<>();
      for (List<String> ofCpu : cpus) {
        operations.add(ofCpu.stream().map(Operation::parse).toList());
      }
      return Program.of(shape, steps, operations);
    } catch (Program.Malformed e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * The edges of the remote free, each a few accesses away. In all of them cpu0 owns the slabs that
   * matter, and a slab holds two chunks.
   */
  private static List<Scenario> all() {
    return List.of(
        of(
            "the last chunk goes while the other comes back",
            "cpu0: a = alloc 64",
            "b = alloc 64",
            "free a"),
        of(
            "a parked slab, freed by owner and remote",
            "cpu0: a = alloc 64; cpu0: b = alloc 64",
            "free a; c = alloc 64; signals",
            "free b"),
        of(
            "a parked slab, freed by two remotes",
            "cpu0: a = alloc 64; cpu0: b = alloc 64",
            "signals",
            "free a",
            "free b"),
        of(
            "a parked slab, freed by one remote, drained by the signal",
            "cpu0: a = alloc 64; cpu0: b = alloc 64",
            "signals; c = alloc 64",
            "free a; free b"),
        of(
            "a signal under way, one more chunk comes back",
            "cpu0: a = alloc 64; cpu0: b = alloc 64; cpu1: free a",
            "signals",
            "free b"),
        of(
            "ripped under the freeing cpu's feet",
            "cpu0: a = alloc 64; cpu0: b = alloc 64; cpu0: c = alloc 64",
            "free a; d = alloc 64; free d; e = alloc 64; signals",
            "free b"),
        of(
            "a signal for a slab that is ripped and another cpu's by now",
            "cpu0: a = alloc 64; cpu0: b = alloc 64; cpu0: c = alloc 64; cpu1: free b;"
                + " cpu0: free a; cpu0: d = alloc 64; cpu0: free d",
            "e = alloc 64; signals",
            "f = alloc 64"),
        of(
            "ripped, given back, and another cpu's at once",
            "cpu0: a = alloc 64; cpu0: b = alloc 64; cpu0: c = alloc 64; cpu0: free a; cpu0: free b",
            "d = alloc 64",
            "e = alloc 64"),
        of(
            "a spurious signal for a slab that was parked again",
            "cpu0: a = alloc 64; cpu0: b = alloc 64; cpu1: free a; cpu0: free b;"
                + " cpu0: c = alloc 64; cpu0: d = alloc 64",
            "signals",
            "free c"),
        of(
            "a spurious signal, and nothing else",
            "cpu0: a = alloc 64; cpu0: b = alloc 64; cpu1: free a; cpu0: free b;"
                + " cpu0: c = alloc 64; cpu0: d = alloc 64",
            "signals",
            "e = alloc 64"),
        of(
            "recycled and zeroed",
            "cpu0: a = alloc 64; cpu0: b = alloc 64; cpu0: c = alloc 64; cpu0: free b; cpu0: free a",
            "d = alloc 96 zero nowait",
            "free c"),
        of(
            "oversized blocks, freed by another cpu and in an interrupt",
            "cpu0: a = alloc 600; cpu0: b = alloc 600; cpu1: free b in-interrupt",
            "signals",
            "free a in-interrupt; c = alloc 600"),
        of(
            "a type destroyed, made anew, and at its limit",
            "cpu0: x = alloc 64 limited; cpu1: free x; cpu0: signals; cpu0: destroy-type;"
                + " cpu0: new-type; cpu0: a = alloc 64 limited; cpu0: b = alloc 64 limited;"
                + " cpu0: free b; cpu0: c = alloc 64 limited; cpu0: free c;"
                + " cpu0: d = alloc 64 limited; cpu0: free d",
            "e = alloc 64 limited; signals; free e",
            "free a"));
  }
}
