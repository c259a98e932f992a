package ripsaw.gate.check;

import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/** Who can look for what: TLC sees only what there is a model of. */
@FunctionalInterface
public interface Sight {
  boolean sees(Checker checker, Subject subject, Property property);
}
