package ripsaw.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** README.md, and the tables in it that commands wrote. */
public final class Readme {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- (\\S+) (\\S+): (\\S+) -->\n(.*?)<!-- end -->\n", Pattern.DOTALL);

  private Readme() {}

  public static String text() throws IOException {
    return Files.readString(ArchitectureTest.root().resolve("README.md"));
  }

  /** What {@code gate --markdown} wrote. */
  public static Map<String, String> tables() throws IOException {
    return tables("gate --markdown");
  }

  /**
   * What stands between the marks, by the file that it was copied from.
   *
   * @param option of a command, which wrote the file
   */
  public static Map<String, String> tables(String option) throws IOException {
    Map<String, String> tables = new LinkedHashMap<>();
    Matcher block = BLOCK.matcher(text());
    while (block.find()) {
      if (option.equals(block.group(1) + " " + block.group(2))) {
        tables.put(block.group(3), block.group(4));
      }
    }
    return tables;
  }
}
