package ripsaw.gate.text;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import ripsaw.spec.kept.Digest;

/** A {@link Digest} of a build. */
public final class BuildDigest {
  private static final Pattern OF_THE_MAKER = Pattern.compile("META-INF/(MANIFEST[.]MF|maven/.*)");

  /** What is in a jar is asked for again, for each family: it is unpacked once. */
  private static final Map<Jar, SortedMap<String, String>> UNPACKED = new ConcurrentHashMap<>();

  /** A jar as it is now. */
  private record Jar(Path path, FileTime changed, long bytes) {}

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

  private static String ofJar(Path jar, Predicate<String> counts) throws IOException {
    Digest digest = new Digest();
    UNPACKED
        .computeIfAbsent(
            new Jar(jar, Files.getLastModifiedTime(jar), Files.size(jar)), BuildDigest::unpacked)
        .forEach(
            (name, content) -> {
              if (counts.test(name)) {
                digest.add(name, content.getBytes(StandardCharsets.US_ASCII));
              }
            });
    return digest.text();
  }

  /**
   * A digest of each file in a jar, by its name. A jar holds times, and files of its maker's, which
   * are no code.
   */
  private static SortedMap<String, String> unpacked(Jar jar) {
    SortedMap<String, String> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.path.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory() && !OF_THE_MAKER.matcher(entry.getName()).matches()) {
          Digest digest = new Digest();
          try (InputStream in = zip.getInputStream(entry)) {
            digest.add(entry.getName(), in.readAllBytes());
          }
          files.put(entry.getName(), digest.text());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
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
