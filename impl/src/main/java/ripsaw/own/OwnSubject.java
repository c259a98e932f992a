package ripsaw.own;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/**
 * A heap or structure of your own, as a subject.
 *
 * @param subject for the checkers
 * @param operations that its programs call, by name; {@code alloc} and {@code free} of a heap apart
 */
public record OwnSubject(Subject subject, List<Operation> operations) {
  /**
   * Words that a machine has for a subject, and for each cpu besides: {@link Machine#subjectWord}.
   */
  private static final int WORDS = 96;

  private static final int WORDS_OF_CPU = 24;

  /** Methods of a heap that are no operations of their own. */
  private static final Set<String> OF_HEAPS = Set.of("alloc", "free", "freeBlocks", "mayRefuse");

  /**
   * A heap.
   *
   * @param shape of the machine: a page for each block
   * @param start makes it
   * @throws BadSubject if it makes none
   */
  public static OwnSubject heap(String id, Shape shape, Function<World, ?> start) {
    Object sample = sample(shape, start);
    if (!(sample instanceof Heap heap)) {
      throw new BadSubject(
          "%s is no %s: let it implement that, or name a model: @Ripsaw(model = …)"
              .formatted(sample.getClass().getName(), Heap.class.getName()));
    }
    Map<String, Operation> operations = new LinkedHashMap<>();
    for (Method method : SequentialModel.methods(sample.getClass())) {
      boolean isCall = Operation.isOfSubject(method) && method.getParameterCount() == 1;
      if (isCall && !OF_HEAPS.contains(method.getName())) {
        requireNoAnswer(sample, method);
        requireName(method);
        operations.put(method.getName(), Operation.ofSubject(method));
      }
    }
    boolean tells = tellsOfFree(sample.getClass());
    EnumSet<CommonProperty> properties = EnumSet.copyOf(OwnFamily.OF_STRUCTURES);
    properties.add(CommonProperty.NO_DOUBLE_GRANT);
    properties.add(CommonProperty.GRANT);
    properties.add(CommonProperty.EVERY_PAGE);
    if (Making.make(heap::mayRefuse)) {
      properties.remove(CommonProperty.LINEARIZABLE);
    } else {
      properties.add(CommonProperty.REUSE);
    }
    if (tells) {
      properties.add(CommonProperty.CONSERVATION);
    }
    return of(
        id,
        sample,
        new OwnFamily(
            sample.getClass().getName(),
            Optional.empty(),
            shape.toString(),
            List.copyOf(operations.values()),
            List.copyOf(properties)),
        machine -> {
          World world = world(machine);
          Heap made = (Heap) start.apply(world);
          world.seal();
          return new BlocksOnMachine(machine, world, made, operations, tells);
        },
        operations);
  }

  private static void requireName(Method method) {
    if (new Call.Source().verb(method.getName() + "()").isEmpty()) {
      throw new BadSubject(
          "%s.%s: a program cannot call it: rename it, to at most 64 letters from a to z, digits and"
                  .formatted(method.getDeclaringClass().getName(), method.getName())
              + " underscores");
    }
  }

  private static void requireNoAnswer(Object sample, Method method) {
    if (method.getReturnType() != void.class) {
      throw new BadSubject(
          ("%s.%s(Cpu): an operation of a heap besides alloc and free answers nothing: mend it, or"
                  + " make it not public")
              .formatted(sample.getClass().getName(), method.getName()));
    }
  }

