package ripsaw.linearizability.lincheck;

import java.util.HashSet;
import java.util.Set;
import ripsaw.linearizability.program.Operation;

/**
 * What a caller of a heap sees if nothing happens at the same time: the sequential specification
 * that Lincheck compares histories with. That the bytes are right is judged by the session.
 */
public class SequentialHeap {
  private final Set<String> held = new HashSet<>();

  public boolean run(int cpu, String text) {
    Operation operation = Operation.parse(text);
    if (operation.isAllocation()) {
      held.add(operation.name());
      return true;
    }
    if (operation.isLook()) {
      return held.contains(operation.name());
    }
    return operation.name().isEmpty() || held.remove(operation.name());
  }

  public boolean open(int scenario) {
    return true;
  }

  public boolean settle(int cpu) {
    return true;
  }
}
