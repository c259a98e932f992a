package ripsaw.spec.tla;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which property a formula of a module states. The module says so in the comment above it, which
 * begins with the property's id; there are formulas that state none, such as one on types.
 */
public final class Formula {
  /** {@code \* no-stranding: more words}, perhaps more lines of comment, {@code NoStranding ==}. */
  private static final Pattern STATED =
      Pattern.compile(
          "^\\\\\\* ([a-z]+(?:-[a-z]+)*)(?::.*)?\\n(?:\\\\\\*.*\\n)*(\\w+) ==", Pattern.MULTILINE);

  private static final Map<String, String> IDS = read();

  private Formula() {}

  private static Map<String, String> read() {
    Map<String, String> ids = new TreeMap<>();
    for (String module : Manifest.load().modules()) {
      Matcher matcher = STATED.matcher(Sources.module(module));
      while (matcher.find()) {
        String other = ids.put(matcher.group(2), matcher.group(1));
        if (other != null && !other.equals(matcher.group(1))) {
          throw new IllegalStateException(
              matcher.group(2) + " states " + other + " and " + matcher.group(1));
        }
      }
    }
    return Collections.unmodifiableMap(ids);
  }

  /** The id of each property that is stated, by the formula. */
  public static Map<String, String> ids() {
    return IDS;
  }

  /** The id of the property that a formula states, if it states one. */
  public static Optional<String> id(String formula) {
    return Optional.ofNullable(IDS.get(formula));
  }

  /**
   * The formula that states a property.
   *
   * @param id of the property
   */
  public static Optional<String> of(String id) {
    return IDS.keySet().stream().filter(formula -> IDS.get(formula).equals(id)).findFirst();
  }
}
