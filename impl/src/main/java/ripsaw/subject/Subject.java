package ripsaw.subject;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.machine.Flaw;
import ripsaw.machine.Machine;
import ripsaw.spec.Property;

/**
 * Something that can be checked.
 *
 * @param id {@code system/version}
 * @param summary one line
 * @param origin the commit, for a historical version
 * @param family of allocators, which says what is asked of it
 * @param kind what is expected of it
 * @param violates the properties it is known to violate
 * @param unpromised properties its design does not claim; a breach is shown, not counted
 * @param start puts it on a machine
 */
public record Subject(
    String id,
    String summary,
    Optional<Origin> origin,
    Family family,
    Kind kind,
    Set<Property> violates,
    Set<Property> unpromised,
    Function<Machine, Allocator> start) {
  /** Both sets in the order of the family's properties, so that they print alike each time. */
  public Subject {
    violates = inOrder(violates, family);
    unpromised = inOrder(unpromised, family);
  }

  private static Set<Property> inOrder(Set<Property> some, Family family) {
    Set<Property> ordered = new LinkedHashSet<>(family.properties());
    ordered.retainAll(some);
    ordered.addAll(some);
    return Collections.unmodifiableSet(ordered);
  }

  /** What a plain gate does with a subject. */
  public enum Kind {
    /** Must hold: the gate is red if it does not. */
    REFERENCE,
    /** Modelled as it landed; checked when it is named. */
    HISTORICAL,
    /**
     * Made wrong: one edge of a reference overridden, in the museum, or on a flawed machine; or
     * made with less than a reference, of which it promises less.
     */
    SEEDED
  }

  /** The checked properties of its family that count for it, in a set of the caller's own. */
  public Set<Property> promised() {
    Set<Property> promised = new LinkedHashSet<>();
    for (Property property : family.properties()) {
      if (property.isChecked() && !unpromised.contains(property)) {
        promised.add(property);
      }
    }
    return promised;
  }

  /** Those of them that it is not known to violate, in a set of the caller's own. */
  public Set<Property> kept() {
    Set<Property> kept = promised();
    kept.removeAll(violates);
    return kept;
  }

  /** This one on a machine that does it wrong: {@code system/version+flaw}. */
  public Subject with(Flaw flaw) {
    return new Subject(
        id + "+" + flaw.id(),
        summary + ", with " + flaw,
        origin,
        family,
        Kind.SEEDED,
        violates,
        unpromised,
        machine -> {
          machine.useFlaw(flaw);
          return start.apply(machine);
        });
  }

  @Override
  public String toString() {
    return id;
  }
}
