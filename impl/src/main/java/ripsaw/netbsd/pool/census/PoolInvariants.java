package ripsaw.netbsd.pool.census;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.netbsd.pool.census.PoolCensus.Cache;
import ripsaw.netbsd.pool.census.PoolCensus.Group;
import ripsaw.netbsd.pool.census.PoolCensus.Page;
import ripsaw.netbsd.pool.census.PoolCensus.PageHeader;
import ripsaw.netbsd.pool.census.PoolCensus.Pool;
import ripsaw.spec.Conservation;
import ripsaw.spec.Invariant;
import ripsaw.spec.Moment;

/** What must hold of a census of pool caches, one rule a property. */
public final class PoolInvariants {
  /** Those that hold whoever stands on the caches. */
  public static final List<Invariant<PoolCensus>> OF_GROUPS_AND_PAGES =
      List.of(
          rule(PoolProperty.GROUPS, PoolInvariants::groups),
          rule(PoolProperty.GROUP_FILL, PoolInvariants::groupFill),
          rule(PoolProperty.POOL_COUNTS, PoolInvariants::poolCounts),
          rule(PoolProperty.PAGE_LISTS, PoolInvariants::pageLists));

  static final List<Invariant<?>> ALL =
      Stream.concat(
              OF_GROUPS_AND_PAGES.stream(),
              Stream.of(
                  Conservation.OF_BLOCKS,
                  rule(PoolProperty.GROW_WAKEUP, PoolInvariants::growWakeup)))
          .<Invariant<?>>map(one -> one)
          .toList();

  private PoolInvariants() {}

  private static Invariant<PoolCensus> rule(
      PoolProperty property, Invariant.Rule<PoolCensus> rule) {
    return new Invariant<>(property, PoolCensus.class, rule);
  }

  /** A put may have a group in its hands, and an invalidation several, as long as they last. */
  private static void groups(PoolCensus census, Moment now, Consumer<String> broken) {
    List<Long> places = new ArrayList<>(census.freeGroups());
    census.doomed().forEach(group -> places.add(group.address()));
    for (Cache cache : census.caches()) {
      cache.groups().forEach(group -> places.add(group.address()));
    }
    Set<Long> seen = new HashSet<>();
    for (long group : places) {
      if (!seen.add(group)) {
        broken.accept("group %#x is in two places".formatted(group));
      }
    }
    long lost = census.allGroups() - seen.size() + (now.idle() ? census.doomed().size() : 0);
    if (now.idle() && lost != 0) {
      broken.accept("%s of %s groups are lost".formatted(lost, census.allGroups()));
    }
  }

  private static void groupFill(PoolCensus census, Moment now, Consumer<String> broken) {
    for (Cache cache : census.caches()) {
      for (Group group : cache.groups()) {
        if (group.avail() < 0 || group.avail() > PoolWords.GROUP_OBJECTS) {
          broken.accept("group %#x counts %s objects".formatted(group.address(), group.avail()));
        }
        for (long object : group.objects()) {
          if (census.pages().stream()
              .noneMatch(page -> page.cache() == cache.number() && page.isItem(object))) {
            broken.accept(
                "%#x in group %#x is no object of cache%s"
                    .formatted(object, group.address(), cache.number()));
          }
        }
      }
      PoolCensus.Depot depot = cache.depot();
      boolean listed =
          depot.full().stream().allMatch(one -> one.avail() == PoolWords.GROUP_OBJECTS)
              && depot.empty().stream().allMatch(one -> one.avail() == 0)
              && depot.part().stream()
                  .allMatch(one -> one.avail() > 0 && one.avail() < PoolWords.GROUP_OBJECTS);
      boolean counted =
          depot.nfull() == depot.full().size()
              && depot.nempty() == depot.empty().size()
              && depot.npart() == depot.part().size();
      if (!listed || !counted) {
        broken.accept("the depot of cache%s: %s".formatted(cache.number(), depot));
      }
    }
  }

  private static void poolCounts(PoolCensus census, Moment now, Consumer<String> broken) {
    for (Cache cache : census.caches()) {
      Pool pool = cache.pool();
      long free = pool.pages().stream().mapToLong(page -> page.free().size()).sum();
      long missing = pool.pages().stream().mapToLong(PageHeader::nmissing).sum();
      long idle = pool.pages().stream().filter(page -> page.nmissing() == 0).count();
      if (pool.nitems() != free
          || pool.nout() != missing
          || pool.nitems() + pool.nout() != pool.npages() * cache.items()
          || pool.npages() != pool.pages().size()
          || pool.nidle() != idle) {
        broken.accept(
            "the pool of cache%s counts %s free, %s out, %s pages, %s idle: there are %s, %s, %s, %s"
                .formatted(
                    cache.number(),
                    pool.nitems(),
                    pool.nout(),
                    pool.npages(),
                    pool.nidle(),
                    free,
                    missing,
                    pool.pages().size(),
                    idle));
      }
    }
    for (Page page : census.pages()) {
      if (page.nmissing() + page.free().size() != page.items()) {
        broken.accept("miscounted: " + page);
      }
    }
  }

  private static void growWakeup(PoolCensus census, Moment now, Consumer<String> broken) {
    for (PoolCensus.Sleepers sleepers : census.sleepers()) {
      if (sleepers.count() > 0 && !sleepers.isGrowing()) {
        broken.accept(
            "%s sleep until the pool of cache%s has grown, and nobody grows it"
                .formatted(sleepers.count(), sleepers.cache()));
      }
    }
  }

  private static void pageLists(PoolCensus census, Moment now, Consumer<String> broken) {
    Map<Long, Integer> listed = new HashMap<>();
    census.pages().forEach(page -> listed.merge(page.base(), 1, Integer::sum));
    listed.forEach(
        (page, times) -> {
          if (times > 1) {
            broken.accept("page %#x is on %s lists".formatted(page, times));
          }
        });
    for (Cache cache : census.caches()) {
      Pool pool = cache.pool();
      boolean fits =
          pool.emptyPages().stream().allMatch(page -> page.nmissing() == 0)
              && pool.fullPages().stream().allMatch(page -> page.nmissing() == cache.items())
              && pool.partPages().stream()
                  .allMatch(page -> page.nmissing() > 0 && page.nmissing() < cache.items());
      boolean hasFree = pool.pages().stream().anyMatch(page -> !page.free().isEmpty());
      boolean isCurrent =
          pool.curpage() == 0
              ? !hasFree
              : pool.pages().stream()
                  .anyMatch(page -> page.base() == pool.curpage() && !page.free().isEmpty());
      boolean isPartial =
          pool.partPages().isEmpty()
              || pool.partPages().stream().anyMatch(page -> page.base() == pool.curpage());
      if (!fits || !isCurrent || !isPartial) {
        broken.accept(
            "the pool of cache%s has the current page %#x and %s"
                .formatted(cache.number(), pool.curpage(), pool));
      }
    }
  }
}
