package ripsaw.dragonfly.kfree.census;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ripsaw.dragonfly.kfree.census.KfreeCensus.Slab;
import ripsaw.spec.Conservation;
import ripsaw.spec.Invariant;
import ripsaw.spec.Moment;

/** What must hold of a census of the slab allocator, one rule a property. */
final class KfreeInvariants {
  static final List<Invariant<?>> ALL =
      List.of(
          Conservation.OF_BLOCKS,
          rule(KfreeProperty.PARKED_MARK, KfreeInvariants::parkedMark),
          rule(KfreeProperty.MARK_ONLY_WHEN_OFF_LIST, KfreeInvariants::markOnlyWhenOffList),
          rule(KfreeProperty.NO_STRANDING, KfreeInvariants::noStranding),
          rule(KfreeProperty.FREE_COUNT, KfreeInvariants::freeCount),
          rule(KfreeProperty.LISTING, KfreeInvariants::listing),
          rule(KfreeProperty.PIN_BALANCE, KfreeInvariants::pinBalance),
          rule(KfreeProperty.PAGE_TABLE, KfreeInvariants::pageTable),
          rule(KfreeProperty.REMOTE_FREES_RETURN, KfreeInvariants::remoteFreesReturn),
          rule(KfreeProperty.EMPTY_SLABS_RETURN, KfreeInvariants::emptySlabsReturn),
          Conservation.OF_ACCOUNTS);

  private KfreeInvariants() {}

  private static Invariant<KfreeCensus> rule(
      KfreeProperty property, Invariant.Rule<KfreeCensus> rule) {
    return new Invariant<>(property, KfreeCensus.class, rule);
  }

  private static void parkedMark(KfreeCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      if (slab.live() && !slab.listed() && slab.remote().isEmpty() && !slab.marked()) {
        broken.accept("nothing would signal the owner of " + slab);
      }
    }
  }

  private static void markOnlyWhenOffList(KfreeCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      if (slab.live() && slab.listed() && slab.marked()) {
        broken.accept("a free would signal for nothing: " + slab);
      }
    }
  }

  private static void noStranding(KfreeCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      if (slab.live()
          && !slab.listed()
          && !slab.remote().isEmpty()
          && !slab.signalled()
          && slab.pins() == 0
          && !now.model().anyInFlight(slab.base(), slab.bytes())) {
        broken.accept("nobody will ever drain " + slab);
      }
    }
  }

  private static void freeCount(KfreeCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      if (slab.freeCount() != slab.local().size() + slab.unused().size()) {
        broken.accept("miscounted: " + slab);
      }
    }
  }

  private static void listing(KfreeCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      boolean listedAsItShould =
          slab.listings() == (slab.live() && slab.freeCount() > 0 ? 1 : 0)
              && (slab.live() || slab.freeCount() == slab.capacity());
      if (!listedAsItShould) {
        broken.accept("stands %s times on a list: %s".formatted(slab.listings(), slab));
      }
    }
  }

  private static void pinBalance(KfreeCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      boolean nobodyMayPin =
          slab.pins() != 0
              && !slab.signalled()
              && !now.model().anyInFlight(slab.base(), slab.bytes());
      if (slab.live() && (slab.pins() < 0 || nobodyMayPin)) {
        broken.accept("%s pins nobody holds on %s".formatted(slab.pins(), slab));
      }
    }
  }

  private static void pageTable(KfreeCensus census, Moment now, Consumer<String> broken) {
    Map<Long, Long> expected = new HashMap<>();
    for (Slab slab : census.slabs()) {
      if (census.marksSlabs() && slab.live()) {
        expected.put(slab.base(), -(slab.owner() + 1L));
      }
    }
    census
        .marks()
        .forEach(
            (page, mark) -> {
              long should = expected.getOrDefault(page, 0L);
              // An oversized block is marked before its grant and unmarked before its free returns.
              boolean oversized = should == 0 && mark > 0;
              boolean wrong =
                  oversized ? now.idle() && !now.model().isGranted(page) : mark != should;
              if (wrong && !now.model().isInFlight(page)) {
                broken.accept("page %#x is marked %s instead of %s".formatted(page, mark, should));
              }
            });
  }

  /** From a listed slab an allocation takes what is on its remote list. */
  private static void remoteFreesReturn(KfreeCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      if (now.atRest() && slab.live() && !slab.listed() && !slab.remote().isEmpty()) {
        broken.accept("what was freed remotely stays out of reach: " + slab);
      }
    }
    if (now.atRest() && !census.carried().isEmpty()) {
      broken.accept("%s chunks stay in signals".formatted(census.carried().size()));
    }
  }

  /** One that is off the list is another property's. */
  private static void emptySlabsReturn(KfreeCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      if (now.atRest() && slab.live() && slab.listed() && slab.isFree() && census.isSpare(slab)) {
        broken.accept("stays though it is free and not the last of its class: " + slab);
      }
    }
  }
}
