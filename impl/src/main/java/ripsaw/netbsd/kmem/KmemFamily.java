package ripsaw.netbsd.kmem;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import ripsaw.machine.Shape;
import ripsaw.netbsd.kmem.census.Failures;
import ripsaw.netbsd.kmem.census.FastPath;
import ripsaw.netbsd.kmem.census.KmemEvent;
import ripsaw.netbsd.kmem.census.KmemProperty;
import ripsaw.netbsd.kmem.census.Reports;
import ripsaw.netbsd.kmem.census.Routes;
import ripsaw.netbsd.kmem.mutants.KmemMutants;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.netbsd.vmem.census.VmemProperty;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CoverageGoal;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Mutant;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;

/** What callers in the kernel use: NetBSD's {@code kmem(9)}. */
public record KmemFamily() implements Family {
  /** What takes accounts or limits, or chunks that callers get as they lie. */
  private static final Set<CommonProperty> OF_OTHERS =
      EnumSet.of(
          CommonProperty.CONSERVATION,
          CommonProperty.ACCOUNTING_CANCELS,
          CommonProperty.TYPE_DESTRUCTION,
          CommonProperty.LIMIT);

  /** What holds of the arena and the caches below, whoever stands on them. */
  private static final List<Property> OF_THE_LAYERS =
      List.of(
          VmemProperty.TILING,
          VmemProperty.TAG_LISTS,
          VmemProperty.ARENA_COUNTS,
          VmemProperty.TAGS_KEPT,
          PoolProperty.GROUPS,
          PoolProperty.GROUP_FILL,
          PoolProperty.POOL_COUNTS,
          PoolProperty.PAGE_LISTS);

  @Override
  public String toString() {
    return "kmem";
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(OF_OTHERS)));
    properties.addAll(OF_THE_LAYERS);
    properties.addAll(List.of(KmemProperty.values()));
    return properties;
  }

  @Override
  public List<Subject> subjects() {
    return KmemSubjects.all();
  }

  @Override
  public List<Mutant> mutants() {
    return KmemMutants.all();
  }

  /** There is one type, and no call from an interrupt but by mistake. */
  @Override
  public Set<CommonVerb> commonVerbs() {
    return EnumSet.of(CommonVerb.ALLOC, CommonVerb.FREE, CommonVerb.SIGNALS);
  }

  @Override
  public List<FamilyVerb> verbs() {
    return List.of(KmemVerb.values());
  }

  @Override
  public OptionalLong limit() {
    return OptionalLong.empty();
  }

  /** Caches keep what nobody uses, and pools the pages of one object. */
  @Override
  public long keptPages(Shape shape, int types) {
    return shape.pages();
  }

  @Override
  public List<NamedProgram> programs() {
    return KmemPrograms.all();
  }

  @Override
  public Workload workload() {
    return KmemWorkload.all();
  }

  @Override
  public List<CoverageGoal> goals() {
    return List.of(
        CoverageGoal.of(
            KmemEvent.GIVEN_BACK, "a chunk was freed", KmemProperty.ROUTE, KmemProperty.BALANCE),
        CoverageGoal.of(
            KmemEvent.MISUSED,
            "a caller made a mistake",
            KmemProperty.WRONG_SIZE,
            KmemProperty.OVERRUN,
            KmemProperty.WRITE_AFTER_FREE,
            KmemProperty.IN_INTERRUPT));
  }

  @Override
  public List<Measured> measured() {
    return KernelMap.measured();
  }

  /** Of the debug layers, and what makes a word of the last bytes. */
  @Override
  public long overhead() {
    return 24;
  }

  @Override
  public boolean callersSleep() {
    return true;
  }

  @Override
  public List<Monitor> monitors(Monitor.Scene scene) {
    Shape shape = scene.machine().shape();
    // Where a slab is more than a page there are more caches than are open.
    long cachesUpTo = shape.slabPages() == 1 ? Units.of(shape).page() : 0;
    return List.of(
        new Routes(),
        new Failures(scene),
        new FastPath(shape.cpus(), cachesUpTo),
        new Reports(scene));
  }

  /** An interleaving of an arena takes Lincheck seconds, so it is asked nothing. */
  @Override
  public Set<Property> unseenBy(Checker checker) {
    return checker == Checker.LINCHECK ? Set.copyOf(properties()) : Set.of();
  }
}
