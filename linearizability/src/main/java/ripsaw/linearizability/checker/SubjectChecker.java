package ripsaw.linearizability.checker;

import java.time.Duration;
import java.util.Set;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/** A checker as the gate sees it. The same arguments give the same finding, time permitting. */
public interface SubjectChecker {
  /**
   * How far a check may go; whichever bound comes first stops it.
   *
   * @param executions at most, at least 1: of each program, if the checker has programs of the
   *     subject's family to run
   * @param budget at most, checked between executions
   * @param readable whether a violation is made small and written down for a person: costs time
   */
  record Effort(long executions, Duration budget, boolean readable) {}

  Checker id();

  /**
   * Whether it can look for violations of the property in this subject at all. Who runs the Java
   * sees executions that end, and one fair end of each, and so no behaviour without end; and what
   * the family's programs for it never come to, it does not see.
   */
  default boolean sees(Subject subject, Property property) {
    return property.watch() != Property.Watch.BEHAVIOR
        && !subject.family().unseenBy(id()).contains(property);
  }

  /**
   * Looks for a violation of one of these properties. Violations of others are passed over.
   *
   * @throws IllegalStateException if the checker could not run, or the subject crashed before it
   *     broke any property
   */
  Finding check(Subject subject, Set<Property> sought, Effort effort);
}
