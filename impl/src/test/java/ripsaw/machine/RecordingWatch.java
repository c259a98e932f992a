package ripsaw.machine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.Touch;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/** Writes down what a machine does on one thread. A test may run another cpu at a preemption. */
public final class RecordingWatch implements MachineObserver {
  /** An access as it was reported. */
  public record Accessed(Cpu cpu, Access access, long address, long before, long after) {}

  /** An event as it was reported. */
  public record Happened(Cpu cpu, Event event, long address, long detail) {}

  /** What a step depends on, as it was reported. */
  public record Touched(Cpu cpu, int location, Touch touch) {}

  public final List<Touched> touches = new ArrayList<>();
  public final List<Accessed> accesses = new ArrayList<>();
  public final List<Happened> events = new ArrayList<>();
  public final List<Violation> violations = new ArrayList<>();
  private final List<Integer> offered = new ArrayList<>();
  private int older;
  private int suspicions;
  private Consumer<Cpu> atPreemption = cpu -> {};
  private Runnable whileWaiting =
      () -> {
        throw new AssertionError("waits for ever");
      };

  public void atPreemption(Consumer<Cpu> body) {
    atPreemption = body;
  }

  /** What the others do while a cpu waits. */
  public void whileWaiting(Runnable body) {
    whileWaiting = body;
  }

  /** From here on a load sees the value so many before the latest, if it may. */
  public void older(int values) {
    older = values;
  }

  /** How many ways the accesses with a choice had, and nothing from here on. */
  List<Integer> takeOffered() {
    List<Integer> taken = List.copyOf(offered);
    offered.clear();
    return taken;
  }

  public Set<Property> broken() {
    Set<Property> broken = new HashSet<>();
    violations.forEach(violation -> broken.add(violation.property()));
    return broken;
  }

  /** What is broken, and nothing from here on. */
  Set<Property> takeBroken() {
    Set<Property> broken = broken();
    violations.clear();
    return broken;
  }

  /** How many accesses might race if a handler ran elsewhere. */
  int suspicions() {
    return suspicions;
  }

  public long count(Event event) {
    return events.stream().filter(happened -> happened.event() == event).count();
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    atPreemption.accept(cpu);
  }

  @Override
  public void touched(Cpu cpu, int location, Touch touch) {
    touches.add(new Touched(cpu, location, touch));
  }

  @Override
  public int choose(Cpu cpu, Choices choices) {
    if (choices.count() > 1) {
      offered.add(choices.count());
    }
    return Math.min(older, choices.count() - 1);
  }

  @Override
  public void accessed(Cpu cpu, Access access, long address, long before, long after) {
    accesses.add(new Accessed(cpu, access, address, before, after));
  }

  @Override
  public void happened(Cpu cpu, Event event, long address, long detail) {
    events.add(new Happened(cpu, event, address, detail));
  }

  @Override
  public void violated(Violation violation) {
    violations.add(violation);
  }

  @Override
  public void suspected() {
    suspicions++;
  }

  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    while (!ready.getAsBoolean()) {
      whileWaiting.run();
    }
  }
}
