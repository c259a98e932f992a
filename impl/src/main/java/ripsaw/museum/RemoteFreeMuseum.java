package ripsaw.museum;

import java.util.List;
import java.util.stream.Stream;
import ripsaw.dragonfly.DragonflySubjects;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;
import ripsaw.subject.SubjectProvider;

/** The wing for DragonFly's slab allocator. */
public final class RemoteFreeMuseum implements SubjectProvider {
  @Override
  public List<Mutant> mutants() {
    return Stream.of(
            HistoricalWing.mutants(),
            WordFaults.mutants(),
            FlagFaults.mutants(),
            OwnerFaults.mutants(),
            LossFaults.mutants(),
            OrderFaults.mutants())
        .flatMap(List::stream)
        .toList();
  }

  /** A fault in the reference, which promises every property. */
  static MutantBuilder mutant(String name) {
    return new MutantBuilder(DragonflySubjects.REFERENCE, name);
  }

  /** A fault in pin–link–read, which leaves some properties unpromised. */
  static MutantBuilder mutantOfPinLinkRead(String name) {
    return new MutantBuilder(DragonflySubjects.PIN_LINK_READ, name);
  }
}
