package ripsaw.spec.tla;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;

/**
 * What a property of the catalogue is called in a module: {@code NoStranding} is {@code
 * no-stranding}. A module may name formulas that state no property, such as one on types.
 */
public final class Formula {
  private static final Pattern WORD = Pattern.compile("(?:^|-)([a-z])");

  private Formula() {}

  /** The name of the definition that states it. */
  public static String of(Property property) {
    if (property == CommonProperty.SIGNAL_DELIVERY) {
      // The modules state the half of it that is no matter of one step: a signal is taken at all.
      return "SignalsTaken";
    }
    return WORD.matcher(property.id()).replaceAll(Formula::capital);
  }

  private static String capital(MatchResult letter) {
    return Matcher.quoteReplacement(letter.group(1).toUpperCase(Locale.ROOT));
  }

  /** The property that a definition of this name states, if it states one. */
  public static Optional<Property> property(String formula) {
    return Property.all().stream().filter(property -> of(property).equals(formula)).findFirst();
  }
}
