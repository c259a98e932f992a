package ripsaw.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the repository, and the tables in them that commands wrote. */
public final class Pages {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- (\\S+) (\\S+): (\\S+) -->\n(.*?)<!-- end -->\n", Pattern.DOTALL);

  private Pages() {}

  /** Where paths begin. */
  public static Path root() {
    return ArchitectureTest.root();
  }

  /** Every Markdown file, from the root, but for those that a build left. */
  public static List<Path> all() throws IOException {
    Path root = root();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(root::relativize)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> Stream.of("target", ".git").noneMatch(part -> has(file, part)))
          .sorted()
          .toList();
    }
  }

  private static boolean has(Path file, String part) {
    for (Path name : file) {
      if (name.toString().equals(part)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param page from the root
   */
  public static String text(Path page) throws IOException {
    return Files.readString(root().resolve(page));
  }

  /**
   * @param page from the root
   */
  public static String text(String page) throws IOException {
    return text(Path.of(page));
  }

  /** What {@code gate --markdown} wrote. */
  public static Map<String, String> tables() throws IOException {
    return tables("gate --markdown");
  }

  /**
   * What stands between the marks, on any page, by the file that it was copied from.
   *
   * @param option of a command, which wrote the file
   */
  public static Map<String, String> tables(String option) throws IOException {
    Map<String, String> tables = new LinkedHashMap<>();
    for (Path page : all()) {
      Matcher block = BLOCK.matcher(text(page));
      while (block.find()) {
        if (option.equals(block.group(1) + " " + block.group(2))) {
          assertThat(tables.put(block.group(3), block.group(4)))
              .as("%s of '%s' stands on two pages", block.group(3), option)
              .isNull();
        }
      }
    }
    return tables;
  }
}
