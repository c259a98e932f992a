package ripsaw.subject;

import java.util.List;
import java.util.Map;
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
  /**
   * Versions as they landed, each once for every property that it violates.
   *
   * @param killers of these properties, in the order in which a version's mutants stand
   */
  public static List<Mutant> landed(
      List<Subject> versions, List<Map.Entry<Property, Set<Checker>>> killers) {
    return versions.stream()
        .flatMap(
            version ->
                killers.stream()
                    .filter(of -> version.violates().contains(of.getKey()))
                    .map(of -> new Mutant(version, of.getKey(), of.getValue(), version.summary())))
        .toList();
  }

  /** The subject and the property: a historical subject stands in the museum once for each. */
  public String id() {
    return subject.id() + " " + property;
  }

  /** True if nothing is to be found: the change makes no difference to any property. */
  public boolean isEquivalent() {
    return killers.isEmpty();
  }
}
