package ripsaw.gate.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that a command is asked to write, and those that it reads: before any work is done it
 * is made sure that each can be written, and that none takes the place of another.
 */
public final class Outputs {
  private final Map<String, Path> named = new LinkedHashMap<>();

  /**
   * A file that stays as it is.
   *
   * @param name how the command's user calls it
   * @param file null if there is none
   */
  public Outputs reads(String name, Path file) {
    if (file != null) {
      named.put(name, file);
    }
    return this;
  }

  /**
   * A file that is written.
   *
   * @param option that names it
   * @param file null if it was not asked for
   * @throws InputError if it cannot be written, or is one of those that were named before
   */
  public Outputs writes(String option, Path file) {
    AtomicFile.check(option, file);
    if (file != null) {
      named.forEach(
          (other, path) -> {
            if (isSame(path, file)) {
              throw new InputError(
                  option + " '" + file + "' is the file of " + other + ", too: name another");
            }
          });
      named.put(option, file);
    }
    return this;
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other)
          ? Files.isSameFile(one, other)
          : place(one).equals(place(other));
    } catch (IOException e) {
      return false; // Then there is none yet, or none that can be read.
    }
  }

  private static Path place(Path file) throws IOException {
    return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
  }
}
