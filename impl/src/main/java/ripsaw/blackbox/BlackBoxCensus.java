package ripsaw.blackbox;

import java.util.List;
import java.util.Optional;
import ripsaw.spec.Census;
import ripsaw.spec.Invariant;
import ripsaw.spec.Violation;

/** What is seen of a black box: nothing. */
enum BlackBoxCensus implements Census {
  INSTANCE;

  @Override
  public List<Account> accounts() {
    return List.of();
  }

  @Override
  public Optional<List<Extent>> extents() {
    return Optional.empty();
  }

  @Override
  public boolean tellsOfPages() {
    return false;
  }

  @Override
  public List<Slab> liveSlabs() {
    return List.of();
  }

  @Override
  public List<Invariant<?>> invariants() {
    return List.of();
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    return Optional.empty();
  }
}
