package ripsaw.subject;

import java.util.Set;
import ripsaw.machine.Event;
import ripsaw.spec.Property;

/**
 * A place where a protocol is delicate: who never came there has shown nothing about some
 * properties.
 *
 * @param event that shows it
 * @param elsewhere whether it counts only on another cpu than the last one at the same address
 * @param place in words, as in {@code a slab was parked}
 * @param about the properties of which a subject must promise one to be asked for it
 */
public record CoverageGoal(Event event, boolean elsewhere, String place, Set<Property> about) {
  /** One that any cpu reaches. */
  public static CoverageGoal of(Event event, String place, Property... about) {
    return new CoverageGoal(event, false, place, Set.of(about));
  }

  /** One that a cpu reaches where another was last. */
  public static CoverageGoal elsewhere(Event event, String place, Property... about) {
    return new CoverageGoal(event, true, place, Set.of(about));
  }
}
