package ripsaw.linux.slub.census;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import ripsaw.linux.slub.census.SlubCensus.Cache;
import ripsaw.linux.slub.census.SlubCensus.CpuSlab;
import ripsaw.linux.slub.census.SlubCensus.Node;
import ripsaw.linux.slub.census.SlubCensus.Slab;
import ripsaw.spec.Conservation;
import ripsaw.spec.Invariant;
import ripsaw.spec.Moment;

/** What must hold of a census of SLUB, one rule a property. */
final class SlubInvariants {
  static final List<Invariant<?>> ALL =
      List.of(
          Conservation.OF_BLOCKS,
          rule(SlubProperty.FREELISTS, SlubInvariants::freelists),
          rule(SlubProperty.INUSE, SlubInvariants::inuse),
          rule(SlubProperty.FROZEN, SlubInvariants::frozen),
          rule(SlubProperty.PARTIAL_LIST, SlubInvariants::partialList),
          rule(SlubProperty.NODE_COUNTS, SlubInvariants::nodeCounts),
          rule(SlubProperty.CPU_SLAB, SlubInvariants::cpuSlab),
          rule(SlubProperty.CPU_NODE, SlubInvariants::cpuNode),
          rule(SlubProperty.OFFLINE, SlubInvariants::offline),
          rule(SlubProperty.NODE_LIST, SlubInvariants::nodeList),
          rule(SlubProperty.EMPTY_SLABS, SlubInvariants::emptySlabs),
          rule(SlubProperty.OBJECT_LAYOUT, SlubInvariants::objectLayout));

  /** Longer objects are constructed ones. */
  private static final long CONSTRUCTED = 128;

  private SlubInvariants() {}

  private static Invariant<SlubCensus> rule(
      SlubProperty property, Invariant.Rule<SlubCensus> rule) {
    return new Invariant<>(property, SlubCensus.class, rule);
  }