  private static boolean tellsOfFree(Class<?> type) {
    try {
      return type.getMethod("freeBlocks").getDeclaringClass() != Heap.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * A structure that is to answer as a model does.
   *
   * @param shape of the machine
   * @param start makes it
   * @throws BadSubject if its operations are not those of the model
   */
  public static OwnSubject structure(
      String id, Shape shape, SequentialModel model, Function<World, ?> start) {
    Object sample = sample(shape, start);
    Map<String, Operation> operations = operations(sample.getClass(), model, shape.cpus());
    return of(
        id,
        sample,
        new OwnFamily(
            sample.getClass().getName(),
            Optional.of(model),
            shape.toString(),
            List.copyOf(operations.values()),
            List.copyOf(OwnFamily.OF_STRUCTURES)),
        machine -> {
          World world = world(machine);
          Object made = start.apply(world);
          world.seal();
          return new OnMachine(machine, world, made, operations);
        },
        operations);
  }

  private static Map<String, Operation> operations(Class<?> type, SequentialModel model, int cpus) {
    Map<String, Operation> operations = new LinkedHashMap<>();
    for (Method method : SequentialModel.methods(type)) {
      Class<?>[] types = method.getParameterTypes();
      if (types.length == 0 || types[0] != Cpu.class) {
        continue; // for whoever made it
      }
      if (!Operation.isOfSubject(method) || operations.containsKey(method.getName())) {
        throw new BadSubject(
            ("%s.%s: an operation takes a Cpu and perhaps one long, and answers long, int, boolean"
                    + " or nothing, and there is one of a name: mend it, or make it not public")
                .formatted(type.getName(), method.getName()));
      }
      requireName(method);
      Operation operation = Operation.ofSubject(method);
      requireAlike(type, operation, model);
      if (operation.onlyOn().orElse(0) >= cpus || operation.onlyOn().orElse(0) < 0) {
        throw new BadSubject(
            "%s.%s: @OnlyOn(cpu = %s), and there are %s cpus, from 0: name one of them"
                .formatted(type.getName(), method.getName(), operation.onlyOn().getAsInt(), cpus));
      }
      operations.put(method.getName(), operation);
    }
    for (Operation wanted : model.operations().values()) {
      if (!operations.containsKey(wanted.name())) {
        throw new BadSubject(
            "%s has no public %s, which its model %s has: write it, or take it from the model"
                .formatted(type.getName(), wanted.signature(), model));
      }
    }
    return operations;
  }

  private static void requireAlike(Class<?> type, Operation operation, SequentialModel model) {
    Operation wanted = model.operations().get(operation.name());
    if (wanted == null) {
      throw new BadSubject(
          "model %s has no public method %s, which %s has: write it, or make that one not public"
              .formatted(model, operation.name(), type.getName()));
    }
    if (wanted.takesValue() != operation.takesValue() || wanted.answers() != operation.answers()) {
      throw new BadSubject(
          "%s.%s: its model's takes or answers something else: make them alike, but for the Cpu"
              .formatted(type.getName(), operation.name()));
    }
  }

  private static OwnSubject of(
      String id,
      Object sample,
      OwnFamily family,
      Function<Machine, Allocator> start,
      Map<String, Operation> operations) {
    Subject subject =
        new Subject(
            id,
            sample.getClass().getName(),
            Optional.empty(),
            family,
            Subject.Kind.REFERENCE,
            Set.of(),
            Set.<Property>of(),
            start);
    return new OwnSubject(subject, new ArrayList<>(operations.values()));
  }

  /** The machine of a structure, on which nobody asks for a page. */
  public static Shape shape(int cpus) {
    return Shape.small(cpus, 2, OwnFamily.PAGES);
  }

  /** One of them, to look at. */
  private static Object sample(Shape shape, Function<World, ?> start) {
    World world = world(Machine.raw(shape));
    Object sample = Making.make(() -> start.apply(world));
    if (sample == null) {
      throw new BadSubject("it cannot be made: the answer is null: return a new one");
    }
    if (world.isEmpty()) {
      throw new BadSubject(
          ("%s asks its World for no word, so no checker sees it: keep what cpus share in"
                  + " World.word or World.words")
              .formatted(sample.getClass().getName()));
    }
    return sample;
  }

  private static World world(Machine machine) {
    return new World(machine, WORDS + WORDS_OF_CPU * machine.shape().cpus());
  }
}
