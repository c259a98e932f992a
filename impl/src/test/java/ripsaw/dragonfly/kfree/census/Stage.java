package ripsaw.dragonfly.kfree.census;

import java.util.HashMap;
import java.util.Map;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.HandOver;
import ripsaw.machine.Machine;
import ripsaw.machine.RecordingWatch;
import ripsaw.machine.Shape;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Census;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Monitor;

/**
 * An allocator in use, for a monitor to look at. What happened there the test tells the monitor, as
 * it was or otherwise.
 */
final class Stage implements Monitor.Scene {
  static final String REFERENCE = "dragonfly/reference";

  final RecordingWatch watch = new RecordingWatch();
  final Machine machine;
  final Allocator heap;
  final Cpu cpu;
  final Cpu other;
  final int type;
  private final Map<Long, HandOver> told = new HashMap<>();

  Stage() {
    this(REFERENCE, Shape.small(2, 2, 8));
  }

  Stage(String subject, Shape shape) {
    machine = Machine.checked(shape, watch);
    heap = Catalogue.load().find(subject).orElseThrow().start().apply(machine);
    cpu = machine.cpu(0);
    other = machine.cpu(1);
    type = heap.createType(cpu, Allocator.UNLIMITED);
  }

  long allocate(long bytes) {
    cpu.beginOperation();
    long block = heap.allocate(cpu, type, bytes);
    told.put(block, machine.publish(cpu));
    return block;
  }

  void free(Cpu by, long block) {
    by.beginOperation(block);
    machine.receive(by, told.remove(block));
    heap.free(by, type, block);
  }

  long slabOf(long chunk) {
    return chunk & -machine.shape().slabBytes();
  }

  /** Tells it that {@code cpu} came by; null if that is as it should be. */
  Property tell(Monitor monitor, Event event, long address, long detail) {
    return monitor
        .happened(cpu, event, address, detail)
        .map(violation -> violation.property())
        .orElse(null);
  }

  Property tell(Monitor monitor, Event event, long address) {
    return tell(monitor, event, address, 0);
  }

  @Override
  public Machine machine() {
    return machine;
  }

  @Override
  public Census takeCensus() {
    return heap.census();
  }

  @Override
  public void touched(int location, Touch touch) {}
}
