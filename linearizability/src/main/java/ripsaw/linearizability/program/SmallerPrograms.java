package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Shape;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Verb;

/** Programs that are a little smaller than another, as it is made small step by step. */
public final class SmallerPrograms {
  private SmallerPrograms() {}

  /**
   * Goes on to the first of the smaller programs that will do, as long as there is one.
   *
   * @param program that does
   * @param smaller those to be tried, in order
   * @return the last that did; the given one if none else did
   */
  public static Program smallest(
      Program program, Function<Program, List<Program>> smaller, Predicate<Program> does) {
    Program smallest = program;
    Optional<Program> next = Optional.of(program);
    while (next.isPresent()) {
      smallest = next.get();
      next = smaller.apply(smallest).stream().filter(does).findFirst();
    }
    return smallest;
  }

  /**
   * Those with one operation fewer, first those that lack a later one; then the one without the
   * cpus that do nothing.
   */
  public static List<Program> withoutAnOperation(Program program) {
    List<Program> smaller = new ArrayList<>();
    for (int cpu = program.cpus().size() - 1; cpu >= 0; cpu--) {
      for (int i = program.cpus().get(cpu).size() - 1; i >= 0; i--) {
        List<List<Operation>> cpus = new ArrayList<>(program.cpus());
        cpus.set(cpu, without(program.cpus().get(cpu), i));
        add(smaller, program.shape(), program.before(), cpus);
      }
    }
    for (int i = program.before().size() - 1; i >= 0; i--) {
      add(smaller, program.shape(), without(program.before(), i), program.cpus());
    }
    Shape shape = program.shape();
    int used = used(program);
    if (used < shape.cpus()) {
      add(smaller, shape.withCpus(used), program.before(), program.cpus().subList(0, used));
    }
    return smaller;
  }

  /** The same, then those on a plainer machine, then those whose operations say less. */
  public static List<Program> plainer(Program program) {
    List<Program> plainer = withoutAnOperation(program);
    for (Shape shape : plainer(program.shape())) {
      add(plainer, shape, program.before(), program.cpus());
    }
    for (int i = 0; i < program.before().size(); i++) {
      Step step = program.before().get(i);
      Step said = new Step(step.cpu(), plain(step.operation()));
      if (!step.equals(said)) {
        add(plainer, program.shape(), with(program.before(), i, said), program.cpus());
      }
    }
    for (int cpu = 0; cpu < program.cpus().size(); cpu++) {
      List<Operation> operations = program.cpus().get(cpu);
      for (int i = 0; i < operations.size(); i++) {
        if (!operations.get(i).equals(plain(operations.get(i)))) {
          List<Operation> said = with(operations, i, plain(operations.get(i)));
          add(plainer, program.shape(), program.before(), with(program.cpus(), cpu, said));
        }
      }
    }
    return plainer;
  }

  private static List<Shape> plainer(Shape shape) {
    List<Shape> plainer = new ArrayList<>();
    if (shape.slabPages() > 1) {
      add(plainer, () -> shape.withSlabPages(shape.slabPages() / 2));
    }
    if (shape.cachedSlabs() > 0) {
      add(plainer, () -> shape.withCachedSlabs(shape.cachedSlabs() - 1));
    }
    if (shape.signals() != IpiQueue.CAPACITY) {
      add(plainer, () -> shape.withSignals(IpiQueue.CAPACITY));
    }
    if (shape.nodes() > 1) {
      add(plainer, () -> shape.withNodes(shape.nodes() - 1));
    }
    add(plainer, () -> sized(shape, shape.chunksPerSlab(), shape.pages() - 1));
    add(plainer, () -> sized(shape, shape.chunksPerSlab() - 1, shape.pages()));
    return plainer;
  }

  private static Shape sized(Shape shape, int chunks, int pages) {
    return new Shape(
        shape.cpus(),
        shape.pageBytes(),
        pages,
        shape.slabBytes(),
        chunks,
        shape.cachedSlabs(),
        shape.signals(),
        shape.nodes());
  }

  private static void add(List<Shape> plainer, Supplier<Shape> shape) {
    try {
      plainer.add(shape.get());
    } catch (IllegalArgumentException e) {
      // There is no such machine.
    }
  }

  /** The same by a caller that asks for nothing special, and handles no interrupt. */
  private static Operation plain(Operation operation) {
    Verb verb =
        switch (operation.verb()) {
          case CommonVerb.ALLOC_IN_INTERRUPT -> CommonVerb.ALLOC;
          case CommonVerb.FREE_IN_INTERRUPT -> CommonVerb.FREE;
          default -> operation.verb();
        };
    return new Operation(verb, operation.name(), operation.bytes(), operation.type(), Set.of());
  }

  private static int used(Program program) {
    int used = 1;
    for (Step step : program.before()) {
      used = Math.max(used, step.cpu() + 1);
    }
    for (int cpu = 0; cpu < program.cpus().size(); cpu++) {
      used = program.cpus().get(cpu).isEmpty() ? used : Math.max(used, cpu + 1);
    }
    return used;
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> shorter = new ArrayList<>(list);
    shorter.remove(index);
    return shorter;
  }

  private static <T> List<T> with(List<T> list, int index, T other) {
    List<T> changed = new ArrayList<>(list);
    changed.set(index, other);
    return changed;
  }

  private static void add(
      List<Program> smaller, Shape shape, List<Step> before, List<List<Operation>> cpus) {
    try {
      if (cpus.stream().anyMatch(one -> !one.isEmpty())) {
        smaller.add(Program.of(shape, before, cpus));
      }
    } catch (Malformed e) {
      // What used the name that is gone must go first.
    }
  }
}
