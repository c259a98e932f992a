package ripsaw.gate;

import java.util.List;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Fault;

/**
 * Which checker is known to see which property: by declaration of the museum, and by what it found
 * in this run.
 *
 * @param museum all of it, run or not
 * @param run the faults of this run
 */
record Canaries(List<Fault> museum, List<JudgedFault> run) {
  /** Whether the checker claims to see violations of the property. */
  boolean isDeclared(Property property, Checker checker) {
    return museum.stream()
        .anyMatch(fault -> fault.property() == property && fault.killers().contains(checker));
  }

  /** Whether it was just seen to. */
  boolean isCaught(Property property, Checker checker) {
    return run.stream()
        .anyMatch(
            judged ->
                judged.fault().property() == property
                    && judged.fault().killers().contains(checker)
                    && judged.foundBy().containsKey(checker));
  }
}
