package ripsaw.gate.shard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Numbers for texts and for builds: another one if a byte of it is another (SHA-256, cut). */
public final class Digests {
  private static final int DIGITS = 20;

  private Digests() {}

  static String of(String... parts) {
    MessageDigest digest = sha();
    for (String part : parts) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return hex(digest);
  }

  /**
   * Of all that decides what a run comes to: what is in the jars and directories of the class path,
   * wherever they stand and whenever they were made; the version of Java; and files besides.
   *
   * @param besides files and directories; one that is not there counts as empty
   */
  public static String ofBuild(String classPath, Collection<Path> besides) {
    try {
      List<String> jars = new ArrayList<>();
      for (String entry : classPath.split(java.io.File.pathSeparator)) {
        Path path = Path.of(entry);
        jars.add(Files.isRegularFile(path) ? ofJar(path) : ofAll(path));
      }
      Collections.sort(jars);
      jars.add(Runtime.version().toString());
      for (Path file : besides) {
        jars.add(ofAll(file));
      }
      return of(jars.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar holds times, and files of its maker's, which are no code. */
  private static String ofJar(Path jar) throws IOException {
    MessageDigest digest = sha();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream()
              .filter(entry -> !entry.isDirectory())
              .filter(entry -> !entry.getName().matches("META-INF/(MANIFEST[.]MF|maven/.*)"))
              .sorted((one, other) -> one.getName().compareTo(other.getName()))
              .toList();
      for (ZipEntry entry : entries) {
        try (InputStream in = zip.getInputStream(entry)) {
          add(digest, entry.getName(), in.readAllBytes());
        }
      }
    }
    return hex(digest);
  }

  private static String ofAll(Path root) throws IOException {
    MessageDigest digest = sha();
    if (Files.exists(root)) {
      List<Path> files;
      try (Stream<Path> all = Files.walk(root)) {
        files = all.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        add(digest, root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return hex(digest);
  }

  private static void add(MessageDigest digest, String name, byte[] bytes) {
    digest.update((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
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
