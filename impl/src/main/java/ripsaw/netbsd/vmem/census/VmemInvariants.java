package ripsaw.netbsd.vmem.census;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ripsaw.netbsd.vmem.census.VmemCensus.Kind;
import ripsaw.netbsd.vmem.census.VmemCensus.Tag;
import ripsaw.spec.Invariant;
import ripsaw.spec.Moment;

/** What must hold of a census of an arena, one rule a property. */
public final class VmemInvariants {
  /** Those that hold whoever stands on the arena. */
  public static final List<Invariant<VmemCensus>> OF_TAGS =
      List.of(
          rule(VmemProperty.TILING, VmemInvariants::tiling),
          rule(VmemProperty.TAG_LISTS, VmemInvariants::tagLists),
          rule(VmemProperty.ARENA_COUNTS, VmemInvariants::arenaCounts),
          rule(VmemProperty.TAGS_KEPT, VmemInvariants::tagsKept));

  static final List<Invariant<?>> ALL =
      Stream.concat(OF_TAGS.stream(), Stream.of(rule(VmemProperty.WAKEUP, VmemInvariants::wakeup)))
          .<Invariant<?>>map(one -> one)
          .toList();

  private VmemInvariants() {}

  private static Invariant<VmemCensus> rule(
      VmemProperty property, Invariant.Rule<VmemCensus> rule) {
    return new Invariant<>(property, VmemCensus.class, rule);
  }

  private static void tiling(VmemCensus census, Moment now, Consumer<String> broken) {
    long at = 0;
    long end = 0;
    Optional<Tag> before = Optional.empty();
    for (Tag tag : census.segments()) {
      if (tag.kind() == Kind.SPAN) {
        if (at != end) {
          broken.accept("the tags of a span end at %#x, and it at %#x".formatted(at, end));
        }
        at = tag.start();
        end = at + tag.bytes();
      } else {
        if (tag.start() != at || tag.bytes() <= 0) {
          broken.accept("%s, where one is to begin at %#x".formatted(tag, at));
        }
        if (tag.kind() == Kind.FREE && before.filter(it -> it.kind() == Kind.FREE).isPresent()) {
          broken.accept("two free ranges are neighbours: the second is the " + tag);
        }
        at = tag.start() + tag.bytes();
      }
      before = Optional.of(tag);
    }
    if (at != end) {
      broken.accept("the tags of a span end at %#x, and it at %#x".formatted(at, end));
    }
  }

  private static void tagLists(VmemCensus census, Moment now, Consumer<String> broken) {
    List<Long> free = new ArrayList<>();
    List<Long> busy = new ArrayList<>();
    for (Tag tag : census.segments()) {
      if (tag.kind() == Kind.FREE) {
        free.add(tag.address());
        int order = 63 - Long.numberOfLeadingZeros(tag.bytes() / VmemCensus.QUANTUM);
        if (order < 0 || !census.freeLists().get(order).contains(tag.address())) {
          broken.accept("not in the list of its size: the " + tag);
        }
      } else if (tag.kind() == Kind.BUSY) {
        busy.add(tag.address());
      }
    }
    sameTags("free", free, census.freeLists(), broken);
    sameTags("busy", busy, census.hashLists(), broken);
  }

  private static void sameTags(
      String kind, List<Long> tags, List<List<Long>> lists, Consumer<String> broken) {
    List<Long> listed = lists.stream().flatMap(List::stream).sorted().toList();
    if (!listed.equals(tags.stream().sorted().toList())) {
      broken.accept(
          "of %s %s tags, %s stand in lists of such".formatted(tags.size(), kind, listed.size()));
    }
  }

  private static void arenaCounts(VmemCensus census, Moment now, Consumer<String> broken) {
    long busy = census.of(Kind.BUSY).stream().mapToLong(Tag::bytes).sum();
    long spans = census.of(Kind.SPAN).stream().mapToLong(Tag::bytes).sum();
    if (census.inUse() != busy
        || census.size() != spans
        || census.busyTags() != census.of(Kind.BUSY).size()) {
      broken.accept(
          "%s of %s bytes are counted in use, by %s tags, and %s of %s are, by %s"
              .formatted(
                  census.inUse(),
                  census.size(),
                  census.busyTags(),
                  busy,
                  spans,
                  census.of(Kind.BUSY).size()));
    }
  }

  private static void tagsKept(VmemCensus census, Moment now, Consumer<String> broken) {
    if (now.idle() && census.tagsInHand() != 0) {
      broken.accept(
          "nothing is under way, and tags are neither in use nor in the pool: "
              + census.tagsInHand());
    }
    for (VmemCensus.TagCache cache : census.caches()) {
      if (cache.rounds() != cache.tags()) {
        broken.accept("miscounted: " + cache);
      }
    }
  }

  /** All others are done if nobody else allocates or frees, or has a tag in hand. */
  private static void wakeup(VmemCensus census, Moment now, Consumer<String> broken) {
    int asleep = census.waiting().size();
    boolean areAlone =
        now.allocating() == asleep
            && now.model().all().size() == now.model().granted().size()
            && census.tagsInHand() == (long) VmemCensus.TAGS_OF_A_SLEEPER * asleep;
    for (Request want : areAlone ? census.waiting() : List.<Request>of()) {
      if (census.fitting(want).isPresent()) {
        broken.accept(
            "somebody sleeps for %s, and free is the %s"
                .formatted(want, census.fitting(want).get()));
      } else if (!want.isConstrained() && want.size() <= census.sourceHas()) {
        broken.accept(
            "somebody sleeps for %s, and the source has %s".formatted(want, census.sourceHas()));
      }
    }
  }
}
