package ripsaw.gate.hunt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.machine.Machine;
import ripsaw.properties.RandomChecker;
import ripsaw.spec.Property;

/** A number for code: another one if a byte of it is another. */
final class CodeDigest {
  /** Of each module whose code decides what is seen, one class. */
  private static final List<Class<?>> JUDGES =
      List.of(Property.class, Machine.class, Explorer.class, RandomChecker.class);

  private static final int DIGITS = 20;

  private CodeDigest() {}

  static String of(String... parts) {
    MessageDigest digest = sha();
    for (String part : parts) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return hex(digest);
  }

  /**
   * @param classes class files by name
   */
  static String of(Map<String, byte[]> classes) {
    MessageDigest digest = sha();
    new TreeMap<>(classes)
        .forEach(
            (name, bytes) -> {
              digest.update(name.getBytes(StandardCharsets.UTF_8));
              digest.update((byte) 0);
              digest.update(bytes);
            });
    return hex(digest);
  }

  /**
   * The machine and the checkers, with the JDK that runs them.
   *
   * @param isSubject by the name of a class: that one is digested apart
   */
  static String ofJudges(Predicate<String> isSubject) {
    Map<String, byte[]> classes = new TreeMap<>();
    JUDGES.forEach(judge -> add(classes, home(judge), isSubject));
    return of(Runtime.version().toString(), of(classes));
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

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
