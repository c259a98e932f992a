package ripsaw.spec;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** The properties on a class path. They are asked for by name all the time, so they are kept. */
final class ListedProperties {
  private record Kept(ClassLoader loader, List<Property> all) {}

  private static volatile Kept kept = new Kept(null, List.of());

  private ListedProperties() {}

  /** What the thread's class loader comes to: a test may bring one of its own. */
  static List<Property> all() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Kept last = kept;
    if (last.all.isEmpty() || last.loader != loader) {
      last = new Kept(loader, load(loader));
      kept = last;
    }
    return last.all;
  }

  private static List<Property> load(ClassLoader loader) {
    Set<Property> all = new LinkedHashSet<>(List.of(CommonProperty.values()));
    ServiceLoader.load(PropertySource.class, loader)
        .forEach(source -> all.addAll(source.properties()));
    return List.copyOf(all);
  }
}
