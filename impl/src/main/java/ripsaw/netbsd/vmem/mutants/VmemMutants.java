package ripsaw.netbsd.vmem.mutants;

import static java.util.Map.entry;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import java.util.stream.Stream;
import ripsaw.netbsd.vmem.VmemSubjects;
import ripsaw.netbsd.vmem.census.VmemProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;

/** The wing for NetBSD's vmem. */
public final class VmemMutants {
  private VmemMutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return Stream.of(
            versions(), HeapMutants.mutants(), ArenaMutants.mutants(), WaitMutants.mutants())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> versions() {
    return Mutant.landed(
        VmemSubjects.all(),
        List.of(
            entry(VmemProperty.BOUNDS, RUNNING),
            entry(VmemProperty.TAGS_UNLOCKED, RUNNING),
            entry(VmemProperty.SLEEPERS_SERVED, NOT_LINCHECK),
            entry(VmemProperty.WAKEUP, NOT_LINCHECK),
            entry(VmemProperty.TAG_RESERVE, EXPLORER)));
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(VmemSubjects.REFERENCE, "vmem-" + name);
  }
}
