package ripsaw.spec.tla;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of {@code spec/tla}, as they came with the program. */
final class Sources {
  private Sources() {}

  /**
   * @param file its name, as {@code RemoteFree.tla}
   * @throws IllegalArgumentException if there is none
   */
  static String text(String file) {
    try (InputStream in = Sources.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
