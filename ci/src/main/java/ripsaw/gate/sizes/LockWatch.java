package ripsaw.gate.sizes;

import java.util.function.BooleanSupplier;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.cache.Coherence;
import ripsaw.machine.cache.Line;
import ripsaw.machine.order.Access;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;

/**
 * Counts locks by the names that an allocator has for their words, and lines of 64 bytes that come
 * from another cpu's cache. What runs is one operation after another.
 */
final class LockWatch implements MachineObserver {
  private static final int LINE_BYTES = 64;
  private static final String ARENA = "arena.lock";
  private static final String DEPOT = ".pc_lock";

  private final Coherence coherence;
  private Machine machine;
  private Allocator allocator;
  private int arena;
  private int depot;
  private int transfers;

  LockWatch(int cpus) {
    this.coherence = new Coherence(cpus);
  }

  /** From here on all is counted. */
  void begin(Machine watched, Allocator named) {
    machine = watched;
    allocator = named;
  }

  /** How often something was taken so far. */
  Counts counts() {
    return new Counts(arena, depot, transfers);
  }

  private void locks(Cpu cpu, long word) {
    if (allocator != null) {
      String name = allocator.name(word);
      arena += name.equals(ARENA) ? 1 : 0;
      depot += name.endsWith(DEPOT) ? 1 : 0;
      touch(cpu, word, true);
    }
  }

  private void touch(Cpu cpu, long address, boolean writes) {
    Line line = machine.place(address).line(LINE_BYTES);
    transfers +=
        (writes ? coherence.write(cpu.id(), line) : coherence.read(cpu.id(), line)).transfers();
  }

  @Override
  public void accessed(Cpu cpu, Access access, long address, long before, long after) {
    if (allocator != null) {
      touch(cpu, address, !access.isRead());
    }
  }

  @Override
  public void mayLock(Cpu cpu, long word, int location, BooleanSupplier isFree) {
    locks(cpu, word);
  }

  @Override
  public void tried(Cpu cpu, long word, int location, boolean taken) {
    locks(cpu, word);
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    if (!ready.getAsBoolean()) {
      throw new IllegalStateException(cpu + " waits for what nobody does");
    }
  }

  @Override
  public void violated(Violation violation) {
    throw new IllegalStateException(violation.toString());
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    // Nobody comes in between.
  }

  @Override
  public void happened(Cpu cpu, Event event, long address, long detail) {
    // Locks only.
  }
}
