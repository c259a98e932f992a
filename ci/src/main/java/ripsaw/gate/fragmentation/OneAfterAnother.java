package ripsaw.gate.fragmentation;

import java.util.function.BooleanSupplier;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Shape;
import ripsaw.machine.order.Access;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;

/** One cpu runs at a time; while it waits the others take their signals. */
final class OneAfterAnother implements MachineObserver {
  private Machine machine;

  static Machine on(Shape shape) {
    OneAfterAnother watch = new OneAfterAnother();
    watch.machine = Machine.raw(shape, watch);
    return watch.machine;
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    machine.cpus().forEach(Cpu::takeSignals);
    if (!ready.getAsBoolean()) {
      throw new IllegalStateException(cpu + " waits for what nobody does");
    }
  }

  @Override
  public void violated(Violation violation) {
    throw new ViolationFound(violation);
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    // Nobody comes in between.
  }

  @Override
  public void accessed(Cpu cpu, Access access, long address, long before, long after) {
    // Raw memory tells nothing.
  }

  @Override
  public void happened(Cpu cpu, Event event, long address, long detail) {
    // Only what is held matters.
  }
}