  private static void freelists(SlubCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.liveSlabs()) {
      Set<Long> seen = new HashSet<>();
      for (long object : slab.places()) {
        if (!slab.isObject(object)) {
          broken.accept("%#x is free in %s, and no object of it".formatted(object, slab));
        } else if (!seen.add(object)) {
          broken.accept("object %#x is free twice in %s".formatted(object, slab));
        }
      }
    }
  }

  private static void inuse(SlubCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.liveSlabs()) {
      if (slab.inuse() + slab.regular().size() != slab.objects()) {
        broken.accept("the count is wrong of " + slab);
      }
    }
  }

  private static void frozen(SlubCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      long owners = census.owners(slab.base());
      if (owners != (slab.frozen() ? 1 : 0)) {
        broken.accept("%s cpus have %s".formatted(owners, slab));
      }
    }
  }

  /** Who has a new slab in hand, with interrupts on, has it in no place yet. */
  private static void partialList(SlubCensus census, Moment now, Consumer<String> broken) {
    for (Slab slab : census.slabs()) {
      long listed = census.listed(slab.base());
      boolean isFull = slab.regular().isEmpty();
      boolean isEmpty = slab.inuse() == 0;
      boolean mayBeListed = !slab.frozen() && !isFull;
      boolean mustBeListed = mayBeListed && (!isEmpty || now.idle());
      if (listed > (mayBeListed ? 1 : 0) || listed < (mustBeListed ? 1 : 0)) {
        broken.accept("on %s lists: %s".formatted(listed, slab));
      }
    }
    for (Node node : census.nodes()) {
      for (long base : node.partial()) {
        if (census.slab(base).isEmpty()) {
          broken.accept(
              "cache%s lists %#x on node%s, which is no slab"
                  .formatted(node.cache(), base, node.node()));
        }
      }
    }
  }

  /** A new slab is counted first, and made then, with interrupts on. */
  private static void nodeCounts(SlubCensus census, Moment now, Consumer<String> broken) {
    for (Node node : census.nodes()) {
      long slabs =
          census.slabs().stream()
              .filter(slab -> slab.cache() == node.cache() && slab.node() == node.node())
              .count();
      boolean counted = now.idle() ? node.nrSlabs() == slabs : node.nrSlabs() >= slabs;
      if (node.nrPartial() != node.partial().size() || !counted) {
        broken.accept(
            "node%s of cache%s counts %s slabs, %s of them partial, and has %s and %s"
                .formatted(
                    node.node(),
                    node.cache(),
                    node.nrSlabs(),
                    node.nrPartial(),
                    slabs,
                    node.partial().size()));
      }
    }
  }

  private static void cpuSlab(SlubCensus census, Moment now, Consumer<String> broken) {
    for (CpuSlab one : census.cpuSlabs()) {
      boolean fits =
          one.page() == 0
              ? one.freelist().isEmpty()
              : census
                  .slab(one.page())
                  .filter(slab -> slab.cache() == one.cache())
                  .filter(slab -> one.freelist().stream().allMatch(slab::isObject))
                  .isPresent();
      if (!fits) {
        broken.accept(
            "cpu%s has slab %#x of cache%s and %s objects"
                .formatted(one.cpu(), one.page(), one.cache(), one.freelist().size()));
      }
    }
  }

  private static void cpuNode(SlubCensus census, Moment now, Consumer<String> broken) {
    for (CpuSlab one : census.cpuSlabs()) {
      boolean notes = one.page() != 0 && one.node() != SlubCensus.NO_NODE;
      census
          .slab(one.page())
          .filter(slab -> notes && one.node() != (slab.debug() ? SlubCensus.ANY_NODE : slab.node()))
          .ifPresent(
              slab ->
                  broken.accept(
                      "cpu%s takes node%s for that of node%s: %s"
                          .formatted(one.cpu(), one.node(), slab.node(), slab)));
    }
  }

  private static void offline(SlubCensus census, Moment now, Consumer<String> broken) {
    for (CpuSlab one : census.cpuSlabs()) {
      if (one.offline() && one.page() != 0) {
        broken.accept(
            "cpu%s is offline and has slab %#x of cache%s"
                .formatted(one.cpu(), one.page(), one.cache()));
      }
    }
  }

  private static void nodeList(SlubCensus census, Moment now, Consumer<String> broken) {
    for (Node node : census.nodes()) {
      for (long base : node.partial()) {
        census
            .slab(base)
            .filter(slab -> slab.node() != node.node() || slab.cache() != node.cache())
            .ifPresent(
                slab ->
                    broken.accept(
                        "on the list of node%s of cache%s: %s"
                            .formatted(node.node(), node.cache(), slab)));
      }
    }
  }

  private static void objectLayout(SlubCensus census, Moment now, Consumer<String> broken) {
    for (Cache cache : census.caches()) {
      boolean isConstructed = cache.objectBytes() > CONSTRUCTED;
      long bytes = (cache.objectBytes() + 7) / 8 * 8;
      long size = isConstructed ? bytes + 8 : bytes;
      long objects = Math.min(cache.mostObjects(), cache.slabBytes() / size);
      if (cache.size() != size
          || cache.offset() != (isConstructed ? bytes : 0)
          || cache.objects() != objects) {
        broken.accept(
            "objects of %s bytes take %s, should take %s: %s"
                .formatted(cache.objectBytes(), cache.size(), size, cache));
      }
    }
  }

  private static void emptySlabs(SlubCensus census, Moment now, Consumer<String> broken) {
    for (Node node : census.nodes()) {
      long empty =
          node.partial().stream()
              .flatMap(base -> census.slab(base).stream())
              .filter(slab -> slab.inuse() == 0)
              .count();
      if (empty > census.minPartial() + census.cpus() - 1) {
        broken.accept(
            "node%s of cache%s keeps %s empty slabs of %s"
                .formatted(node.node(), node.cache(), empty, census.minPartial()));
      }
    }
  }
}
