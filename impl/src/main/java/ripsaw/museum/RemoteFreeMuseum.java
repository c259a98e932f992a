package ripsaw.museum;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import ripsaw.machine.Machine;
import ripsaw.spec.Checker;
import ripsaw.spec.Family;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/** The wing for DragonFly's slab allocator. */
public final class RemoteFreeMuseum implements SubjectProvider {
  static final Set<Checker> ALL = EnumSet.allOf(Checker.class);

  /** Those that run the Java: of a fault that the specification has no model of. */
  static final Set<Checker> JAVA = EnumSet.of(Checker.LINCHECK, Checker.EXPLORER, Checker.JQWIK);

  /** The same, of what takes a machine that was used for long. */
  static final Set<Checker> RUNNING = EnumSet.of(Checker.EXPLORER, Checker.JQWIK);

  /** Of what takes a behaviour without end to show, or a mailbox that is full. */
  static final Set<Checker> BY_TLC = EnumSet.of(Checker.TLC);

  /** What a fault in pin–link–read does not promise either. */
  static final Set<Property> UNPROMISED_BY_PIN_LINK_READ =
      EnumSet.of(Property.ONE_SIGNAL_PER_SPELL, Property.EMPTY_SLABS_RETURN);

  @Override
  public List<Mutant> mutants() {
    return Stream.of(
            HistoricalWing.faults(),
            WordFaults.faults(),
            FlagFaults.faults(),
            OwnerFaults.faults(),
            LossFaults.faults(),
            OrderFaults.faults(),
            DekkerFaults.faults())
        .flatMap(List::stream)
        .toList();
  }

  /** A fault in the reference, which promises every property. */
  static Mutant seeded(
      String name,
      Property property,
      Set<Checker> killers,
      String story,
      Function<Machine, Allocator> start) {
    return seeded(name, property, killers, Set.of(), story, start);
  }

  /** A fault in a version that leaves some properties unpromised. */
  static Mutant seeded(
      String name,
      Property property,
      Set<Checker> killers,
      Set<Property> unpromised,
      String story,
      Function<Machine, Allocator> start) {
    Set<Property> violates = killers.isEmpty() ? Set.of() : Set.of(property);
    Subject subject =
        new Subject(
            "museum/" + name,
            story,
            Optional.empty(),
            Family.KFREE,
            Subject.Kind.SEEDED,
            violates,
            unpromised,
            start);
    return new Mutant(subject, property, killers, story);
  }
}
