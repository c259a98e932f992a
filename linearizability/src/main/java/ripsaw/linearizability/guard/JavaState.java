package ripsaw.linearizability.guard;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the Java objects of an allocator hold at one moment: their fields, the static ones of their
 * classes, arrays and collections, and so on from there, but nothing of the machine's. Cpus see all
 * of it and no checker does, so it must not change once the types are there.
 */
public final class JavaState {
  /** Values that have no parts. An enum constant has none that matters. */
  private static final Set<Class<?>> SIMPLE =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class);

  private record Open(String path, Object object) {}

  /** Objects and simple values by the path to them, such as {@code com.acme.Stack.free[1]}. */
  private final Map<String, Object> values = new LinkedHashMap<>();

  private final Map<Object, String> seen = new IdentityHashMap<>();
  private final Map<Class<?>, String> classes = new LinkedHashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();

  private JavaState() {}

  public static JavaState of(Object allocator) {
    JavaState state = new JavaState();
    state.reach(allocator.getClass().getName(), allocator);
    while (!state.open.isEmpty()) {
      Open next = state.open.remove();
      state.look(next.path, next.object);
    }
    return state;
  }

  /** The classes of all these objects, each with the path to one of them. */
  public Map<Class<?>, String> classes() {
    return classes;
  }

  /** The path of the first place that holds something else in a later state. */
  public Optional<String> firstChange(JavaState later) {
    for (Map.Entry<String, Object> one : values.entrySet()) {
      if (!later.values.containsKey(one.getKey())
          || !isSame(one.getValue(), later.values.get(one.getKey()))) {
        return Optional.of(one.getKey());
      }
    }
    return later.values.keySet().stream().filter(path -> !values.containsKey(path)).findFirst();
  }

  private static boolean isSame(Object one, Object other) {
    return one == other || one != null && isSimple(one) && one.equals(other);
  }

  private static boolean isSimple(Object object) {
    return SIMPLE.contains(object.getClass());
  }

  private void reach(String path, Object object) {
    values.put(path, object);
    if (object != null
        && !isSimple(object)
        && !(object instanceof Enum<?>)
        && !(object instanceof Class<?>)
        && seen.putIfAbsent(object, path) == null) {
      open.add(new Open(path, object));
    }
  }

  private void look(String path, Object object) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      for (int i = 0; i < Array.getLength(object); i++) {
        reach(path + "[" + i + "]", Array.get(object, i));
      }
    } else if (ClassCode.isOwn(type.getName())) {
      Class<?> one = type;
      while (one != null && ClassCode.isOwn(one.getName())) {
        fields(path, one, object);
        one = one.getSuperclass();
      }
    } else if (type.getName().startsWith("java.")) {
      classes.putIfAbsent(type, path);
      library(path, object);
    }
  }

  private void fields(String path, Class<?> type, Object object) {
    boolean isNew = classes.putIfAbsent(type, path) == null;
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        reach(path + "." + field.getName(), value(field, object));
      } else if (isNew) {
        reach(type.getName() + "." + field.getName(), value(field, null));
      }
    }
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An object of the library has parts that it shows; what others hold, they tell as text. */
  private void library(String path, Object object) {
    if (object instanceof Map<?, ?> map) {
      library(path + ".keys", new ArrayList<>(map.keySet()));
      library(path, new ArrayList<>(map.values()));
    } else if (object instanceof Collection<?> collection) {
      int place = 0;
      for (Object one : collection) {
        reach(path + "[" + place++ + "]", one);
      }
    } else if (object instanceof Optional<?> optional) {
      reach(path, optional.orElse(null));
    } else if (tells(object.getClass())) {
      values.put(path + " as text", object.toString());
    }
  }

  private static boolean tells(Class<?> type) {
    try {
      return type.getMethod("toString").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
