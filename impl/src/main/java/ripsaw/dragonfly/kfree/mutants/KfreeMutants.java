package ripsaw.dragonfly.kfree.mutants;

import java.util.List;
import java.util.stream.Stream;
import ripsaw.dragonfly.kfree.KfreeSubjects;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;

/** The wing for DragonFly's slab allocator. */
public final class KfreeMutants {
  private KfreeMutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return Stream.of(
            LandedMutants.mutants(),
            WordMutants.mutants(),
            FlagMutants.mutants(),
            OwnerMutants.mutants(),
            LossMutants.mutants(),
            RestMutants.mutants(),
            KeepingMutants.mutants(),
            RequestMutants.mutants(),
            OrderMutants.mutants())
        .flatMap(List::stream)
        .toList();
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(KfreeSubjects.REFERENCE, name);
  }

  /** A fault in pin–link–read, which leaves some properties unpromised. */
  static MutantBuilder mutantOfPinLinkRead(String name) {
    return new MutantBuilder(KfreeSubjects.PIN_LINK_READ, name);
  }
}
