package ripsaw.own;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.OptionalInt;
import java.util.OptionalLong;
import ripsaw.machine.Cpu;

/**
 * A method that programs call. It may take a number, and answers a number, true or false, or
 * nothing.
 *
 * @param name of the method
 * @param takesValue whether it takes a number
 * @param answers whether it answers anything
 * @param onlyOn the cpu that alone may call it
 * @param code takes the object, the cpu if it is a subject's, and the number if it takes one
 */
public record Operation(
    String name, boolean takesValue, boolean answers, OptionalInt onlyOn, MethodHandle code) {
  /** Of a subject: its first parameter is the cpu. */
  static Operation ofSubject(Method method) {
    return of(method, 1);
  }

  /** Of a model. */
  static Operation ofModel(Method method) {
    return of(method, 0);
  }

  /** Whether these are the types that an operation of a subject has. */
  static boolean isOfSubject(Method method) {
    Class<?>[] types = method.getParameterTypes();
    return types.length > 0 && types[0] == Cpu.class && fits(method, 1);
  }

  /** Whether these are the types that an operation of a model has. */
  static boolean isOfModel(Method method) {
    return fits(method, 0);
  }

  private static boolean fits(Method method, int first) {
    Class<?>[] types = method.getParameterTypes();
    Class<?> answer = method.getReturnType();
    return types.length <= first + 1
        && (types.length == first || types[first] == long.class || types[first] == int.class)
        && (answer == long.class
            || answer == int.class
            || answer == boolean.class
            || answer == void.class);
  }

  private static Operation of(Method method, int first) {
    OnlyOn only = method.getAnnotation(OnlyOn.class);
    try {
      method.setAccessible(true);
      return new Operation(
          method.getName(),
          method.getParameterCount() > first,
          method.getReturnType() != void.class,
          only == null ? OptionalInt.empty() : OptionalInt.of(only.cpu()),
          MethodHandles.lookup().unreflect(method));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it answers true or false. */
  boolean isTruth() {
    return code.type().returnType() == boolean.class;
  }

  /** An answer, as whoever wrote it knows it. */
  String words(long answer) {
    return isTruth() ? Boolean.toString(answer != 0) : Long.toString(answer);
  }

  /** A call of it, with a number if it takes one. */
  public Call call(long value) {
    return new Call(name, takesValue ? OptionalLong.of(value) : OptionalLong.empty());
  }

  /** As in a line to a person: {@code push(Cpu, long)}. */
  String signature() {
    return name + (takesValue ? "(Cpu, long)" : "(Cpu)");
  }

  /** What a model answers; true is 1, and nothing 0. */
  long ask(Object model, OptionalLong value) throws Throwable {
    return number(
        value.isPresent()
            ? code.invoke(model, argument(0, value.getAsLong()))
            : code.invoke(model));
  }

  /** What a subject answers. */
  long perform(Object subject, Cpu cpu, OptionalLong value) throws Throwable {
    return number(
        value.isPresent()
            ? code.invoke(subject, cpu, argument(1, value.getAsLong()))
            : code.invoke(subject, cpu));
  }

  private Object argument(int first, long value) {
    return code.type().parameterType(first + 1) == int.class
        ? (Object) Math.toIntExact(value)
        : (Object) value;
  }

  private static long number(Object answer) {
    return switch (answer) {
      case null -> 0;
      case Boolean truth -> truth ? 1 : 0;
      case Integer number -> number;
      default -> (Long) answer;
    };
  }
}
