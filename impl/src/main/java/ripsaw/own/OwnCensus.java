package ripsaw.own;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Invariant;
import ripsaw.spec.Moment;
import ripsaw.spec.Violation;

/**
 * What a heap of your own shows: which blocks are free.
 *
 * @param blocks the address of each; none if it does not tell
 * @param free the number of a block, once for each place in which it stands
 */
record OwnCensus(List<Long> blocks, List<Long> free) implements Census {
  private static final List<Invariant<?>> INVARIANTS =
      List.of(
          new Invariant<>(CommonProperty.CONSERVATION, OwnCensus.class, OwnCensus::eachInOnePlace));

  /** Only while nothing is under way: what an operation has in its hands it cannot tell. */
  private static void eachInOnePlace(OwnCensus census, Moment now, Consumer<String> broken) {
    if (!now.idle()) {
      return;
    }
    for (int i = 0; i < census.blocks.size(); i++) {
      boolean isHeld = now.model().isGranted(census.blocks.get(i));
      int places = Collections.frequency(census.free, (long) i);
      if (isHeld && places > 0) {
        broken.accept("block %s is held, and free as well".formatted(i));
      } else if (places > 1) {
        broken.accept("block %s is free in %s places".formatted(i, places));
      } else if (!isHeld && places == 0) {
        broken.accept("block %s is lost: nobody holds it, and it is not free".formatted(i));
      }
    }
    for (long one : census.free) {
      if (one < 0 || one >= census.blocks.size()) {
        broken.accept("block %s is free: there are %s".formatted(one, census.blocks.size()));
      }
    }
  }

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
    return blocks.isEmpty() ? List.of() : INVARIANTS;
  }

  @Override
  public Optional<Violation> judgeRip(long base) {
    return Optional.empty();
  }
}
