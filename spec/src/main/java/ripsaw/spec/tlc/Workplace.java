package ripsaw.spec.tlc;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Sources;

/**
 * A directory with a module, what it builds on, and its configuration, for one run of TLC; deleted
 * with all in it.
 */
final class Workplace implements AutoCloseable {
  /** Begins the names of all directories that TLC is run in. */
  static final String PREFIX = "ripsaw-tlc";

  private final Path directory;
  private final String module;

  /**
   * @param module one of this build
   * @param config the text of the configuration
   */
  Workplace(String module, String config) throws IOException {
    this(module, config, Sources.module(module));
  }

  /**
   * @param module its name
   * @param config the text of the configuration
   * @param moduleText the text of the module
   */
  Workplace(String module, String config, String moduleText) throws IOException {
    this(module, config, moduleText, Files.createTempDirectory(PREFIX));
  }

  /**
   * @param module one of this build
   * @param config the text of the configuration
   * @param parent the directory that it lies in
   */
  Workplace(String module, String config, Path parent) throws IOException {
    this(module, config, Sources.module(module), Files.createTempDirectory(parent, "run"));
  }

  private Workplace(String module, String config, String moduleText, Path directory)
      throws IOException {
    this.module = module;
    this.directory = directory;
    for (String other : Manifest.load().modules()) {
      // One may build on another.
      Files.writeString(directory.resolve(other + ".tla"), Sources.module(other));
    }
    Files.writeString(moduleFile(), moduleText);
    Files.writeString(configFile(), config);
  }

  Path directory() {
    return directory;
  }

  Path moduleFile() {
    return directory.resolve(module + ".tla");
  }

  Path configFile() {
    return directory.resolve(module + ".cfg");
  }

  /** For TLC's own files, which may be many gigabytes. */
  Path states() {
    return directory.resolve("states");
  }

  @Override
  public void close() throws IOException {
    delete(directory);
  }

  /** Files that others delete meanwhile do no harm. */
  static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
