package ripsaw.gate.hunt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.linearizability.mutation.Mutation;

/**
 * Shows a mutation in the line of the source that it is in. Where the line has the word or the sign
 * once, it is changed there; else what is done is said behind it.
 */
public final class SourceDiff {
  private final List<Path> roots;
  private final Map<String, List<String>> files = new ConcurrentHashMap<>();

  /**
   * @param roots directories that have the packages in them
   */
  public SourceDiff(List<Path> roots) {
    this.roots = roots;
  }

  /**
   * The line as it is and as it would be; the first is empty if there is no source.
   *
   * @param before without the blanks around it
   */
  public record Lines(String file, int line, String before, String after) {}

  public Lines of(Mutation mutation) {
    String outermost = mutation.type().replaceFirst("\\$.*", "");
    String path = outermost.replace('.', '/') + ".java";
    List<String> source = files.computeIfAbsent(path, this::read);
    int line = mutation.line();
    String before = line > 0 && line <= source.size() ? source.get(line - 1).strip() : "";
    String file = path.substring(path.lastIndexOf('/') + 1);
    return new Lines(file, line, before, after(before, mutation));
  }

  private List<String> read(String path) {
    for (Path root : roots) {
      Path file = root.resolve(path);
      if (Files.isRegularFile(file)) {
        try {
          return Files.readAllLines(file);
        } catch (IOException e) {
          return List.of(); // a page without the line is better than none
        }
      }
    }
    return List.of();
  }

  private static String after(String before, Mutation mutation) {
    String said = before + "  // " + mutation.what();
    return switch (mutation.operator()) {
      case NEGATED, BOUNDARY, ARITHMETIC -> replaced(before, sign(mutation.from()), mutation, said);
      case CONSTANT, ORDER, OTHER_END, VARIABLE ->
          replaced(before, "\\b" + Pattern.quote(mutation.from()) + "\\b", mutation, said);
      case NO_CALL ->
          before.matches(".*\\b" + Pattern.quote(mutation.from()) + "\\([^;]*\\);")
                  && before.endsWith(");")
                  && !before.contains("=")
                  && !before.startsWith("return")
              ? ";"
              : said;
      default -> said;
    };
  }

  private static String sign(String from) {
    return "(?<= )" + Pattern.quote(from) + "(?= )";
  }

  private static String replaced(String before, String what, Mutation mutation, String otherwise) {
    Matcher matcher = Pattern.compile(what).matcher(before);
    if (!matcher.find()) {
      return otherwise;
    }
    String after =
        before.substring(0, matcher.start()) + mutation.to() + before.substring(matcher.end());
    return matcher.find() ? otherwise : after;
  }
}
