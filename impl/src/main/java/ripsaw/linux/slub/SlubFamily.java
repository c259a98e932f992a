package ripsaw.linux.slub;

import static ripsaw.subject.CoverageGoal.of;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import ripsaw.linux.slub.census.DebugSlabs;
import ripsaw.linux.slub.census.Flushes;
import ripsaw.linux.slub.census.KeptSlabs;
import ripsaw.linux.slub.census.Mistakes;
import ripsaw.linux.slub.census.NodeChoices;
import ripsaw.linux.slub.census.OldestFirst;
import ripsaw.linux.slub.census.OwnFrees;
import ripsaw.linux.slub.census.Recycling;
import ripsaw.linux.slub.census.Shown;
import ripsaw.linux.slub.census.Shrinks;
import ripsaw.linux.slub.census.SlubCensus;
import ripsaw.linux.slub.census.SlubDiagram;
import ripsaw.linux.slub.census.SlubEvent;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.linux.slub.census.SlubStatistics;
import ripsaw.linux.slub.mutants.SlubMutants;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.machine.cache.Places;
import ripsaw.machine.lock.LockProperty;
import ripsaw.spec.Census;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CoverageGoal;
import ripsaw.subject.Diagram;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Mutant;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Statistics;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;

/** A slab for each cpu, and lists of partial ones for each node: {@code mm/slub.c}. */
public record SlubFamily() implements Family {
  /** What takes accounts or limits, which SLUB has none of. */
  private static final Set<CommonProperty> OF_ACCOUNTS =
      EnumSet.of(
          CommonProperty.ACCOUNTING_CANCELS, CommonProperty.TYPE_DESTRUCTION, CommonProperty.LIMIT);

  /** What takes sysfs, nodes, debug slabs, one cpu alone, or a caller that may not sleep. */
  private static final Set<Property> UNSEEN_BY_LINCHECK =
      Set.of(
          CommonProperty.ALIGNMENT,
          CommonProperty.ZEROING,
          CommonProperty.NO_BLOCKING_IN_INTERRUPT,
          CommonProperty.SIGNAL_DELIVERY,
          CommonProperty.CPU_LOCAL,
          CommonProperty.REUSE,
          CommonProperty.TERMINATION,
          LockProperty.LOCK_ORDER,
          SlubProperty.CPU_NODE,
          SlubProperty.EMPTY_SLABS,
          SlubProperty.KEPT_SLABS,
          SlubProperty.NODE_CHOICE,
          SlubProperty.OWN_FREE,
          SlubProperty.OBJECT_LAYOUT,
          SlubProperty.DEBUG_SLABS,
          SlubProperty.SHOWN,
          SlubProperty.FLUSH,
          SlubProperty.OFFLINE,
          SlubProperty.OLDEST_FIRST,
          SlubProperty.SHRINK,
          SlubProperty.MISTAKES_REPORTED,
          SlubProperty.CLOSE);

  @Override
  public String toString() {
    return "SLUB";
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(OF_ACCOUNTS)));
    properties.add(LockProperty.LOCK_ORDER);
    properties.addAll(List.of(SlubProperty.values()));
    return properties;
  }

  @Override
  public List<Subject> subjects() {
    return SlubSubjects.all();
  }

  @Override
  public List<Mutant> mutants() {
    return SlubMutants.all();
  }

  @Override
  public Set<CommonVerb> commonVerbs() {
    return EnumSet.complementOf(EnumSet.of(CommonVerb.REALLOC, CommonVerb.TIDY));
  }

  @Override
  public List<FamilyVerb> verbs() {
    return List.of(SlubVerb.values());
  }

  /** There are caches of more than one type, and none has a limit. */
  @Override
  public OptionalLong limit() {
    return OptionalLong.of(Allocator.UNLIMITED);
  }

  @Override
  public boolean hasObjects() {
    return true;
  }

  /** The slab of each cpu and cache, what a node keeps, and what it keeps as cpus look at once. */
  @Override
  public long keptPages(Shape shape, int types) {
    return (long) shape.slabPages()
        * types
        * (2L * shape.cpus() + (long) shape.nodes() * shape.cachedSlabs());
  }

  @Override
  public List<NamedProgram> programs() {
    return SlubPrograms.all();
  }

  @Override
  public Workload workload() {
    return SlubWorkload.all();
  }

  @Override
  public List<CoverageGoal> goals() {
    return List.of(
        of(
            SlubEvent.DEACTIVATED,
            "a cpu gave up its slab",
            SlubProperty.FROZEN,
            CommonProperty.CONSERVATION),
        of(
            SlubEvent.FREED_REMOTELY,
            "an object was freed to another cpu's slab",
            CommonProperty.CONSERVATION),
        of(SlubEvent.UNLISTED, "a slab was taken off a list", SlubProperty.PARTIAL_LIST),
        of(MachineEvent.SLAB_RIPPED, "a slab was discarded", SlubProperty.DISCARD));
  }

  @Override
  public boolean hasThreads() {
    return true;
  }

  @Override
  public boolean hasHotplug() {
    return true;
  }

  @Override
  public List<Monitor> monitors(Monitor.Scene scene) {
    return List.of(
        new Flushes(scene),
        new Shrinks(scene),
        new Mistakes(scene),
        new Recycling(scene),
        new OwnFrees(scene),
        new KeptSlabs(scene),
        new DebugSlabs(scene),
        new NodeChoices(scene),
        new Shown(scene),
        new OldestFirst(scene));
  }

  @Override
  public Set<Property> unseenBy(Checker checker) {
    return checker == Checker.LINCHECK ? UNSEEN_BY_LINCHECK : Set.of();
  }

  @Override
  public Diagram draw(Census census, Diagram.Names names) {
    return new SlubDiagram(names).of((SlubCensus) census);
  }

  @Override
  public Optional<Statistics> count(Census census, Shape shape) {
    return Optional.of(SlubStatistics.of((SlubCensus) census));
  }

  /** A version says by its date whether it has the seed's structure for each cpu. */
  @Override
  public Places places(Subject subject, Machine machine) {
    String seed = "2007-10-16";
    return new SlubPlaces(
        machine, subject.origin().map(one -> one.date().compareTo(seed) >= 0).orElse(true));
  }
}
