package ripsaw.netbsd.pool;

import static ripsaw.subject.CoverageGoal.of;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.machine.lock.LockProperty;
import ripsaw.netbsd.pool.census.Constructions;
import ripsaw.netbsd.pool.census.Drains;
import ripsaw.netbsd.pool.census.Growers;
import ripsaw.netbsd.pool.census.Invalidations;
import ripsaw.netbsd.pool.census.MagazineBound;
import ripsaw.netbsd.pool.census.OwnGroups;
import ripsaw.netbsd.pool.census.OwnMagazines;
import ripsaw.netbsd.pool.census.PoolCensus;
import ripsaw.netbsd.pool.census.PoolDiagram;
import ripsaw.netbsd.pool.census.PoolEvent;
import ripsaw.netbsd.pool.census.PoolPages;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.netbsd.pool.census.PoolStatistics;
import ripsaw.netbsd.pool.mutants.PoolMutants;
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

/**
 * Two groups of objects for each cpu, over a pool of pages: {@code pool_cache} and {@code pool}.
 */
public record PoolFamily() implements Family {
  /** What takes accounts or limits, which a pool cache has none of. */
  private static final Set<CommonProperty> OF_ACCOUNTS =
      EnumSet.of(
          CommonProperty.ACCOUNTING_CANCELS, CommonProperty.TYPE_DESTRUCTION, CommonProperty.LIMIT);

  /** What takes an invalidation, a device, a cache of another size, pages that are out. */
  private static final Set<Property> UNSEEN_BY_LINCHECK =
      Set.of(
          CommonProperty.ALIGNMENT,
          CommonProperty.ZEROING,
          CommonProperty.NO_BLOCKING_IN_INTERRUPT,
          CommonProperty.SIGNAL_DELIVERY,
          CommonProperty.CPU_LOCAL,
          CommonProperty.REUSE,
          CommonProperty.TERMINATION,
          PoolProperty.GROUP_FILL,
          PoolProperty.OWN_MAGAZINES,
          PoolProperty.MAGAZINE_BOUND,
          PoolProperty.INVALIDATION,
          PoolProperty.CONSTRUCTION,
          PoolProperty.CALLBACKS_UNLOCKED,
          PoolProperty.PAGE_RELEASE,
          PoolProperty.ITEM_REFUSED,
          PoolProperty.GROW_WAKEUP,
          PoolProperty.PASSIVE_READERS,
          LockProperty.LOCK_ORDER,
          PoolProperty.GROWING_NOWAIT,
          PoolProperty.WATER_MARKS,
          PoolProperty.DRAIN);

  @Override
  public String toString() {
    return "pool cache";
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(OF_ACCOUNTS)));
    properties.add(LockProperty.LOCK_ORDER);
    properties.addAll(List.of(PoolProperty.values()));
    return properties;
  }

  @Override
  public List<Subject> subjects() {
    return PoolSubjects.all();
  }

  @Override
  public List<Mutant> mutants() {
    return PoolMutants.all();
  }

  @Override
  public Set<CommonVerb> commonVerbs() {
    return EnumSet.complementOf(EnumSet.of(CommonVerb.REALLOC, CommonVerb.TIDY));
  }

  @Override
  public List<FamilyVerb> verbs() {
    return List.of(PoolVerb.values());
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

  /**
   * Each object in a cpu's groups may have a page to itself, and so may those that invalidations
   * have in their hands; and a pool keeps pages up to its mark.
   */
  @Override
  public long keptPages(Shape shape, int types) {
    int groups = 2 * shape.cpus() + 1;
    return (long) shape.slabPages()
        * types
        * (groups * PoolWords.GROUP_OBJECTS + shape.cachedSlabs() + 1L);
  }

  @Override
  public List<NamedProgram> programs() {
    return PoolPrograms.all();
  }

  @Override
  public Workload workload() {
    return PoolWorkload.all();
  }

  @Override
  public List<CoverageGoal> goals() {
    return List.of(
        of(
            PoolEvent.EXCHANGED,
            "a full group went to the depot or came from it",
            PoolProperty.GROUP_FILL,
            PoolProperty.MAGAZINE_BOUND,
            CommonProperty.CONSERVATION),
        of(PoolEvent.INVALIDATED, "a cache was invalidated", PoolProperty.INVALIDATION),
        of(PoolEvent.DESTRUCTED, "an object was destructed", PoolProperty.CONSTRUCTION),
        of(MachineEvent.SLAB_RIPPED, "a page left its pool", PoolProperty.PAGE_RELEASE));
  }

  @Override
  public boolean hasThreads() {
    return true;
  }

  @Override
  public List<Monitor> monitors(Monitor.Scene scene) {
    return List.of(
        new OwnMagazines(scene),
        new MagazineBound(),
        new Invalidations(scene),
        new Constructions(scene),
        new OwnGroups(),
        new PoolPages(scene),
        new Drains(scene),
        new Growers());
  }

  @Override
  public Set<Property> unseenBy(Checker checker) {
    return checker == Checker.LINCHECK ? UNSEEN_BY_LINCHECK : Set.of();
  }

  @Override
  public Diagram draw(Census census, Diagram.Names names) {
    return new PoolDiagram(names).of((PoolCensus) census);
  }

  @Override
  public Optional<Statistics> count(Census census, Shape shape) {
    return Optional.of(PoolStatistics.of((PoolCensus) census));
  }
}
