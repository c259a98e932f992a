package ripsaw.linearizability.lincheck;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A JVM's instrumentation as Lincheck gets to see it. It spares what Lincheck would look at and
 * {@linkplain LincheckInstrumentation#isSpared need not}, and remembers what Lincheck only logs: a
 * class that could not be transformed.
 */
final class SparingInstrumentation {
  private final Instrumentation real;
  private volatile String failure;

  SparingInstrumentation(Instrumentation real) {
    this.real = real;
  }

  /** The first class that could not be transformed, and why. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  Instrumentation asInstrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            Instrumentation.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "addTransformer" ->
          real.addTransformer(
              new Attentive((ClassFileTransformer) arguments[0]), (boolean) arguments[1]);
      case "removeTransformer" ->
          throw new IllegalStateException("Lincheck takes out what is to stay");
      case "retransformClasses" -> retransform((Class<?>[]) arguments[0]);
      default -> {
        return passOn(method, arguments);
      }
    }
    return null;
  }

  private Object passOn(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Asked for several at once in vain, Lincheck asks for one at a time, and then gives up. */
  private void retransform(Class<?>[] classes) throws Exception {
    try {
      Set<Class<?>> wanted = wanted(classes);
      if (!wanted.isEmpty()) {
        real.retransformClasses(wanted.toArray(Class<?>[]::new));
      }
    } catch (Exception | Error e) {
      if (classes.length == 1) {
        failed(classes[0].getName(), e.toString());
      }
      throw e;
    }
  }

  /** Not who is spared, unless somebody else inherits from it: its code is the other's, too. */
  static Set<Class<?>> wanted(Class<?>... classes) {
    Set<Class<?>> wanted = new LinkedHashSet<>();
    for (Class<?> type : classes) {
      if (!LincheckInstrumentation.isSpared(type)) {
        wanted.add(type);
        for (Class<?> one = type.getSuperclass();
            one != null && LincheckInstrumentation.isSpared(one);
            one = one.getSuperclass()) {
          wanted.add(one);
        }
      }
    }
    return wanted;
  }

  private void failed(String type, String why) {
    if (failure == null) {
      failure = type + ": " + why;
    }
  }

  /**
   * Notices what was not transformed. Lincheck's own transformer must come first: it sees to it
   * that what is done here, in the midst of an execution, is no part of it.
   */
  private final class Attentive implements ClassFileTransformer {
    private final ClassFileTransformer transformer;

    Attentive(ClassFileTransformer transformer) {
      this.transformer = transformer;
    }

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] code)
        throws IllegalClassFormatException {
      byte[] transformed = transformer.transform(loader, name, redefined, domain, code);
      if (transformed == code) { // what Lincheck returns when its own transformer fails
        failed(name, "proceeding without instrumentation");
      }
      return transformed;
    }
  }
}
