package ripsaw.linearizability.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.linearizability.Operation;
import ripsaw.linearizability.Program;
import ripsaw.linearizability.Program.Malformed;
import ripsaw.linearizability.bridge.RemoteFreeState.Chunk;
import ripsaw.linearizability.bridge.RemoteFreeState.Slab;
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
  public record Step(String action, int cpu, RemoteFreeState before, RemoteFreeState after) {
    /** The chunk that a free begins with; null for other steps. */
    Chunk freed() {
      return only(before, after);
    }

    /** The chunk that the step hands to a caller; null if it hands none. */
    Chunk granted() {
      return only(after, before);
    }

    private static Chunk only(RemoteFreeState with, RemoteFreeState without) {
      return with.held().stream()
          .filter(chunk -> !without.held().contains(chunk))
          .findFirst()
          .orElse(null);
    }

    /** Whether the cpu has a slab in its cache. */
    private boolean hasCached() {
      return before.slabs().stream()
          .anyMatch(slab -> slab.place().equals(Slab.CACHED) && slab.owner() == cpu);
    }
  }

  private static final Set<String> CALLS =
      Set.of("Allocate", "Exhaust", "Grow", "Reuse", "GiveBack", "FreeLocal", "FreeRemote", "Tidy");

  /** Bytes of a chunk: a size class of its own. */
  private static final int BYTES = 64;

  /** Whether a call begins with this action. */
  static boolean startsCall(String action) {
    return CALLS.contains(action);
  }

  /** The machine that a walk is made on. */
  static Shape shape(int cpus, int chunks, int slabs) {
    return Shape.small(cpus, chunks, slabs);
  }

  /** The program that makes this walk. */
  Program program(Shape shape) {
    Map<Chunk, String> names = new HashMap<>();
    String[] allocating = new String[shape.cpus()];
    List<List<Operation>> operations = new ArrayList<>();
    for (int cpu = 0; cpu < shape.cpus(); cpu++) {
      operations.add(new ArrayList<>());
    }
    int named = 0;
    for (Step step : steps) {
      String name = Operation.name(named);
      String operation = operation(step, name, names, shape);
      if (operation != null) {
        operations.get(step.cpu).add(Operation.parse(operation));
        if (operation.startsWith(name + " = ")) {
          allocating[step.cpu] = name;
          named++;
        }
      }
      if (step.granted() != null) {
        names.put(step.granted(), allocating[step.cpu]);
      }
    }
    try {
      return Program.of(shape, List.of(), operations);
    } catch (Malformed impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The operation that begins with this step; null if the step goes on with one. */
  private static String operation(Step step, String name, Map<Chunk, String> names, Shape shape) {
    return switch (step.action) {
      // kmalloc that may sleep gives free slabs back first; the specification leaves that to
      // another.
      case "Allocate", "Exhaust", "Reuse" ->
          name + " = alloc " + BYTES + (step.hasCached() ? " nowait" : "");
      case "Grow" -> name + " = alloc " + BYTES;
      // More than there is: the call gives a slab back, and is refused.
      case "GiveBack" -> name + " = alloc " + (shape.pages() + 1) * shape.pageBytes();
      case "FreeLocal", "FreeRemote" -> "free " + names.remove(step.freed());
      case "Tidy" -> "tidy";
      default -> null;
    };
  }
}
