package ripsaw.gate.lines;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import ripsaw.gate.text.Inconclusive;
import ripsaw.machine.Cpu;
import ripsaw.machine.HandOver;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.machine.cache.Places;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/**
 * Two cpus at work: cpu0 allocates, and it or cpu1 frees. One operation after another, and each
 * signal is taken as soon as the operation that sent it has returned.
 */
final class Traffic {
  /** Slabs of one page of 4 KiB; so few pages that a bitmap of them fits a word. */
  static final Shape SHAPE = new Shape(2, 4096, 48, 4096, Integer.MAX_VALUE, 2);

  /** What is asked for, bytes: a line of 64. */
  static final int BYTES = 64;

  private final Subject subject;
  private final Machine machine;
  private final LineWatch watch;
  private final Allocator allocator;
  private final int type;
  private final Cpu allocates;
  private final Cpu other;
  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);

  Traffic(Subject subject, int lineBytes) {
    this(subject, lineBytes, machine -> subject.family().places(subject, machine));
  }

  Traffic(Subject subject, int lineBytes, Function<Machine, Places> layout) {
    this.subject = subject;
    this.watch = new LineWatch(SHAPE.cpus(), lineBytes);
    this.machine = Machine.checked(SHAPE, watch);
    this.allocator = subject.start().apply(machine);
    this.allocates = machine.cpu(0);
    this.other = machine.cpu(1);
    this.type = allocator.createType(allocates, Allocator.UNLIMITED, BYTES);
    watch.begin(machine, layout.apply(machine), this::takeSignals);
    forget();
  }

  /** What was counted so far is forgotten; who has which line is not. */
  void forget() {
    for (Kind kind : Kind.values()) {
      tallies.put(kind, new Tally());
    }
  }

  /**
   * Objects are allocated, and then freed in the same order.
   *
   * @param remote whether by the other cpu
   * @param used whether the first word of each is written by who allocates it and read by who frees
   *     it
   */
  void pass(int objects, boolean remote, boolean used) {
    List<Long> passed = new ArrayList<>();
    for (int i = 0; i < objects; i++) {
      long object = allocate();
      passed.add(object);
      if (used) {
        use(allocates, object, () -> machine.memory().setPlain(allocates, object, 1));
      }
    }
    Cpu frees = remote ? other : allocates;
    HandOver told = machine.publish(allocates);
    machine.receive(frees, told);
    for (long object : passed) {
      if (used) {
        use(frees, object, () -> machine.memory().getPlain(frees, object));
      }
      free(frees, object);
    }
    // Whoever counts on the objects being freed is told that they are.
    machine.receive(allocates, machine.publish(frees));
  }

  private long allocate() {
    long[] granted = new long[1];
    allocates.beginOperation();
    count(Kind.ALLOCATE, () -> granted[0] = allocator.allocate(allocates, type, BYTES));
    takeSignals();
    if (granted[0] <= 0) {
      throw new Inconclusive(
          "%s grants no %s bytes on a machine of %s".formatted(subject, BYTES, SHAPE));
    }
    return granted[0];
  }

  private void free(Cpu cpu, long object) {
    cpu.beginOperation(object);
    count(
        cpu == allocates ? Kind.FREE_OWN : Kind.FREE_OTHER,
        () -> allocator.free(cpu, type, object, BYTES));
    takeSignals();
  }

  private void use(Cpu cpu, long object, Runnable touch) {
    cpu.beginOperation(object);
    count(Kind.USE, touch);
  }

  private void takeSignals() {
    for (Cpu cpu : machine.cpus()) {
      while (cpu.hasSignals() && cpu.isInterruptible()) {
        count(Kind.TAKE_SIGNAL, cpu::takeSignal);
      }
    }
  }

  private void count(Kind kind, Runnable operation) {
    tallies.get(kind).add(watch.measure(operation));
  }

  Tally tally(Kind kind) {
    return tallies.get(kind);
  }

  /** Of the allocator's operations together, for each allocation, by what lies on the lines. */
  Map<String, Double> perPair(Function<Footprint, Map<String, Integer>> figure) {
    Map<String, Integer> sum = new TreeMap<>();
    tallies.forEach(
        (kind, tally) -> {
          if (kind != Kind.USE) {
            tally.sum(figure).forEach((structure, n) -> sum.merge(structure, n, Integer::sum));
          }
        });
    return Tally.each(sum, tallies.get(Kind.ALLOCATE).count());
  }

  /** The same of what is done with the objects. */
  double perUse(Function<Footprint, Map<String, Integer>> figure) {
    int sum = tallies.get(Kind.USE).sum(figure).values().stream().mapToInt(n -> n).sum();
    return (double) sum / tallies.get(Kind.ALLOCATE).count();
  }

  /** Objects of a slab, as far as the subject shows slabs; else 1. Something was allocated. */
  int objectsOfASlab() {
    return allocator.census().liveSlabs().stream()
        .mapToInt(slab -> slab.capacity())
        .max()
        .orElse(1);
  }

  List<Violation> violations() {
    return watch.violations();
  }
}
