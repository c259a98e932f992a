package ripsaw.linearizability.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import ripsaw.linearizability.guard.ClassCode;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/**
 * A subject once more, from classes of its own: its family's and its allocator's packages are
 * loaded anew, and what runs in them may be something else than what is in their files.
 */
public final class Replica {
  private final Subject subject;
  private final SubjectProvider provider;
  private final Set<String> packages = new HashSet<>();
  private final Map<String, byte[]> counted = new ConcurrentHashMap<>();
  private final Map<String, byte[]> read = new ConcurrentHashMap<>();

  /**
   * @param provider that brings the subject
   * @param mutations of it
   */
  public Replica(Subject subject, SubjectProvider provider, Mutations mutations) {
    this.subject = subject;
    this.provider = provider;
    Stream.concat(
            mutations.types().stream(), Stream.of(provider.getClass(), subject.family().getClass()))
        .map(Class::getPackageName)
        .forEach(packages::add);
  }

  /**
   * The subject, with these classes as given and all others as they are.
   *
   * @param changed class files by the names of their classes
   */
  public Subject with(Map<String, byte[]> changed) {
    ClassLoader loader = loader(changed, List.of());
    try {
      SubjectProvider again =
          (SubjectProvider)
              Class.forName(provider.getClass().getName(), true, loader)
                  .getDeclaredConstructor()
                  .newInstance();
      // The museum is made only if it must be: its classes would be loaded, too.
      return again.subjects().stream()
          .filter(this::isMeant)
          .findFirst()
          .or(() -> again.mutants().stream().map(Mutant::subject).filter(this::isMeant).findFirst())
          .orElseThrow();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(subject + " cannot be made anew: " + e, e);
    }
  }

  /**
   * Loads the subject's classes anew, and with them those that know them from inside.
   *
   * @param changed class files by the names of their classes
   * @param more directories of classes that this process does not have, such as tests
   */
  public ClassLoader loader(Map<String, byte[]> changed, List<Path> more) {
    return new Loader(changed, more);
  }

  /** The class files that were read so far, by the names of their classes: the subject's code. */
  public Map<String, byte[]> loaded() {
    return Map.copyOf(read);
  }

  private boolean isMeant(Subject one) {
    return one.id().equals(subject.id());
  }

  /** Whether a class of this name is loaded anew. */
  public boolean isReplicated(String type) {
    return ClassCode.isOwn(type) && packages.stream().anyMatch(one -> type.startsWith(one + "."));
  }

  private byte[] counted(byte[] bytes, ClassLoader parent) {
    ClassFile file =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(parent)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    return file.transformClass(
        file.parse(bytes),
        ClassTransform.transformingMethodBodies(method -> true, Meter.counting()));
  }

  private final class Loader extends ClassLoader {
    private final Map<String, byte[]> changed;
    private final List<Path> more;

    Loader(Map<String, byte[]> changed, List<Path> more) {
      super(provider.getClass().getClassLoader());
      this.changed = changed;
      this.more = more;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!isReplicated(name)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null) {
          byte[] bytes = added(name);
          bytes = bytes == null ? code(name) : counted(bytes, this);
          loaded = defineClass(name, bytes, 0, bytes.length);
        }
        return loaded;
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = added(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected URL findResource(String name) {
      for (Path directory : more) {
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file)) {
          try {
            return file.toUri().toURL();
          } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      return null;
    }

    /** The class file of one that this process does not have; null if it is none of those. */
    private byte[] added(String name) {
      for (Path directory : more) {
        Path file = directory.resolve(name.replace('.', '/') + ".class");
        if (Files.isRegularFile(file)) {
          try {
            return Files.readAllBytes(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
      return null;
    }

    private byte[] code(String name) throws ClassNotFoundException {
      byte[] file = read.get(name);
      if (file == null) {
        file = SubjectMethods.bytes(getParent().loadClass(name));
        read.put(name, file);
      }
      byte[] given = changed.get(name);
      if (given != null) {
        return counted(given, getParent());
      }
      byte[] known = counted.get(name);
      if (known == null) {
        known = counted(file, getParent());
        counted.put(name, known);
      }
      return known;
    }
  }
}
