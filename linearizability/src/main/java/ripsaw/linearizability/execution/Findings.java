package ripsaw.linearizability.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import ripsaw.linearizability.guard.Crash;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.ViolationFound;

/**
 * What was found wrong in an execution. A violation that is sought ends it. One that is not is
 * remembered, and the execution goes on, for a mutant is judged by its own property and often
 * breaks another first.
 */
final class Findings {
  private final Set<Property> sought;
  private final Set<Property> unpromised;
  private final Coverage coverage;
  private final Consumer<String> notes;
  private final List<Violation> alsoSeen = new ArrayList<>();
  private Violation found;

  /**
   * @param notes takes a line for each violation
   */
  Findings(
      Set<Property> sought, Set<Property> unpromised, Coverage coverage, Consumer<String> notes) {
    this.sought = sought;
    this.unpromised = unpromised;
    this.coverage = coverage;
    this.notes = notes;
  }

  /** The violation that ended the execution. */
  Optional<Violation> found() {
    return Optional.ofNullable(found);
  }

  /** Violations that were not sought, in the order seen. */
  List<Violation> alsoSeen() {
    return alsoSeen;
  }

  /**
   * @throws ViolationFound if it was sought
   */
  void add(Violation violation) {
    if (sought.contains(violation.property())) {
      throw new ViolationFound(violation);
    }
    if (unpromised.contains(violation.property())) {
      coverage.exceeded(violation.property());
      return;
    }
    if (alsoSeen.stream().noneMatch(seen -> seen.property() == violation.property())) {
      alsoSeen.add(violation);
      notes.accept("! " + violation);
    }
  }

  /** Runs a part of the execution; a sought violation is kept. Returns false if it ended there. */
  boolean attempt(Runnable part) {
    try {
      part.run();
      return true;
    } catch (Throwable end) {
      ended(end);
      return false;
    }
  }

  /**
   * The execution ended with this. What the subject throws is a violation, too; but once a property
   * is broken, memory holds anything, and the allocator may fall over it.
   */
  void ended(Throwable end) {
    if (end instanceof ViolationFound violation) {
      keep(violation.violation());
      return;
    }
    Violation crash = Crash.violation("", end);
    if (alsoSeen.isEmpty() && found == null) {
      keep(crash);
    }
  }

  private void keep(Violation violation) {
    if (!sought.contains(violation.property())) {
      alsoSeen.add(violation);
    } else if (found == null) {
      found = violation;
      notes.accept("VIOLATED " + found);
    }
  }
}
