package ripsaw.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of README.md that {@code gate --markdown} wrote. */
public final class Readme {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- gate --markdown: (\\S+) -->\n(.*?)<!-- end -->\n", Pattern.DOTALL);

  private Readme() {}

  /** What stands between the marks, by the file that it was copied from. */
  public static Map<String, String> tables() throws IOException {
    Map<String, String> tables = new LinkedHashMap<>();
    Matcher block = BLOCK.matcher(Files.readString(ArchitectureTest.root().resolve("README.md")));
    while (block.find()) {
      tables.put(block.group(1), block.group(2));
    }
    return tables;
  }
}
