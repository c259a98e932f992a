package ripsaw.linearizability.mutation;

import ripsaw.machine.Cpu;
import ripsaw.machine.Memory;

/** Atomic updates that are none: others may come between the load and the store. */
public final class SplitUpdates {
  private SplitUpdates() {}

  public static boolean compareAndSet(
      Memory memory, Cpu cpu, long address, long expected, long value) {
    if (memory.getVolatile(cpu, address) != expected) {
      return false;
    }
    memory.setVolatile(cpu, address, value);
    return true;
  }

  public static long getAndSet(Memory memory, Cpu cpu, long address, long value) {
    long old = memory.getVolatile(cpu, address);
    memory.setVolatile(cpu, address, value);
    return old;
  }

  public static long getAndAdd(Memory memory, Cpu cpu, long address, long delta) {
    long old = memory.getVolatile(cpu, address);
    memory.setVolatile(cpu, address, old + delta);
    return old;
  }
}
