package ripsaw.spec.tla;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a configuration may speak of: the definitions and constants of a module and of those that it
 * extends, and the strings that a constant is compared with. TLC takes any string for a constant,
 * and then checks a specification in which nothing is compared with it.
 */
public final class Vocabulary {
  private static final Pattern COMMENT =
      Pattern.compile("\\\\\\*[^\\n]*|\\(\\*.*?\\*\\)", Pattern.DOTALL);
  private static final Pattern EXTENDS = Pattern.compile("(?m)^EXTENDS\\s+([\\w, ]+)");
  private static final Pattern CONSTANTS =
      Pattern.compile("(?m)^CONSTANTS?\\s+(\\w+(?:\\s*,\\s*\\w+)*)");
  private static final Pattern DEFINITION =
      Pattern.compile(
          "(?m)^\\s*(?:LOCAL\\s+)?([A-Za-z_]\\w*)\\s*(?:\\([^()]*\\)|\\[[^]]*])?\\s*==");
  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

  private final StringBuilder whole = new StringBuilder();
  private final String text;
  private final Set<String> definitions;
  private final Set<String> constants = new TreeSet<>();

  /**
   * @param module one of this build
   * @throws IllegalArgumentException if there is none of this name
   */
  public Vocabulary(String module) {
    read(module, new HashSet<>());
    text = COMMENT.matcher(whole).replaceAll(" ");
    definitions = Collections.unmodifiableSet(found(DEFINITION, text));
    for (String list : found(CONSTANTS, text)) {
      constants.addAll(Set.of(list.split("\\s*,\\s*")));
    }
  }

  private void read(String module, Set<String> known) {
    String source = Sources.module(module);
    known.add(module);
    whole.append(source).append('\n');
    Matcher matcher = EXTENDS.matcher(source);
    while (matcher.find()) {
      for (String other : matcher.group(1).split("[\\s,]+")) {
        // The others are TLC's own.
        if (Manifest.load().modules().contains(other) && !known.contains(other)) {
          read(other, known);
        }
      }
    }
  }

  /** Names of all definitions. */
  public Set<String> definitions() {
    return definitions;
  }

  /** Names of all constants. */
  public Set<String> constants() {
    return Collections.unmodifiableSet(constants);
  }

  /**
   * The strings that a constant may be: those that it is compared with, by itself, in a set, or
   * through a definition such as {@code Is(fault) == Fault = fault}, and those that the comment
   * beside its declaration names. Empty if it is compared with none.
   */
  public Set<String> values(String constant) {
    Set<String> values = new TreeSet<>();
    String name = "\\b" + constant + "\\b";
    values.addAll(found(Pattern.compile(name + "\\s*(?:=|#|/=)\\s*" + STRING), text));
    for (String set :
        found(Pattern.compile(name + "\\s*\\\\(?:not)?in\\s*(\\{[^}]*\\}|\\w+)"), text)) {
      values.addAll(found(STRING, set.startsWith("{") ? set : definedSet(set)));
    }
    Pattern test =
        Pattern.compile("(\\w+)\\((\\w+)[^()]*\\)\\s*==\\s*(?:IF\\s+)?" + name + "\\s*=\\s*\\2\\b");
    for (String operator : found(test, text)) {
      values.addAll(found(Pattern.compile("\\b" + operator + "\\(\\s*" + STRING), text));
    }
    if (!values.isEmpty()) {
      Pattern beside = Pattern.compile("(?m)^\\s*" + constant + ",?\\s*\\\\\\*(.*)$");
      found(beside, whole).forEach(comment -> values.addAll(found(STRING, comment)));
    }
    return values;
  }

  private String definedSet(String name) {
    return String.join(
        " ", found(Pattern.compile("(?m)^" + name + "\\s*==\\s*(\\{[^}]*\\})"), text));
  }

  private static Set<String> found(Pattern pattern, CharSequence in) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(in);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
