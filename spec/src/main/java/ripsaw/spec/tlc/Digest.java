package ripsaw.spec.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import ripsaw.spec.tla.TlcResult;

/** SHA-256 of texts and of code, in 64 digits. */
final class Digest {
  private Digest() {}

  static String of(String... parts) {
    MessageDigest digest = sha();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + " ").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of TLC, of what runs it and reads its output, and of the JDK; of nothing without a TLC. */
  static String ofTools() {
    try {
      return of(
          Runtime.version().toString(),
          HexFormat.of().formatHex(sha().digest(Files.readAllBytes(ChildJvm.jar(Tlc.MAIN)))),
          ofPackage(Digest.class),
          ofPackage(TlcResult.class));
    } catch (MissingTlc e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the classes of a package, in a directory or in a jar. */
  private static String ofPackage(Class<?> member) throws IOException {
    Path home = ChildJvm.home(member);
    String folder = member.getPackageName().replace('.', '/');
    if (Files.isDirectory(home)) {
      return ofClasses(home.resolve(folder));
    }
    try (FileSystem jar = FileSystems.newFileSystem(home)) {
      return ofClasses(jar.getPath(folder));
    }
  }

  private static String ofClasses(Path folder) throws IOException {
    MessageDigest digest = sha();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      digest.update(sha().digest(Files.readAllBytes(file)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
