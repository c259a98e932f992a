package ripsaw.own;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.ViolationFound;

/**
 * A sequential specification: a plain Java class, whose public methods are the operations. An
 * object of it says what they answer one after another.
 */
public final class SequentialModel {
  private final Class<?> type;
  private final Constructor<?> constructor;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /** What was found out of histories. Most executions have one that another had before. */
  private final ConcurrentMap<Object, Boolean> known = new ConcurrentHashMap<>();

  private SequentialModel(Class<?> type, Constructor<?> constructor) {
    this.type = type;
    this.constructor = constructor;
  }

  /**
   * @throws BadSubject if it is none
   */
  public static SequentialModel of(Class<?> type) {
    SequentialModel model = new SequentialModel(type, constructor(type));
    for (Method method : methods(type)) {
      if (!Operation.isOfModel(method)) {
        throw new BadSubject(
            ("model %s.%s: an operation takes nothing or one long, and answers long, int, boolean"
                    + " or nothing: mend it, or make it not public")
                .formatted(type.getName(), method.getName()));
      }
      if (model.operations.put(method.getName(), Operation.ofModel(method)) != null) {
        throw new BadSubject(
            "model %s.%s: there are two of that name: rename one"
                .formatted(type.getName(), method.getName()));
      }
    }
    if (model.operations.isEmpty()) {
      throw new BadSubject(
          "model %s has no public method: write one for each operation".formatted(type.getName()));
    }
    model.create();
    return model;
  }

  private static Constructor<?> constructor(Class<?> type) {
    try {
      if (Modifier.isAbstract(type.getModifiers())) {
        throw new BadSubject(
            "model %s is abstract: name a class that can be made".formatted(type.getName()));
      }
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new BadSubject(
          ("model %s has no constructor without parameters: write one, and make the class static if"
                  + " it stands in another")
              .formatted(type.getName()));
    }
  }

  /** Its public methods, also inherited ones, by name. */
  static List<Method> methods(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
        .toList();
  }

  /** By name. */
  public Map<String, Operation> operations() {
    return operations;
  }

  public Class<?> type() {
    return type;
  }

  private Object create() {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new BadSubject(
          "model %s: its constructor throws %s: let it throw nothing"
              .formatted(type.getName(), e.getCause() == null ? e : e.getCause()));
    }
  }

  /**
   * What the last of these calls answers, one after another from the beginning.
   *
   * @throws ViolationFound if the model throws anything
   */
  long answer(List<Call> calls) {
    Object model = create();
    long answer = 0;
    for (Call call : calls) {
      try {
        answer = operations.get(call.operation()).ask(model, call.value());
      } catch (Throwable e) {
        throw new ViolationFound(
            CommonProperty.NO_CRASH,
            "the model %s throws %s in %s: let it answer whatever is asked"
                .formatted(type.getName(), e, call));
      }
    }
    return answer;
  }

  /** What is found of a history, or was. */
  boolean explains(Object history, Supplier<Boolean> search) {
    Boolean before = known.get(history);
    if (before == null) {
      before = search.get();
      known.put(history, before);
    }
    return before;
  }

  @Override
  public String toString() {
    return type.getName();
  }
}
