package ripsaw.linearizability.lincheck;

import java.util.Optional;

/** The classes that Lincheck names: by their canonical names, or as the byte code does. */
final class ClassNames {
  private ClassNames() {}

  /** The class of this name, uninitialized, as the thread's own loader sees it. */
  static Optional<Class<?>> find(String name) {
    String candidate = name;
    while (true) {
      try {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Optional.of(Class.forName(candidate, false, loader));
      } catch (ClassNotFoundException | LinkageError e) {
        int dot = candidate.lastIndexOf('.');
        if (dot < 0) {
          return Optional.empty();
        }
        candidate = candidate.substring(0, dot) + '$' + candidate.substring(dot + 1); // nested
      }
    }
  }
}
