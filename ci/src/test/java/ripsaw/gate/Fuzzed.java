package ripsaw.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Valid texts with a few changes, and texts that never were any. */
public final class Fuzzed {
  private static final List<String> SIGNS =
      List.of(
          " ",
          "\n",
          "\r",
          "\t",
          ":",
          ";",
          ",",
          "|",
          "#",
          "{",
          "}",
          "=",
          "<-",
          "(*",
          "*)",
          "\\*",
          "'",
          "\"",
          "%s",
          "%",
          "-1",
          "0",
          "999999",
          "99999999999999999999",
          "\u0000",
          "\u001b[2J",
          "\u0085",
          "\u2028",
          "\u202e",
          "\ufeff",
          "\ud83e\udd80",
          "٣",
          "ß",
          "cpu0",
          "cpu9",
          ".irq",
          " roams",
          "alloc",
          "free",
          "a",
          "::error::",
          "##[error]");

  private final Random random;

  public Fuzzed(Random random) {
    this.random = random;
  }

  public static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** A directory with all that is in it. */
  public static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** One time in eight it has nothing of the valid one. */
  public String of(String valid) {
    if (random.nextInt(8) == 0) {
      return garbage();
    }
    String text = valid;
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      text = random.nextBoolean() ? withOtherLines(text) : withOtherSigns(text);
    }
    return text;
  }

  private String garbage() {
    StringBuilder text = new StringBuilder();
    for (int signs = random.nextInt(40); signs > 0; signs--) {
      text.append(one(SIGNS, random));
    }
    return random.nextInt(50) == 0 ? text.toString().repeat(5_000) : text.toString();
  }

  private String withOtherLines(String text) {
    String separator = text.contains("\n") ? "\n" : " | ";
    List<String> lines =
        new ArrayList<>(List.of(text.split(separator.equals("\n") ? "\n" : " \\| ", -1)));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
      default -> Collections.swap(lines, at, random.nextInt(lines.size()));
    }
    return String.join(separator, lines);
  }

  private String withOtherSigns(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(5));
    String sign = random.nextInt(3) == 0 ? "" : one(SIGNS, random);
    return text.substring(0, from)
        + (random.nextInt(100) == 0 ? sign.repeat(20_000) : sign)
        + text.substring(to);
  }
}
