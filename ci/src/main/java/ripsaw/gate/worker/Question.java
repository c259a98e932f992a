package ripsaw.gate.worker;

import java.util.Set;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.spec.Property;

/**
 * What a checker is asked: does this subject violate one of these properties?
 *
 * @param subject its id
 */
public record Question(String subject, Set<Property> sought, SubjectChecker.Effort effort) {}
