package ripsaw.spec.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ripsaw.spec.kept.Digest;
import ripsaw.spec.kept.KeptFiles;
import ripsaw.spec.tla.TlcResult;

/** A digest of what a verdict depends on besides its model. */
final class TlcDigest {
  private TlcDigest() {}

  /** Of TLC, of what runs it and reads its output, and of the JDK; of nothing without a TLC. */
  static String ofTools() {
    try {
      Digest digest = new Digest();
      digest.add(Tlc.MAIN, Files.readAllBytes(ChildJvm.jar(Tlc.MAIN)));
      for (Class<?> member : List.of(TlcDigest.class, TlcResult.class, KeptFiles.class)) {
        addPackage(digest, member);
      }
      return Digest.of(Runtime.version().toString(), digest.text());
    } catch (MissingTlc e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The classes of a package, in a directory or in a jar. */
  private static void addPackage(Digest digest, Class<?> member) throws IOException {
    Path home = ChildJvm.home(member);
    String folder = member.getPackageName().replace('.', '/');
    if (Files.isDirectory(home)) {
      addClasses(digest, home.resolve(folder));
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(home)) {
      addClasses(digest, jar.getPath(folder));
    }
  }

  private static void addClasses(Digest digest, Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      digest.add(file.getFileName().toString(), Files.readAllBytes(file));
    }
  }
}
