package ripsaw.gate.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import ripsaw.gate.text.AtomicFile;
import ripsaw.gate.text.InputError;

/**
 * Where the TLA+ models go, for a TLC that knows nothing of this program. A file is there whole or
 * not at all. One that is there already stays, for it may have been edited.
 */
public final class ModelDirectory {
  private ModelDirectory() {}

  /**
   * Creates the directory if need be. Writes nothing if one of the files would replace another.
   *
   * @param files their texts by their names, one at least
   * @throws InputError if that cannot be done
   */
  public static void write(Path directory, Map<String, String> files) {
    if (directory.toString().isEmpty()) {
      throw new InputError("--write '' is empty: name a directory");
    }
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InputError("--write '" + directory + "' is a file: name a directory");
    }
    try {
      Files.createDirectories(directory);
      AtomicFile.probe(directory.resolve(files.keySet().iterator().next()));
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        if (Files.exists(path) && !isThere(path, file.getValue())) {
          throw new InputError(
              "--write '" + path + "' is there and would be another: name another directory");
        }
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        if (!isThere(path, file.getValue())) {
          AtomicFile.write(path, file.getValue());
        }
      }
    } catch (IOException e) {
      throw new InputError(
          "--write '" + directory + "' cannot be written to (" + e + "): name another directory");
    }
  }

  private static boolean isThere(Path path, String text) throws IOException {
    return Files.isRegularFile(path)
        && Arrays.equals(Files.readAllBytes(path), text.getBytes(StandardCharsets.UTF_8));
  }
}
