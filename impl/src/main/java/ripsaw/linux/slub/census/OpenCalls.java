package ripsaw.linux.slub.census;

import java.util.HashMap;
import java.util.Map;
import ripsaw.machine.Cpu;

/**
 * How many calls are under way on each cpu: several, if it has several threads, or a device. One
 * whose thread went on on another cpu counts where it began.
 */
final class OpenCalls {
  private final Map<Integer, Integer> open = new HashMap<>();

  void begins(Cpu cpu) {
    open.merge(cpu.id(), 1, Integer::sum);
  }

  void returned(Cpu cpu) {
    open.computeIfPresent(cpu.id(), (id, count) -> count == 1 ? null : count - 1);
  }

  boolean isIdle() {
    return open.isEmpty();
  }

  boolean isIdle(Cpu cpu) {
    return !open.containsKey(cpu.id());
  }
}
