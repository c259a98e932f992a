package ripsaw.linux.slub.mutants;

import static java.util.Map.entry;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import java.util.stream.Stream;
import ripsaw.linux.slub.SlubSubjects;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.lock.LockProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;

/** The wing for Linux's SLUB. */
public final class SlubMutants {
  private SlubMutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return Stream.of(
            versions(),
            LandedMutants.mutants(),
            WindowMutants.mutants(),
            LossMutants.mutants(),
            CountMutants.mutants(),
            ListMutants.mutants(),
            LockMutants.mutants(),
            FlushMutants.mutants(),
            DebugMutants.mutants(),
            ChoiceMutants.mutants(),
            CallerMutants.mutants())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> versions() {
    return Mutant.landed(
        SlubSubjects.all(),
        List.of(
            entry(CommonProperty.CONSERVATION, NOT_LINCHECK),
            entry(CommonProperty.NO_DOUBLE_GRANT, SYSTEMATIC),
            entry(LockProperty.LOCK_ORDER, NOT_LINCHECK),
            entry(SlubProperty.CPU_NODE, NOT_LINCHECK),
            entry(SlubProperty.CPU_SLAB, NOT_LINCHECK),
            entry(SlubProperty.NODE_CHOICE, RUNNING),
            entry(SlubProperty.RECYCLING, RUNNING),
            entry(SlubProperty.OLDEST_FIRST, RUNNING)));
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(SlubSubjects.REFERENCE, "slub-" + name);
  }
}
