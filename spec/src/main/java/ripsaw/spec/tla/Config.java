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
 * only reads off what it names.
 *
 * @param invariants formulas that must hold in every state
 * @param properties formulas that must hold of every behaviour
 * @param others definitions that it names besides: what the states are, and which of them count
 * @param constants what each is given, as written
 * @param symmetric whether states that differ in names alone are taken for one
 * @param mayEnd whether a state without a successor is none of TLC's business
 */
public record Config(
    List<String> invariants,
    List<String> properties,
    List<String> others,
    Map<String, String> constants,
    boolean symmetric,
    boolean mayEnd) {
  private static final Pattern COMMENT =
      Pattern.compile("\\\\\\*[^\\n]*|\\(\\*.*?\\*\\)", Pattern.DOTALL);

  /** A keyword, which ends the list before it. */
  private static final Pattern KEYWORD =
      Pattern.compile(
          "SPECIFICATION|INIT|NEXT|VIEW|SYMMETRY|ALIAS|POSTCONDITION|CHECK_DEADLOCK"
              + "|CONSTANTS?|INVARIANTS?|PROPERTY|PROPERTIES|(?:ACTION_)?CONSTRAINTS?");

  /** The name of a constant, and what separates it from its value. */
  private static final Pattern GIVEN = Pattern.compile("([A-Za-z_]\\w*)\\s*(?:=|<-)\\s*");

  /** Of any text: what is no keyword belongs to the one before it. */
  public static Config parse(String text) {
    List<String> invariants = new ArrayList<>();
    List<String> properties = new ArrayList<>();
    List<String> others = new ArrayList<>();
    List<String> constants = new ArrayList<>();
    List<String> deadlock = new ArrayList<>();
    boolean symmetric = false;
    List<String> list = new ArrayList<>();
    for (String word : COMMENT.matcher(text).replaceAll(" ").strip().split("\\s+")) {
      if (!KEYWORD.matcher(word).matches()) {
        list.add(word);
      } else if (word.startsWith("INVARIANT")) {
        list = invariants;
      } else if (word.startsWith("PROPERT")) {
        list = properties;
      } else if (word.equals("CHECK_DEADLOCK")) {
        list = deadlock;
      } else if (word.startsWith("CONSTANT")) {
        list = constants;
      } else {
        symmetric |= word.equals("SYMMETRY");
        list = others;
      }
    }
    return new Config(
        List.copyOf(invariants),
        List.copyOf(properties),
        List.copyOf(others),
        given(String.join(" ", constants)),
        symmetric,
        deadlock.contains("FALSE"));
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

  /** All that is checked: invariants first. */
  public List<String> formulas() {
    return Stream.concat(invariants.stream(), properties.stream()).toList();
  }
}
