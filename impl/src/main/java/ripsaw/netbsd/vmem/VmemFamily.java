package ripsaw.netbsd.vmem;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import ripsaw.machine.Shape;
import ripsaw.machine.lock.LockProperty;
import ripsaw.netbsd.vmem.census.Searches;
import ripsaw.netbsd.vmem.census.VmemEvent;
import ripsaw.netbsd.vmem.census.VmemProperty;
import ripsaw.netbsd.vmem.mutants.VmemMutants;
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

/** An arena of address ranges under boundary tags: NetBSD's {@code vmem(9)}. */
public record VmemFamily() implements Family {
  /** What takes accounts or limits, or chunks of one size. */
  private static final Set<CommonProperty> OF_OTHERS =
      EnumSet.of(
          CommonProperty.CONSERVATION,
          CommonProperty.ACCOUNTING_CANCELS,
          CommonProperty.TYPE_DESTRUCTION,
          CommonProperty.LIMIT);

  @Override
  public String toString() {
    return "vmem";
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(OF_OTHERS)));
    properties.add(LockProperty.LOCK_ORDER);
    properties.addAll(List.of(VmemProperty.values()));
    return properties;
  }

  @Override
  public List<Subject> subjects() {
    return VmemSubjects.all();
  }

  @Override
  public List<Mutant> mutants() {
    return VmemMutants.all();
  }

  /** There is one type, and no call from an interrupt. */
  @Override
  public Set<CommonVerb> commonVerbs() {
    return EnumSet.of(CommonVerb.ALLOC, CommonVerb.FREE, CommonVerb.SIGNALS);
  }

  @Override
  public List<FamilyVerb> verbs() {
    return List.of(VmemVerb.values());
  }

  @Override
  public OptionalLong limit() {
    return OptionalLong.empty();
  }

  /** A span that was imported, and not needed after all, stays until something in it is freed. */
  @Override
  public long keptPages(Shape shape, int types) {
    return shape.pages();
  }

  @Override
  public List<NamedProgram> programs() {
    return VmemPrograms.all();
  }

  @Override
  public Workload workload() {
    return VmemWorkload.all();
  }

  @Override
  public List<CoverageGoal> goals() {
    return List.of(
        CoverageGoal.of(VmemEvent.IMPORTED, "a span was imported", VmemProperty.TILING),
        CoverageGoal.of(VmemEvent.RELEASED, "a span was released", VmemProperty.SPAN_RELEASE));
  }

  @Override
  public boolean hasThreads() {
    return true;
  }

  @Override
  public boolean callersSleep() {
    return true;
  }

  @Override
  public List<Monitor> monitors(Monitor.Scene scene) {
    return List.of(new Searches(scene));
  }

  /** An interleaving of an arena takes Lincheck seconds, so it is asked nothing. */
  @Override
  public Set<Property> unseenBy(Checker checker) {
    return checker == Checker.LINCHECK ? Set.copyOf(properties()) : Set.of();
  }
}
