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
    List<List<Operation>> same = program.cpus();
    for (int number = program.tasks().size() - 1; number >= 0; number--) {
      Task task = program.tasks().get(number);
      for (int i = task.operations().size() - 1; i >= 0; i--) {
        add(smaller, program, same, with(program.tasks(), number, task, i));
      }
    }
    for (int cpu = program.cpus().size() - 1; cpu >= 0; cpu--) {
      for (int i = program.cpus().get(cpu).size() - 1; i >= 0; i--) {
        List<List<Operation>> cpus = new ArrayList<>(program.cpus());
        cpus.set(cpu, without(program.cpus().get(cpu), i));
        add(smaller, program, cpus, program.tasks());
      }
    }
    for (int i = program.before().size() - 1; i >= 0; i--) {
      add(smaller, program.shape(), without(program.before(), i), same, program.tasks());
    }
    Shape shape = program.shape();
    int used = used(program);
    if (used < shape.cpus()) {
      List<List<Operation>> cpus = same.subList(0, used);
      add(smaller, shape.withCpus(used), program.before(), cpus, program.tasks());
    }
    return smaller;
  }

  /** Without one operation of this task, and without the task if that was all. */
  private static List<Task> with(List<Task> tasks, int number, Task task, int operation) {
    return task.operations().size() == 1
        ? without(tasks, number)
        : with(tasks, number, task.with(without(task.operations(), operation)));
  }

  /** The same, then those on a plainer machine, then those whose operations say less. */
  public static List<Program> plainer(Program program) {
    List<Program> plainer = withoutAnOperation(program);
    for (Shape shape : plainer(program.shape())) {
      add(plainer, shape, program.before(), program.cpus(), program.tasks());
    }
    for (int number = 0; number < program.tasks().size(); number++) {
      Task task = program.tasks().get(number);
      if (task.roams() && task.thread() > 0) {
        Task stays = new Task(task.cpu(), task.thread(), false, task.operations());
        add(plainer, program, program.cpus(), with(program.tasks(), number, stays));
      }
      List<Operation> said = task.operations().stream().map(SmallerPrograms::plain).toList();
      if (!said.equals(task.operations())) {
        add(plainer, program, program.cpus(), with(program.tasks(), number, task.with(said)));
      }
    }
    for (int i = 0; i < program.before().size(); i++) {
      Step step = program.before().get(i);
      Step said = new Step(step.cpu(), plain(step.operation()));
      if (!step.equals(said)) {
        List<Step> before = with(program.before(), i, said);
        add(plainer, program.shape(), before, program.cpus(), program.tasks());
      }
    }
    for (int cpu = 0; cpu < program.cpus().size(); cpu++) {
      List<Operation> operations = program.cpus().get(cpu);
      for (int i = 0; i < operations.size(); i++) {
        if (!operations.get(i).equals(plain(operations.get(i)))) {
          List<Operation> said = with(operations, i, plain(operations.get(i)));
          add(plainer, program, with(program.cpus(), cpu, said), program.tasks());
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
    for (Task task : program.all()) {
      used = task.operations().isEmpty() ? used : Math.max(used, task.cpu() + 1);
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
      List<Program> smaller, Program program, List<List<Operation>> cpus, List<Task> tasks) {
    add(smaller, program.shape(), program.before(), cpus, tasks);
  }

  private static void add(
      List<Program> smaller,
      Shape shape,
      List<Step> before,
      List<List<Operation>> cpus,
      List<Task> tasks) {
    try {
      if (cpus.stream().anyMatch(one -> !one.isEmpty()) || !tasks.isEmpty()) {
        smaller.add(Program.of(shape, before, cpus, tasks));
      }
    } catch (Malformed e) {
      // What used the name that is gone must go first.
    }
  }
}
