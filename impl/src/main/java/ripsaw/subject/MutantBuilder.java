package ripsaw.subject;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.machine.Machine;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;

/**
 * Puts one thing wrong into a reference and says what comes of it, a clause at a time: {@code
 * mutant("slot-kept").breaks(RING).foundBy(ALL).because("...").as(machine -> ...)}.
 */
public final class MutantBuilder {
  private final Subject reference;
  private final String name;
  private Optional<Origin> origin = Optional.empty();
  private Property property;
  private Set<Checker> killers;
  private String story;

  /**
   * @param reference whose family it is of; what that one leaves unpromised, a mutant does too
   * @param name its id without {@code museum/}
   */
  public MutantBuilder(Subject reference, String name) {
    this.reference = reference;
    this.name = name;
  }

  /** The property it is judged by. */
  public MutantBuilder breaks(Property broken) {
    property = broken;
    return this;
  }

  /** Those who must find it, all of them and nobody else. */
  public MutantBuilder foundBy(Set<Checker> checkers) {
    killers = checkers;
    return this;
  }

  /** What is wrong, and where it was seen; of a mutant that is equivalent, why. */
  public MutantBuilder because(String what) {
    story = what;
    return this;
  }

  /** It is a bug that landed, and this commit mended it. */
  public MutantBuilder mendedBy(Origin commit) {
    origin = Optional.of(commit);
    return this;
  }

  /**
   * @param start puts the reference with its fault on a machine
   */
  public Mutant as(Function<Machine, Allocator> start) {
    Subject subject =
        new Subject(
            "museum/" + name,
            story,
            origin,
            reference.family(),
            origin.isPresent() ? Subject.Kind.HISTORICAL : Subject.Kind.SEEDED,
            killers.isEmpty() ? Set.of() : Set.of(property),
            reference.unpromised(),
            start);
    return new Mutant(subject, property, killers, story);
  }
}
