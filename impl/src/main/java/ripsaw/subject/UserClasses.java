package ripsaw.subject;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Classes of the user's own: those that the command line was given, besides this build's. */
public final class UserClasses {
  /** Names the system property that has the class path that was given; empty if none was. */
  public static final String PROPERTY = "ripsaw.class-path";

  /**
   * Makes subjects of classes that no provider lists, which are named by their name in Java. Found
   * by {@link java.util.ServiceLoader}: name the implementing class in {@code
   * META-INF/services/ripsaw.subject.UserClasses$Source}.
   */
  public interface Source {
    /** Whether a class is of the kind that this one makes subjects of, rightly written or not. */
    boolean takes(Class<?> type);

    /**
     * The subject, whose id is the name of the class.
     *
     * @param type one that it {@linkplain #takes takes}
     * @throws RuntimeException with one line that names the class, the method and the mend, if it
     *     is not rightly written
     */
    Subject subject(Class<?> type);
  }

  private static final String CLASS = ".class";

  private final List<Path> entries;
  private final List<Source> sources =
      ServiceLoader.load(Source.class).stream().map(ServiceLoader.Provider::get).toList();

  private final Map<String, Optional<Subject>> found = new ConcurrentHashMap<>();

  private UserClasses(List<Path> entries) {
    this.entries = entries;
  }

  /** Those of this process. */
  public static UserClasses load() {
    String given = System.getProperty(PROPERTY, "");
    return new UserClasses(
        Stream.of(given.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList());
  }

  /** Whether a class path was given. */
  public boolean isGiven() {
    return !entries.isEmpty();
  }

  /** Directories and jars. */
  public List<Path> entries() {
    return entries;
  }

  /** Whether a class comes from there. */
  boolean has(Class<?> type) {
    try {
      Path from = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path entry : entries) {
        if (Files.isSameFile(entry, from)) {
          return true;
        }
      }
      return false;
    } catch (Exception e) {
      return false; // of no file: a class of Java
    }
  }

  /**
   * The names of classes in the directories that are subjects, sorted: who has a jar names them.
   *
   * @throws UncheckedIOException if a directory cannot be read
   */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        try (Stream<Path> files = Files.walk(entry)) {
          files
              .map(file -> entry.relativize(file).toString())
              .filter(file -> file.endsWith(CLASS))
              .map(file -> file.substring(0, file.length() - CLASS.length()))
              .map(file -> file.replace(File.separatorChar, '.'))
              .filter(name -> !name.contains("-")) // module-info, package-info
              .filter(this::isSubject)
              .forEach(names::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return names.stream().distinct().sorted().toList();
  }

  private boolean isSubject(String name) {
    try {
      return type(name)
          .filter(type -> !Modifier.isAbstract(type.getModifiers()))
          .filter(type -> sources.stream().anyMatch(source -> source.takes(type)))
          .isPresent();
    } catch (LinkageError e) {
      return false; // such as a test, whose library is not there
    }
  }

  /**
   * The class of this name, as Java writes it; or as its source does, for one that stands in
   * another.
   *
   * @throws LinkageError if it is there, and cannot be loaded
   */
  public Optional<Class<?>> type(String name) {
    String one = name;
    while (one.matches("[\\p{L}_$][\\p{L}\\p{N}_$.]*")) {
      try {
        return Optional.of(
            Class.forName(one, false, Thread.currentThread().getContextClassLoader()));
      } catch (ClassNotFoundException e) {
        int last = one.lastIndexOf('.');
        if (last < 0) {
          break;
        }
        one = one.substring(0, last) + "$" + one.substring(last + 1);
      } catch (NoClassDefFoundError e) {
        break; // on a disk that takes one case of letters for another
      }
    }
    return Optional.empty();
  }

  /** The subject that this class is, always the same; empty if there is none of this name. */
  Optional<Subject> find(String name) {
    return found.computeIfAbsent(name, this::subject);
  }

  private Optional<Subject> subject(String name) {
    Optional<Class<?>> type = type(name);
    return sources.stream()
        .filter(source -> type.filter(source::takes).isPresent())
        .findFirst()
        .map(source -> source.subject(type.get()));
  }
}
