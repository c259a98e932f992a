package ripsaw.netbsd.kmem.census;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import ripsaw.netbsd.pool.census.PoolCensus;
import ripsaw.netbsd.pool.census.PoolInvariants;
import ripsaw.netbsd.vmem.census.Request;
import ripsaw.netbsd.vmem.census.VmemCensus;
import ripsaw.netbsd.vmem.census.VmemInvariants;
import ripsaw.spec.Census;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Invariant;
import ripsaw.spec.Moment;

/** What must hold of a census of kmem, one rule a property. */
final class KmemInvariants {
  static final List<Invariant<?>> ALL =
      Stream.of(
              Stream.of(
                  new Invariant<>(KmemProperty.BALANCE, KmemCensus.class, KmemInvariants::balance),
                  new Invariant<>(
                      KmemProperty.SLEEPERS, KmemCensus.class, KmemInvariants::sleepers)),
              VmemInvariants.OF_TAGS.stream().map(one -> below(one, KmemCensus::arena)),
              PoolInvariants.OF_GROUPS_AND_PAGES.stream().map(one -> below(one, KmemCensus::pools)))
          .flatMap(one -> one)
          .<Invariant<?>>map(one -> one)
          .toList();

  /** Tags that each who sleeps in the arena has in hand. */
  private static final int TAGS_OF_A_SLEEPER = 2;

  private KmemInvariants() {}

  /** The same of a layer below. */
  private static <C extends Census> Invariant<KmemCensus> below(
      Invariant<C> one, Function<KmemCensus, C> layer) {
    return new Invariant<>(
        one.property(),
        KmemCensus.class,
        (census, now, broken) -> one.rule().look(layer.apply(census), now, broken));
  }

  private static void balance(KmemCensus census, Moment now, Consumer<String> broken) {
    if (!now.idle()) {
      return;
    }
    List<HeapModel.Block> granted = now.model().granted();
    long inCaches = 0;
    for (PoolCensus.Cache cache : census.pools().caches()) {
      List<PoolCensus.Page> pages = pages(census, cache.number());
      long held = granted.stream().filter(block -> isIn(pages, block.address())).count();
      long cached =
          cache.magazines().stream()
                  .flatMap(one -> Stream.of(one.current(), one.previous()))
                  .flatMap(List::stream)
                  .mapToLong(group -> group.objects().size())
                  .sum()
              + objects(cache.depot().full())
              + objects(cache.depot().part());
      inCaches += held;
      if (cache.pool().nout() != held + cached) {
        broken.accept(
            "cache%s has %s chunks of %s bytes out, callers hold %s, and its groups %s"
                .formatted(cache.number(), cache.pool().nout(), cache.size(), held, cached));
      }
    }
    long ranges = census.arena().of(VmemCensus.Kind.BUSY).size();
    long expected = census.pools().pages().size() + granted.size() - inCaches;
    if (ranges != expected) {
      broken.accept(
          "the arena has %s ranges out, and %s are pool pages or held by callers"
              .formatted(ranges, expected));
    }
  }

  private static List<PoolCensus.Page> pages(KmemCensus census, int cache) {
    return census.pools().pages().stream().filter(page -> page.cache() == cache).toList();
  }

  private static boolean isIn(List<PoolCensus.Page> pages, long address) {
    return pages.stream()
        .anyMatch(page -> address >= page.base() && address < page.base() + page.bytes());
  }

  private static long objects(List<PoolCensus.Group> groups) {
    return groups.stream().mapToLong(group -> group.objects().size()).sum();
  }

  /** All others are done if no other operation is under way, and nobody has a tag in hand. */
  private static void sleepers(KmemCensus census, Moment now, Consumer<String> broken) {
    int asleep = census.arena().waiting().size();
    boolean areAlone =
        now.underway() == asleep
            && census.arena().tagsInHand() == (long) TAGS_OF_A_SLEEPER * asleep;
    for (Request want : areAlone ? census.arena().waiting() : List.<Request>of()) {
      if (census.arena().fitting(want).isPresent()) {
        broken.accept("somebody sleeps for %s, which the arena has".formatted(want));
      } else if (want.size() <= census.arena().sourceHas()) {
        broken.accept("somebody sleeps for %s, and there are pages".formatted(want));
      } else if (wouldFit(census, want)) {
        broken.accept("somebody sleeps for %s, which pools keep unused".formatted(want));
      }
    }
  }

  /**
   * Whether it could be had, were the pages given back that pools have no item of in use: in a
   * span, or of the source, which gets a span back that is free.
   */
  private static boolean wouldFit(KmemCensus census, Request want) {
    Set<Long> idle = new HashSet<>();
    for (PoolCensus.Page page : census.pools().pages()) {
      if (page.places().size() == page.items()) {
        idle.add(page.base());
      }
    }
    List<Census.Extent> source = new ArrayList<>(census.arena().source());
    Census.Extent span = new Census.Extent(0, 0);
    long free = 0;
    for (VmemCensus.Tag tag : census.arena().segments()) {
      switch (tag.kind()) {
        case SPAN -> {
          span = new Census.Extent(tag.start(), tag.bytes());
          free = 0;
        }
        case FREE -> free += tag.bytes();
        case BUSY -> free = idle.contains(tag.start()) ? free + tag.bytes() : 0;
      }
      if (want.fit(tag.start() + tag.bytes() - free, free) != Request.NOTHING) {
        return true;
      }
      if (free == span.bytes()) {
        source.add(span);
      }
    }
    source.sort(Comparator.comparingLong(Census.Extent::base));
    return want.size() <= VmemCensus.longestRun(source);
  }
}
