package ripsaw.netbsd.kmem.mutants;

import static java.util.Map.entry;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import java.util.stream.Stream;
import ripsaw.netbsd.kmem.KmemSubjects;
import ripsaw.netbsd.kmem.census.KmemProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;

/** The wing for NetBSD's kmem. */
public final class KmemMutants {
  private KmemMutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return Stream.of(
            versions(),
            CallMutants.mutants(),
            DebugMutants.mutants(),
            LayerMutants.mutants(),
            CacheMutants.mutants())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> versions() {
    return Mutant.landed(
        KmemSubjects.all(),
        List.of(
            entry(KmemProperty.SLEEPERS, RUNNING),
            entry(KmemProperty.FAILURE, RUNNING),
            entry(KmemProperty.FAST_PATH, RUNNING),
            entry(KmemProperty.WRONG_SIZE, RUNNING),
            entry(KmemProperty.BALANCE, RUNNING)));
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(KmemSubjects.REFERENCE, "kmem-" + name);
  }
}
