package ripsaw.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ripsaw.machine.Shape;
import ripsaw.machine.order.MemoryModel;
import ripsaw.own.BadSubject;
import ripsaw.own.OwnSubject;

/**
 * What a test is to do.
 *
 * @param type class that the test stands in
 * @param test name of its method
 * @param operations of each cpu, at most
 * @param model of a structure; empty for a heap
 * @param executions of one program, at most
 */
record Settings(
    Class<?> type,
    String test,
    int cpus,
    int operations,
    int blocks,
    List<MemoryModel> memory,
    Optional<Class<?>> model,
    long executions) {
  private static final int MOST_BLOCKS = 64;

  /**
   * @throws BadSubject if they mean nothing
   */
  static Settings of(Method method) {
    Ripsaw asked = method.getAnnotation(Ripsaw.class);
    Optional<Class<?>> model;
    try {
      model = Optional.<Class<?>>of(asked.model()).filter(type -> type != Void.class);
    } catch (TypeNotPresentException e) {
      throw bad(method, "model", e.typeName(), "that class is not there: put it on the class path");
    }
    within(method, "cpus", asked.cpus(), 2, 3);
    within(method, "operations", asked.operations(), 1, 4);
    within(method, "blocks", asked.blocks(), 1, MOST_BLOCKS);
    if (asked.executions() < 1) {
      throw bad(method, "executions", asked.executions(), "say at least 1");
    }
    if (asked.memory().length == 0) {
      throw bad(method, "memory", "{}", "name at least one model, as SC");
    }
    return new Settings(
        method.getDeclaringClass(),
        method.getName(),
        asked.cpus(),
        asked.operations(),
        asked.blocks(),
        Stream.of(asked.memory()).distinct().toList(),
        model,
        asked.executions());
  }

  private static void within(Method method, String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw bad(method, name, value, "say %s to %s".formatted(least, most));
    }
  }

  private static BadSubject bad(Method method, String name, Object value, String mend) {
    return new BadSubject(
        "%s.%s: @Ripsaw(%s = %s): %s"
            .formatted(method.getDeclaringClass().getName(), method.getName(), name, value, mend));
  }

  /** A page for each block. */
  Shape shape() {
    return model.isPresent() ? OwnSubject.shape(cpus) : Shape.small(cpus, 2, blocks);
  }

  /** As in {@code TreiberTest.treiber}: the test, and what it is about. */
  String id() {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1) + "." + test;
  }
}
