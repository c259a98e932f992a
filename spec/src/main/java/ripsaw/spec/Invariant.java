package ripsaw.spec;

import java.util.List;
import java.util.function.Consumer;

/**
 * A rule about a census: the property that it states, and how to tell that it is broken.
 *
 * @param type of the census
 */
public record Invariant<C extends Census>(Property property, Class<C> type, Rule<C> rule) {
  /** Tells, one by one, what is wrong with a census. */
  @FunctionalInterface
  public interface Rule<C> {
    /**
     * @param broken takes what was seen, in the words of the machine
     */
    void look(C census, Moment now, Consumer<String> broken);
  }

  /** One of any census. */
  public static Invariant<Census> ofAny(Property property, Rule<Census> rule) {
    return new Invariant<>(property, Census.class, rule);
  }

  /** Appends what is wrong with a census of this type. */
  void judge(Census census, Moment now, List<Violation> found) {
    rule.look(type.cast(census), now, what -> found.add(new Violation(property, what)));
  }
}
