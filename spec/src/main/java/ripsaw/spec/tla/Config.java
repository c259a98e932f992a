package ripsaw.spec.tla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a TLC configuration file asks to be checked. TLC itself says what is wrong with a file; this
 * only reads off what it names, and writes files.
 *
 * @param definitions those of the module that are named, by the keyword, in its singular
 * @param constants what each is given, as written there
 * @param mayEnd whether a state without a successor is none of TLC's business
 */
public record Config(
    Map<String, List<String>> definitions, Map<String, String> constants, boolean mayEnd) {
  static final String SPECIFICATION = "SPECIFICATION";
  static final String INVARIANT = "INVARIANT";
  static final String PROPERTY = "PROPERTY";

  private static final String CONSTANT = "CONSTANT";
  private static final String CHECK_DEADLOCK = "CHECK_DEADLOCK";

  /** Columns of a file. */
  private static final int WIDTH = 120;

  /** A keyword, which ends the list before it. */
  private static final Pattern KEYWORD =
      Pattern.compile(
          "SPECIFICATION|INIT|NEXT|VIEW|SYMMETRY|ALIAS|POSTCONDITION|CHECK_DEADLOCK"
              + "|CONSTANTS?|INVARIANTS?|PROPERTY|PROPERTIES|(?:ACTION_)?CONSTRAINTS?");

  private static final Pattern PLURAL = Pattern.compile("(?<=INVARIANT|CONSTANT|CONSTRAINT)S$");

  /**
   * The name of a constant, and what separates it from its value. It begins where a word does and
   * gives nothing back, so that the time it takes grows with the text and no faster.
   */
  private static final Pattern GIVEN =
      Pattern.compile("(?<!\\w)([A-Za-z_]\\w*+)\\s*+(?:=|<-)\\s*+");

  /** Of any text: what is no keyword belongs to the one before it. */
  public static Config parse(String text) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<String> list = new ArrayList<>();
    for (String word : withoutComments(text).strip().split("\\s+")) {
      if (KEYWORD.matcher(word).matches()) {
        list = lists.computeIfAbsent(singular(word), any -> new ArrayList<>());
      } else {
        list.add(word);
      }
    }
    List<String> constants = lists.remove(CONSTANT);
    List<String> deadlock = lists.remove(CHECK_DEADLOCK);
    lists.replaceAll((keyword, words) -> List.copyOf(words));
    return new Config(
        lists,
        given(constants == null ? "" : String.join(" ", constants)),
        deadlock != null && deadlock.contains("FALSE"));
  }

  /** Each comment is a blank; one without an end is none. */
  private static String withoutComments(String text) {
    StringBuilder rest = new StringBuilder();
    int lastEnd = text.lastIndexOf("*)");
    int at = 0;
    while (at < text.length()) {
      int end = at;
      if (text.startsWith("\\*", at)) {
        end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
      } else if (text.startsWith("(*", at) && at + 2 <= lastEnd) {
        end = text.indexOf("*)", at + 2) + 2;
      }
      rest.append(end > at ? ' ' : text.charAt(at));
      at = Math.max(end, at + 1);
    }
    return rest.toString();
  }

  private static String singular(String keyword) {
    return keyword.equals("PROPERTIES") ? PROPERTY : PLURAL.matcher(keyword).replaceFirst("");
  }

  private static Map<String, String> given(String text) {
    Map<String, String> given = new LinkedHashMap<>();
    String name = "";
    int begin = 0;
    Matcher matcher = GIVEN.matcher(text);
    while (matcher.find()) {
      given.put(name, text.substring(begin, matcher.start()).strip());
      name = matcher.group(1);
      begin = matcher.end();
    }
    given.put(name, text.substring(begin).strip());
    given.remove("");
    return given;
  }

  /** Formulas that must hold in every state. */
  public List<String> invariants() {
    return definitions.getOrDefault(INVARIANT, List.of());
  }

  /** Formulas that must hold of every behaviour. */
  public List<String> properties() {
    return definitions.getOrDefault(PROPERTY, List.of());
  }

  /** All that is checked: invariants first. */
  public List<String> formulas() {
    return Stream.concat(invariants().stream(), properties().stream()).toList();
  }

  /** Definitions that it names besides: what the states are, and which of them count. */
  public List<String> others() {
    List<String> others = new ArrayList<>();
    definitions.forEach(
        (keyword, names) -> {
          if (!keyword.equals(INVARIANT) && !keyword.equals(PROPERTY)) {
            others.addAll(names);
          }
        });
    return others;
  }

  /** Whether states that differ in names alone are taken for one. */
  public boolean symmetric() {
    return definitions.containsKey("SYMMETRY");
  }

  /**
   * The text of a file that asks for this. TLC tells values apart by which it read first, and so
   * comes to another counterexample if the constants change places: they stay in their order.
   *
   * @param comment that it begins with
   */
  String text(String comment) {
    StringBuilder text = new StringBuilder();
    comment(text, comment);
    list(text, SPECIFICATION, " ", definitions.getOrDefault(SPECIFICATION, List.of()));
    List<String> given = new ArrayList<>();
    constants.forEach((name, value) -> given.add(name + " = " + value));
    list(text, "CONSTANTS", "\n  ", given);
    list(text, "INVARIANTS", "\n  ", invariants());
    list(text, "PROPERTIES", "\n  ", properties());
    definitions.forEach(
        (keyword, names) -> {
          if (!List.of(SPECIFICATION, INVARIANT, PROPERTY).contains(keyword)) {
            list(text, keyword, " ", names);
          }
        });
    if (mayEnd) {
      list(text, CHECK_DEADLOCK, " ", List.of("FALSE"));
    }
    return text.toString();
  }

  private static void list(StringBuilder text, String keyword, String before, List<String> words) {
    if (!words.isEmpty()) {
      text.append(keyword);
      words.forEach(word -> text.append(before).append(word));
      text.append('\n');
    }
  }

  private static void comment(StringBuilder text, String comment) {
    int begin = text.length();
    text.append("\\*");
    for (String word : comment.split(" ")) {
      if (text.length() - begin + 1 + word.length() > WIDTH) {
        begin = text.length() + 1;
        text.append("\n\\*");
      }
      text.append(' ').append(word);
    }
    text.append('\n');
  }
}
