package ripsaw.gate.text;

/** Text that a page or a report can hold. */
public final class Printable {
  private Printable() {}

  /** Without the characters that XML cannot hold, even escaped. */
  public static String of(String text) {
    return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }
}
