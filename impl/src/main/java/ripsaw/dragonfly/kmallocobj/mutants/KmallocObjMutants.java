package ripsaw.dragonfly.kmallocobj.mutants;

import static java.util.Map.entry;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import java.util.stream.Stream;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;

/** The wing for DragonFly's object allocator. */
public final class KmallocObjMutants {
  private KmallocObjMutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return Stream.of(
            versions(),
            RingMutants.mutants(),
            DepotMutants.mutants(),
            CacheMutants.mutants(),
            ExisMutants.mutants(),
            ZoneMutants.mutants(),
            CallerMutants.mutants(),
            LossMutants.mutants(),
            PollerMutants.mutants(),
            ClockMutants.mutants(),
            AmountMutants.mutants(),
            RestMutants.mutants())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> versions() {
    return Mutant.landed(
        KmallocObjSubjects.all(),
        List.of(
            entry(KmallocObjProperty.TYPE_STABILITY, SYSTEMATIC),
            entry(KmallocObjProperty.GRACE_PERIOD, NOT_LINCHECK),
            entry(KmallocObjProperty.POLL_BOUNDED, NOT_LINCHECK),
            entry(KmallocObjProperty.CACHE_CAP, SYSTEMATIC)));
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(KmallocObjSubjects.REFERENCE, name);
  }
}
