package ripsaw.gate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps packages and classes small enough to be read, in every room; read off the sources. */
class SizesTest {
  private static final int FILES_OF_A_PACKAGE = 27;
  private static final int LINES_OF_A_CLASS = 400;

  /** What a longer class says in its Javadoc, before the reason; lines may break anywhere in it. */
  private static final Pattern REASON =
      Pattern.compile("Over 400 lines, because".replace(" ", "(\\s|\\*)+"));

  @Test
  void noPackageHasMoreThanTwentySevenFiles() throws IOException {
    Map<Path, Long> files =
        sources("main", "test").stream().collect(groupingBy(Path::getParent, counting()));
    assertThat(files).isNotEmpty();
    assertThat(files.entrySet()).filteredOn(one -> one.getValue() > FILES_OF_A_PACKAGE).isEmpty();
  }

  /** Tests may be longer: they are lists of sentences. */
  @Test
  void noClassHasMoreThanFourHundredLinesButForAReason() throws IOException {
    List<Path> sources = sources("main");
    assertThat(sources).isNotEmpty();
    assertThat(sources).filteredOn(SizesTest::isTooLong).isEmpty();
  }

  private static boolean isTooLong(Path source) {
    String text = read(source);
    return text.lines().count() > LINES_OF_A_CLASS && !REASON.matcher(text).find();
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The classes of all rooms, without the pages on their packages.
   *
   * @param kinds main or test
   */
  private static List<Path> sources(String... kinds) throws IOException {
    List<Path> roots = new ArrayList<>();
    try (Stream<Path> rooms = Files.list(ArchitectureTest.root())) {
      for (Path room : rooms.sorted().toList()) {
        for (String kind : kinds) {
          roots.add(room.resolve("src").resolve(kind).resolve("java"));
        }
      }
    }
    List<Path> sources = new ArrayList<>();
    for (Path root : roots.stream().filter(Files::isDirectory).toList()) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .forEach(sources::add);
      }
    }
    return sources;
  }
}
