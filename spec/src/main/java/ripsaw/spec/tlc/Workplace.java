package ripsaw.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Sources;

/**
 * A directory with a module, what it builds on, and its configuration, for one run of TLC; deleted
 * with all in it.
 */
final class Workplace implements AutoCloseable {
  /** Unless it lies in another's. */
  private final Optional<Scratch> own;

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
    this(module, config, moduleText, Scratch.make());
  }

  /**
   * @param module one of this build
   * @param config the text of the configuration
   * @param parent the directory that it lies in
   */
  Workplace(String module, String config, Path parent) throws IOException {
    this(
        module,
        config,
        Sources.module(module),
        Optional.empty(),
        Files.createTempDirectory(parent, "run"));
  }

  private Workplace(String module, String config, String moduleText, Scratch own)
      throws IOException {
    this(module, config, moduleText, Optional.of(own), own.directory());
  }

  private Workplace(
      String module, String config, String moduleText, Optional<Scratch> own, Path directory)
      throws IOException {
    this.module = module;
    this.own = own;
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
    if (own.isPresent()) {
      own.get().close();
    } else {
      Scratch.delete(directory);
    }
  }
}
