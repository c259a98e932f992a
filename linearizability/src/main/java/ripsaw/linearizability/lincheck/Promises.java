package ripsaw.linearizability.lincheck;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ripsaw.subject.OwnerPrivate;

/**
 * Which methods are {@linkplain OwnerPrivate owner-private}. Lincheck asks for a class and, if the
 * answer is yes, at once and on the same thread for a method.
 */
final class Promises {
  /** What nobody can override. */
  private static final int FIXED = Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL;

  private final Map<String, Set<String>> byType = new ConcurrentHashMap<>();
  private final ThreadLocal<Set<String>> asked = new ThreadLocal<>();

  /**
   * Whether any method of this class is.
   *
   * @param type the class of the object that is called or, if that has no canonical name, the one
   *     that the call names
   */
  boolean ofType(String type) {
    Set<String> methods = byType.computeIfAbsent(type, Promises::methods);
    asked.set(methods);
    return !methods.isEmpty();
  }

  /** Whether a method of the class that was asked for last is. */
  boolean ofMethod(String name) {
    return asked.get().contains(name);
  }

  private static Set<String> methods(String type) {
    Set<String> promised = new HashSet<>();
    Set<String> others = new HashSet<>();
    for (Method method : ClassNames.find(type).map(Promises::callable).orElse(List.of())) {
      (isPromised(method) ? promised : others).add(method.getName());
    }
    promised.removeAll(others);
    return promised;
  }

  /** All that can be called on an object of this class: not what is overridden. */
  private static List<Method> callable(Class<?> type) {
    List<Method> all = new ArrayList<>();
    for (Class<?> one = type; one != null; one = one.getSuperclass()) {
      all.addAll(List.of(one.getDeclaredMethods()));
    }
    all.addAll(List.of(type.getMethods())); // those of interfaces
    Set<String> overridden = new HashSet<>();
    all.removeIf(
        method -> method.isSynthetic() || isVirtual(method) && !overridden.add(signature(method)));
    return all;
  }

  private static boolean isVirtual(Method method) {
    return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0;
  }

  private static String signature(Method method) {
    return method.getName() + List.of(method.getParameterTypes());
  }

  private static boolean isPromised(Method method) {
    return (method.getModifiers() & FIXED) != 0 && method.isAnnotationPresent(OwnerPrivate.class);
  }
}
