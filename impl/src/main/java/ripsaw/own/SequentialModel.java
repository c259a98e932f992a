package ripsaw.own;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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
    try {
      model.requireTheSameAnswersTwice();
    } catch (BadSubject e) {
      // What comes to no end does not say of itself what it is.
      String name = "model " + type.getName();
      throw e.getMessage().startsWith(name) ? e : new BadSubject(name + ": " + e.getMessage());
    }
    return model;
  }

  /** Each object begins anew, or what is found of one history would hang on those before it. */
  private void requireTheSameAnswersTwice() {
    List<Object> first = Making.make(this::rehearsed);
    List<Object> second = Making.make(this::rehearsed);
    for (int i = 0; i < first.size() || i < second.size(); i++) {
      if (i >= first.size() || i >= second.size() || !first.get(i).equals(second.get(i))) {
        throw new BadSubject(
            ("model %s: two objects of it answer the same calls with %s and with %s: let it keep"
                    + " nothing in a static field, and depend on neither chance nor time")
                .formatted(type.getName(), first, second));
      }
    }
  }

  /** What an object answers if each operation is called twice, and then backwards once more. */
  private List<Object> rehearsed() {
    Object model = create();
    List<Operation> called = new ArrayList<>(operations.values());
    called.addAll(called.reversed());
    List<Object> answers = new ArrayList<>();
    try {
      for (Operation operation : called) {
        for (int i = 0; i < 2; i++) {
          OptionalLong value = operation.call(answers.size() + 1L).value();
          answers.add(operation.ask(model, value));
        }
      }
    } catch (Throwable e) {
      answers.add(e.getClass().getName()); // whoever comes to it says so
    }
    return answers;
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
