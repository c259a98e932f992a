package ripsaw.spec.tla;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files of {@code spec/tla}, as they came with the program: a folder a family of allocators.
 * Which folders there are says a file {@code families}, as services do: whoever adds a folder
 * beside those of this build brings a file of that name along.
 */
public final class Sources {
  private static final String INDEX = "families";

  private Sources() {}

  /** The folders, in the order of the index; each once, however often it is on the class path. */
  static List<String> families() {
    Set<String> families = new LinkedHashSet<>();
    try {
      ClassLoader loader = Sources.class.getClassLoader();
      String path = Sources.class.getPackageName().replace('.', '/') + "/" + INDEX;
      for (URL index : Collections.list(loader.getResources(path))) {
        try (InputStream in = index.openStream()) {
          read(in).lines().filter(line -> !line.isBlank()).forEach(families::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(families);
  }

  /** The models of a family. */
  static String manifest(String family) {
    return text(List.of(family), "manifest.json");
  }

  /**
   * The text of a module, of whichever family.
   *
   * @param name without {@code .tla}
   * @throws IllegalArgumentException if there is none
   */
  public static String module(String name) {
    return text(families(), name + ".tla");
  }

  private static String text(List<String> folders, String file) {
    for (String folder : folders) {
      try (InputStream in = Sources.class.getResourceAsStream(folder + "/" + file)) {
        if (in != null) {
          return read(in);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalArgumentException("there is no " + file);
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
