package ripsaw.dragonfly.kmallocobj.mutants;

import static java.util.Map.entry;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.SYSTEMATIC;

import java.util.List;
import java.util.stream.Stream;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;
import ripsaw.subject.SubjectProvider;

/** The wing for DragonFly's object allocator. */
public final class KmallocObjMutants implements SubjectProvider {
  @Override
  public List<Mutant> mutants() {
    return Stream.of(
            versions(),
            RingMutants.mutants(),
            DepotMutants.mutants(),
            CacheMutants.mutants(),
            ExisMutants.mutants(),
            ZoneMutants.mutants(),
            CallerMutants.mutants(),
            LossMutants.mutants())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> versions() {
    return Mutant.landed(
        new KmallocObjSubjects().subjects(),
        List.of(
            entry(Property.TYPE_STABILITY, SYSTEMATIC),
            entry(Property.GRACE_PERIOD, NOT_LINCHECK),
            entry(Property.POLL_BOUNDED, NOT_LINCHECK),
            entry(Property.CACHE_CAP, SYSTEMATIC)));
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(KmallocObjSubjects.REFERENCE, name);
  }
}
