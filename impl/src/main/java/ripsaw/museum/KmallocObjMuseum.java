package ripsaw.museum;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.machine.Machine;
import ripsaw.spec.Checker;
import ripsaw.spec.Family;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Mutant;
import ripsaw.subject.Origin;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/** The wing for DragonFly's object allocator. */
public final class KmallocObjMuseum implements SubjectProvider {
  /** Of what is easy to come across. */
  static final Set<Checker> ALL = EnumSet.allOf(Checker.class);

  /** Of what is easy to come across, and about bytes or orders, of which no model knows. */
  static final Set<Checker> JAVA = EnumSet.of(Checker.LINCHECK, Checker.EXPLORER, Checker.JQWIK);

  /** Of what takes a poll, a tick or a zone destroyed: Lincheck runs no such program. */
  static final Set<Checker> NOT_LINCHECK = EnumSet.of(Checker.TLC, Checker.EXPLORER, Checker.JQWIK);

  /** The same, of which no model knows. */
  static final Set<Checker> RUNNING = EnumSet.of(Checker.EXPLORER, Checker.JQWIK);

  /** Of what takes a pause at one place and much to happen meanwhile: random plans miss it. */
  static final Set<Checker> SYSTEMATIC = EnumSet.of(Checker.TLC, Checker.EXPLORER);

  /** The same, of which no model knows. */
  static final Set<Checker> BY_EXPLORER = EnumSet.of(Checker.EXPLORER);

  /** Of what takes a behaviour without end to show, or a cap that is lowered. */
  static final Set<Checker> BY_TLC = EnumSet.of(Checker.TLC);

  /** Of a change that nothing can tell from the reference: its story says why. */
  static final Set<Checker> NOBODY = Set.of();

  @Override
  public List<Mutant> mutants() {
    return Stream.of(
            versions(),
            RingFaults.faults(),
            DepotFaults.faults(),
            CacheFaults.faults(),
            ExisFaults.faults(),
            ZoneFaults.faults(),
            CallerFaults.faults(),
            ZoneLossFaults.faults())
        .flatMap(List::stream)
        .toList();
  }

  /** The versions as they landed, once for each property that they violate. */
  private static List<Mutant> versions() {
    List<Mutant> faults = new ArrayList<>();
    for (Subject version : new KmallocObjSubjects().subjects()) {
      Set<Property> violates = EnumSet.noneOf(Property.class);
      violates.addAll(version.violates()); // in the order of the catalogue
      for (Property property : violates) {
        faults.add(new Mutant(version, property, killers(property), version.summary()));
      }
    }
    return faults;
  }

  private static Set<Checker> killers(Property property) {
    return switch (property) {
      case GRACE_PERIOD, POLL_BOUNDED -> NOT_LINCHECK;
      default -> SYSTEMATIC;
    };
  }

  /** A fault in the reference, which promises every property. */
  static Mutant seeded(
      String name,
      Property property,
      Set<Checker> killers,
      String story,
      Function<Machine, Allocator> start) {
    return fault(name, Optional.empty(), property, killers, story, start);
  }

  /**
   * A bug as it landed, in the reference.
   *
   * @param origin the commit that mended it
   */
  static Mutant historical(
      Origin origin,
      String name,
      Property property,
      Set<Checker> killers,
      String story,
      Function<Machine, Allocator> start) {
    return fault(name, Optional.of(origin), property, killers, story, start);
  }

  private static Mutant fault(
      String name,
      Optional<Origin> origin,
      Property property,
      Set<Checker> killers,
      String story,
      Function<Machine, Allocator> start) {
    Subject subject =
        new Subject(
            "museum/" + name,
            story,
            origin,
            Family.KMALLOC_OBJ,
            origin.isPresent() ? Subject.Kind.HISTORICAL : Subject.Kind.SEEDED,
            killers.isEmpty() ? Set.of() : Set.of(property),
            Set.of(),
            start);
    return new Mutant(subject, property, killers, story);
  }
}
