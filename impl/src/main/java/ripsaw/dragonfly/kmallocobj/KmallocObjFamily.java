package ripsaw.dragonfly.kmallocobj;

import static ripsaw.subject.CoverageGoal.of;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import ripsaw.dragonfly.kmallocobj.census.CachedSlabs;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjDiagram;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjEvent;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjStatistics;
import ripsaw.dragonfly.kmallocobj.census.PollPasses;
import ripsaw.dragonfly.kmallocobj.mutants.KmallocObjMutants;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.machine.cache.Places;
import ripsaw.spec.Census;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CoverageGoal;
import ripsaw.subject.Diagram;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Idle;
import ripsaw.subject.Monitor;
import ripsaw.subject.Mutant;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Statistics;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;

/** Zones of one kind of object, and a ring of free ones in each slab: {@code kern_kmalloc.c}. */
public record KmallocObjFamily() implements Family {
  /** What takes polls, ticks, sleep or much that is done beforehand: Lincheck has none of it. */
  private static final Set<Property> UNSEEN_BY_LINCHECK =
      Set.of(
          CommonProperty.NO_USE_AFTER_RIP,
          CommonProperty.NO_BLOCKING_IN_INTERRUPT,
          CommonProperty.SIGNAL_DELIVERY,
          CommonProperty.TYPE_DESTRUCTION,
          KmallocObjProperty.RETIRE_ONLY_WHEN_FINISHED,
          KmallocObjProperty.TYPE_STABILITY,
          KmallocObjProperty.ZONE_DESTRUCTION,
          KmallocObjProperty.GRACE_PERIOD,
          KmallocObjProperty.POLL_BOUNDED,
          KmallocObjProperty.CACHE_CAP,
          KmallocObjProperty.ORIGIN,
          KmallocObjProperty.STAMP,
          KmallocObjProperty.CLOCK,
          KmallocObjProperty.POLL_ORDER,
          KmallocObjProperty.POLL_COMPLETE,
          CommonProperty.TERMINATION);

  @Override
  public String toString() {
    return "object allocator";
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>(List.of(CommonProperty.values()));
    properties.addAll(List.of(KmallocObjProperty.values()));
    return properties;
  }

  @Override
  public List<Subject> subjects() {
    return KmallocObjSubjects.all();
  }

  @Override
  public List<Mutant> mutants() {
    return KmallocObjMutants.all();
  }

  /** An allocation that needs a slab may sleep, so no interrupt makes one. */
  @Override
  public Set<CommonVerb> commonVerbs() {
    return EnumSet.complementOf(EnumSet.of(CommonVerb.REALLOC, CommonVerb.ALLOC_IN_INTERRUPT));
  }

  @Override
  public List<FamilyVerb> verbs() {
    return List.of(KmallocObjVerb.values());
  }

  /** More may be out than a slab of two holds. */
  @Override
  public OptionalLong limit() {
    return OptionalLong.of(384);
  }

  @Override
  public boolean hasObjects() {
    return true;
  }

  /** Active and alternate of each cpu and zone, and what a cache may hold. */
  @Override
  public long keptPages(Shape shape, int types) {
    return shape.slabPages() * shape.cpus() * (2L * types + shape.cachedSlabs());
  }

  @Override
  public List<NamedProgram> programs() {
    return KmallocObjPrograms.all();
  }

  @Override
  public Workload workload() {
    return KmallocObjWorkload.all();
  }

  /**
   * Two rounds until the clock goes on, two more until what was terminated first may go. Then a
   * pass retires a slab of one zone, and each round has a pass for each cpu.
   */
  @Override
  public Idle idle(Shape shape) {
    return new Idle(4 + shape.pages(), List.of(KmallocObjVerb.TICK_HERE, CommonVerb.TIDY));
  }

  @Override
  public List<CoverageGoal> goals() {
    return List.of(
        of(
            MachineEvent.SLAB_RIPPED,
            "a slab was ripped",
            KmallocObjProperty.RETIRE_ONLY_WHEN_FINISHED),
        of(MachineEvent.SIGNAL_TAKEN, "a signal was taken", CommonProperty.SIGNAL_DELIVERY),
        of(KmallocObjEvent.TICKED, "the pseudo ticks went up", KmallocObjProperty.GRACE_PERIOD),
        of(KmallocObjEvent.CACHED, "a slab went to a cache", KmallocObjProperty.CACHE_CAP),
        of(
            MachineEvent.PAGES_FREED,
            "a slab was unmapped",
            KmallocObjProperty.RETIRE_ONLY_WHEN_FINISHED));
  }

  @Override
  public List<Monitor> monitors(Monitor.Scene scene) {
    return List.of(
        new GracePeriods(scene),
        new ClockTicks(scene),
        new PollPasses(scene::takeCensus, scene.isSequential(), scene.machine().watch()::violated),
        new CachedSlabs(scene::takeCensus, scene.isSequential()));
  }

  @Override
  public Set<Property> unseenBy(Checker checker) {
    return checker == Checker.LINCHECK ? UNSEEN_BY_LINCHECK : Set.of();
  }

  @Override
  public Diagram draw(Census census, Diagram.Names names) {
    return new KmallocObjDiagram(names).of((KmallocObjCensus) census);
  }

  @Override
  public Optional<Statistics> count(Census census, Shape shape) {
    return Optional.of(KmallocObjStatistics.of((KmallocObjCensus) census));
  }

  @Override
  public List<Measured> measured() {
    Subject reference = KmallocObjSubjects.REFERENCE;
    return List.of(
        new Measured(
            "kmalloc_obj",
            reference.id() + ": a zone for each type",
            reference,
            false,
            (allocator, cpu) -> ((TypeStable) allocator).tick(cpu)));
  }

  @Override
  public Places places(Subject subject, Machine machine) {
    return new ObjectPlaces(machine);
  }
}
