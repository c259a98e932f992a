package ripsaw.gate.verdict;

import java.util.List;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;

/**
 * Which checker is known to see which property, in which family of allocators: by declaration of
 * the museum, and by what it found in this run.
 *
 * @param museum all of it, run or not
 * @param run the faults of this run
 */
record Canaries(List<Mutant> museum, List<JudgedMutant> run) {
  /** Whether the checker claims to see violations of the property in subjects of this family. */
  boolean isDeclared(Family family, Property property, Checker checker) {
    return museum.stream().anyMatch(fault -> shows(fault, family, property, checker));
  }

  /**
   * Whether there is any mutant of this family. Of a subject of the user's own there is none but
   * the subject itself, with a fault planted in it.
   */
  boolean hasMuseum(Family family) {
    return museum.stream().anyMatch(fault -> fault.subject().family().equals(family));
  }

  /** Whether any mutant of this family was in this run. */
  boolean isRun(Family family) {
    return run.stream().anyMatch(judged -> judged.fault().subject().family().equals(family));
  }

  /** Whether it was just seen to. */
  boolean isCaught(Family family, Property property, Checker checker) {
    return run.stream()
        .anyMatch(
            judged ->
                shows(judged.fault(), family, property, checker)
                    && judged.foundBy().containsKey(checker));
  }

  /**
   * Whether the checker was to see one of the property in this run, and not in the full tier only.
   */
  boolean isAsked(Family family, Property property, Checker checker) {
    return run.stream()
        .anyMatch(
            judged -> shows(judged.fault(), family, property, checker) && judged.isAsked(checker));
  }

  /** Whether it was just seen to see any property violated in subjects of this family. */
  boolean isCaught(Family family, Checker checker) {
    return run.stream()
        .anyMatch(
            judged ->
                judged.fault().subject().family().equals(family)
                    && judged.foundBy().containsKey(checker));
  }

  private static boolean shows(Mutant fault, Family family, Property property, Checker checker) {
    return fault.subject().family().equals(family)
        && fault.property() == property
        && fault.killers().contains(checker);
  }
}
