package ripsaw.subject;

import java.util.Set;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;

/**
 * A subject that is known to violate a property, and who must find that out: the set of checkers
 * that do find it must equal the declared set. A mutant that no checker is to find is equivalent to
 * the reference, and its story says why.
 *
 * @param subject the allocator with the fault
 * @param property the one it is judged by
 * @param killers the checkers that find the violation
 * @param story what is wrong, and where it was seen
 */
public record Mutant(Subject subject, Property property, Set<Checker> killers, String story) {
  /** The subject and the property: a historical subject stands in the museum once for each. */
  public String id() {
    return subject.id() + " " + property;
  }

  /** True if nothing is to be found: the change makes no difference to any property. */
  public boolean isEquivalent() {
    return killers.isEmpty();
  }
}
