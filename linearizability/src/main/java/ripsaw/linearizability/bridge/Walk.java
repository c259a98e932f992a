package ripsaw.linearizability.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ripsaw.linearizability.bridge.MappedState.Chunk;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Task;
import ripsaw.machine.Shape;

/**
 * Steps of the specification from its initial state on, and the program that does the same in the
 * Java: each step that begins a call becomes an operation of its cpu.
 *
 * @param steps in order
 */
public record Walk(List<Step> steps) {
  /**
   * A step.
   *
   * @param action its name
   * @param cpu that makes it
   */
  public record Step(String action, int cpu, MappedState before, MappedState after) {
    /** The chunk that a free begins with; null for other steps. */
    public Chunk freed() {
      return only(before, after);
    }

    /** The chunk that the step hands to a caller; null if it hands none. */
    Chunk granted() {
      return only(after, before);
    }

    private static Chunk only(MappedState with, MappedState without) {
      return with.held().stream()
          .filter(chunk -> !without.held().contains(chunk))
          .findFirst()
          .orElse(null);
    }
  }

  /** A line of a program: a thread of a cpu. */
  private record Line(int cpu, int thread) {}

  /** The program that makes this walk. */
  Program program(Mapping mapping, Shape shape) {
    Map<Chunk, String> names = new HashMap<>();
    Map<Line, String> allocating = new HashMap<>();
    Map<Line, List<Operation>> operations = new HashMap<>();
    int named = 0;
    for (Step step : steps) {
      Line line = new Line(step.cpu, mapping.thread(step));
      String name = Operation.name(named);
      String operation = mapping.operation(step, name, names.remove(step.freed()), shape);
      if (operation != null) {
        operations.computeIfAbsent(line, any -> new ArrayList<>()).add(Operation.parse(operation));
        if (operation.startsWith(name + " = ")) {
          allocating.put(line, name);
          named++;
        }
      }
      if (step.granted() != null) {
        names.put(step.granted(), allocating.get(line));
      }
    }
    List<Program.Step> before =
        mapping.before().stream().map(operation -> new Program.Step(0, operation)).toList();
    List<List<Operation>> cpus = new ArrayList<>();
    for (int cpu = 0; cpu < shape.cpus(); cpu++) {
      List<Operation> first = operations.remove(new Line(cpu, 0));
      cpus.add(first == null ? List.of() : first);
    }
    List<Task> others =
        operations.entrySet().stream()
            .map(one -> new Task(one.getKey().cpu, one.getKey().thread, false, one.getValue()))
            .toList();
    try {
      return Program.of(shape, before, cpus, others);
    } catch (Malformed impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
