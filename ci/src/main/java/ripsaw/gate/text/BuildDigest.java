package ripsaw.gate.text;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import ripsaw.spec.kept.Digest;

/** A {@link Digest} of a build. */
public final class BuildDigest {
  private BuildDigest() {}

  /**
   * Of all that decides what a run comes to: what is in the jars and directories of the class path,
   * wherever they stand and whenever they were made; the version of Java; and files besides.
   *
   * @param besides files and directories; one that is not there counts as empty
   */
  public static String of(String classPath, Collection<Path> besides) {
    try {
      List<String> parts = new ArrayList<>();
      parts.add(ofCode(classPath, any -> true));
      for (Path file : besides) {
        parts.add(ofAll(file, any -> true));
      }
      return Digest.of(parts.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of a part of that, and of the version of Java.
   *
   * @param counts by the name that it has in its jar, with slashes
   */
  public static String ofCode(String classPath, Predicate<String> counts) {
    try {
      List<String> jars = new ArrayList<>();
      for (String entry : classPath.split(File.pathSeparator)) {
        Path path = Path.of(entry);
        jars.add(Files.isRegularFile(path) ? ofJar(path, counts) : ofAll(path, counts));
      }
      Collections.sort(jars);
      jars.add(Runtime.version().toString());
      return Digest.of(jars.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar holds times, and files of its maker's, which are no code. */
  private static String ofJar(Path jar, Predicate<String> counts) throws IOException {
    Digest digest = new Digest();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream()
              .filter(entry -> !entry.isDirectory())
              .filter(entry -> !entry.getName().matches("META-INF/(MANIFEST[.]MF|maven/.*)"))
              .filter(entry -> counts.test(entry.getName()))
              .sorted((one, other) -> one.getName().compareTo(other.getName()))
              .toList();
      for (ZipEntry entry : entries) {
        try (InputStream in = zip.getInputStream(entry)) {
          digest.add(entry.getName(), in.readAllBytes());
        }
      }
    }
    return digest.text();
  }

  private static String ofAll(Path root, Predicate<String> counts) throws IOException {
    Digest digest = new Digest();
    if (Files.exists(root)) {
      List<Path> files;
      try (Stream<Path> all = Files.walk(root)) {
        files = all.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        String name = root.relativize(file).toString();
        if (counts.test(name.replace(File.separatorChar, '/'))) {
          digest.add(name, Files.readAllBytes(file));
        }
      }
    }
    return digest.text();
  }
}
