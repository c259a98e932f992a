package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import ripsaw.linux.slub.census.SlubCensus;
import ripsaw.linux.slub.census.SlubCensus.Slab;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.RecordingWatch;
import ripsaw.machine.Shape;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Census;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Monitor;
import ripsaw.subject.Subject;

/** A version on a machine, one operation after another, and a census after each. */
final class SlubScene {
  final RecordingWatch watch = new RecordingWatch();
  final Machine machine;
  final Slub slub;
  final int cache;
  private final HeapModel model = new HeapModel();

  SlubScene(Subject version, Shape shape) {
    machine = Machine.checked(shape, watch);
    slub = (Slub) version.start().apply(machine);
    cache = slub.createType(machine.cpu(0), Allocator.UNLIMITED, 64);
    // The others take their signals while one waits for that.
    watch.whileWaiting(() -> machine.cpus().forEach(Cpu::takeSignals));
  }

  Cpu cpu(int id) {
    return machine.cpu(id);
  }

  long allocate(Cpu cpu) {
    cpu.beginOperation();
    long object = slub.allocate(cpu, cache, 64);
    assertThat(object).isPositive();
    assertThat(model.grant(new HeapModel.Block(object, 64, slub.usable(object), cache))).isEmpty();
    judge();
    return object;
  }

  List<Long> allocate(Cpu cpu, int count) {
    List<Long> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.add(allocate(cpu));
    }
    return objects;
  }

  void free(Cpu cpu, long object) {
    machine.synchronize();
    cpu.beginOperation(object);
    HeapModel.Block block = model.beginFree(object);
    slub.free(cpu, cache, object);
    model.endFree(block);
    judge();
  }

  void shrink(Cpu cpu) {
    cpu.beginOperation();
    slub.shrink(cpu, cache);
    judge();
  }

  void judge() {
    machine.synchronize();
    List<Violation> found = slub.census().judge(model, 0, true);
    slub.census().judgePages(model, machine.mappedPages()).ifPresent(found::add);
    assertThat(found).isEmpty();
    assertThat(watch.violations).isEmpty();
  }

  /** As a monitor sees it, which is told by hand what happens. */
  Monitor.Scene seen(boolean isSequential) {
    return new Monitor.Scene() {
      @Override
      public Machine machine() {
        return machine;
      }

      @Override
      public Census takeCensus() {
        return census();
      }

      @Override
      public boolean isSequential() {
        return isSequential;
      }

      @Override
      public void touched(int location, Touch touch) {}
    };
  }

  SlubCensus census() {
    return slub.census();
  }

  Slab slabOf(long object) {
    return census().slab(object & -machine.shape().slabBytes()).orElseThrow();
  }
}
