package ripsaw.gate.hunt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.machine.Machine;
import ripsaw.properties.RandomChecker;
import ripsaw.spec.Property;
import ripsaw.spec.kept.Digest;

/** A {@link Digest} of code. */
final class CodeDigest {
  /** Of each module whose code decides what is seen, one class. */
  private static final List<Class<?>> JUDGES =
      List.of(Property.class, Machine.class, Explorer.class, RandomChecker.class);

  private CodeDigest() {}

  /**
   * @param classes class files by name
   */
  static String of(Map<String, byte[]> classes) {
    Digest digest = new Digest();
    new TreeMap<>(classes).forEach(digest::add);
    return digest.text();
  }

  /**
   * The machine and the checkers, with the JDK that runs them.
   *
   * @param isSubject by the name of a class: that one is digested apart
   */
  static String ofJudges(Predicate<String> isSubject) {
    Map<String, byte[]> classes = new TreeMap<>();
    JUDGES.forEach(judge -> add(classes, home(judge), isSubject));
    return Digest.of(Runtime.version().toString(), of(classes));
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(Map<String, byte[]> classes, Path home, Predicate<String> isSubject) {
    try {
      if (Files.isDirectory(home)) {
        addAll(classes, home, isSubject);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(home)) {
          addAll(classes, jar.getPath("/"), isSubject);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addAll(Map<String, byte[]> classes, Path root, Predicate<String> isSubject)
      throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(file -> file.toString().endsWith(".class")).forEach(files::add);
    }
    for (Path file : files) {
      String path = root.relativize(file).toString();
      String name = path.substring(0, path.length() - ".class".length()).replaceAll("[/\\\\]", ".");
      if (!isSubject.test(name)) {
        classes.put(name, Files.readAllBytes(file));
      }
    }
  }
}
