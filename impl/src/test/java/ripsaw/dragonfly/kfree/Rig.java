package ripsaw.dragonfly.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.machine.Cpu;
import ripsaw.machine.HandOver;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.RecordingWatch;
import ripsaw.machine.Shape;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/**
 * An allocator on a checked machine, with a model beside it. After each operation the census is
 * judged, and whatever the subject promises and is not known to violate must hold.
 */
final class Rig {
  /** For tests that hold for each version, oldest first. */
  static List<Subject> versions() {
    return Catalogue.load().subjects().stream()
        .filter(subject -> subject.family().equals(new KfreeFamily()))
        .toList();
  }

  final RecordingWatch watch = new RecordingWatch();
  final HeapModel model = new HeapModel();
  final Machine machine;
  final Allocator heap;
  final Subject subject;
  final Cpu cpu0;
  final Cpu cpu1;
  int type;
  private final Map<Long, HandOver> told = new HashMap<>();

  Rig(Subject subject, Shape shape) {
    this.subject = subject;
    this.machine = Machine.checked(shape, watch);
    this.heap = subject.start().apply(machine);
    this.cpu0 = machine.cpu(0);
    this.cpu1 = machine.cpu(shape.cpus() - 1);
    this.type = heap.createType(cpu0, Long.MAX_VALUE);
    watch.whileWaiting(this::takeSignals);
  }

  static Subject subject(String version) {
    return Catalogue.load().find("dragonfly/" + version).orElseThrow();
  }

  static Rig reference(Shape shape) {
    return new Rig(subject("reference"), shape);
  }

  boolean isV0() {
    return subject.id().endsWith("cfc3386");
  }

  long allocate(Cpu cpu, long bytes, Allocator.Flag... flags) {
    long address = tryAllocate(cpu, bytes, flags);
    assertThat(address).as("%d bytes of %s", bytes, subject).isPositive();
    return address;
  }

  /** Also for what may be refused. */
  long tryAllocate(Cpu cpu, long bytes, Allocator.Flag... flags) {
    cpu.beginOperation();
    long address = heap.allocate(cpu, type, bytes, flags);
    if (address > 0) {
      long usable = heap.usable(address);
      assertThat(usable).isGreaterThanOrEqualTo(bytes);
      assertThat(address % heap.alignment(bytes)).isZero();
      assertThat(model.grant(new HeapModel.Block(address, bytes, usable, type))).isEmpty();
      told.put(address, machine.publish(cpu));
    }
    judge();
    return address;
  }

  void free(Cpu cpu, long address) {
    HeapModel.Block block = beginFree(cpu, address);
    heap.free(cpu, block.type(), address);
    model.endFree(block);
    judge();
  }

  /** The caller brings a block that whoever allocated it has handed over. */
  HeapModel.Block beginFree(Cpu cpu, long address) {
    cpu.beginOperation(address);
    machine.receive(cpu, told.remove(address));
    return model.beginFree(address);
  }

  void takeSignals() {
    machine.cpus().forEach(Cpu::takeSignals);
    judge();
  }

  /** Everything broken so far. */
  Set<Property> broken() {
    Set<Property> broken = new HashSet<>();
    broken.addAll(watch.broken());
    judged().forEach(found -> broken.add(found.property()));
    return broken;
  }

  /** What is promised and does not hold of the state. */
  private List<Violation> judged() {
    return promised(subject, heap.census().judge(model, 0, true));
  }

  /** That of it which the subject promises not to break. */
  static List<Violation> promised(Subject subject, List<Violation> found) {
    return found.stream()
        .filter(violation -> !subject.unpromised().contains(violation.property()))
        .toList();
  }

  private void judge() {
    assertThat(judged()).as(subject.id()).isEmpty();
    assertThat(watch.violations)
        .as(subject.id())
        .allMatch(violation -> subject.violates().contains(violation.property()));
  }

  KfreeCensus census() {
    return (KfreeCensus) heap.census();
  }

  long liveSlabs() {
    return census().slabs().stream().filter(KfreeCensus.Slab::live).count();
  }

  long cachedSlabs() {
    return census().slabs().size() - liveSlabs();
  }

  long signalsSent() {
    return watch.count(MachineEvent.SIGNAL_SENT);
  }
}
