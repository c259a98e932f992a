package ripsaw.netbsd.vmem.census;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ripsaw.spec.Census;
import ripsaw.spec.Invariant;
import ripsaw.spec.Violation;

/**
 * A census of an arena.
 *
 * @param segments all tags, those of a span behind it in the order of addresses
 * @param freeLists the tags in each list of free ones
 * @param hashLists the tags in each list of busy ones
 * @param size bytes of spans, as counted
 * @param inUse bytes of busy ranges, as counted
 * @param busyTags as counted
 * @param tagsInHand those that are nowhere, as somebody is going to use them or has
 * @param caches tags that each cpu has to itself
 * @param waiting what those who sleep want
 * @param source pages that the source could give, in the order of addresses
 */
public record VmemCensus(
    List<Tag> segments,
    List<List<Long>> freeLists,
    List<List<Long>> hashLists,
    long size,
    long inUse,
    long busyTags,
    long tagsInHand,
    List<TagCache> caches,
    List<Request> waiting,
    List<Census.Extent> source)
    implements Census {
  /** The smallest range, in bytes. */
  public static final long QUANTUM = Request.QUANTUM;

  /** Tags that each who sleeps has in hand. */
  static final int TAGS_OF_A_SLEEPER = 2;

  /** What a tag describes. */
  public enum Kind {
    FREE,
    BUSY,
    SPAN
  }

  /**
   * A boundary tag.
   *
   * @param address of the tag itself
   * @param start first address of its range
   * @param bytes of its range
   */
  public record Tag(long address, Kind kind, long start, long bytes) {
    @Override
    public String toString() {
      return "%s range %#x of %s bytes"
          .formatted(kind.name().toLowerCase(Locale.ROOT), start, bytes);
    }
  }

  /**
   * The tags that a cpu has to itself.
   *
   * @param rounds as counted
   * @param tags as there are
   */
  public record TagCache(int cpu, long rounds, int tags) {}

  /** The tags of one kind. */
  public List<Tag> of(Kind kind) {
    return segments.stream().filter(tag -> tag.kind == kind).toList();
  }

  /** A free range that will do, if there is any. */
  public Optional<Tag> fitting(Request want) {
    return of(Kind.FREE).stream()
        .filter(tag -> want.fit(tag.start, tag.bytes) != Request.NOTHING)
        .findFirst();
  }

  /** Bytes that the source could give at most in one run. */
  public long sourceHas() {
    return longestRun(source);
  }

  /**
   * Bytes of the longest run that these make.
   *
   * @param pages in the order of addresses
   */
  public static long longestRun(List<Extent> pages) {
    long longest = 0;
    long bytes = 0;
    long end = 0;
    for (Extent page : pages) {
      bytes = page.base() == end ? bytes + page.bytes() : page.bytes();
      end = page.base() + page.bytes();
      longest = Math.max(longest, bytes);
    }
    return longest;
  }

  @Override
  public List<Account> accounts() {
    return List.of();
  }

  @Override
  public Optional<List<Extent>> extents() {
    return Optional.of(
        of(Kind.SPAN).stream().map(span -> new Extent(span.start, span.bytes)).toList());
  }

  @Override
  public boolean tellsOfPages() {
    return true;
  }

  @Override
  public List<Slab> liveSlabs() {
    return List.of();
  }

  @Override
  public List<Invariant<?>> invariants() {
    return VmemInvariants.ALL;
  }

  @Override
  public Optional<String> canServe(int cpu, int type, long bytes) {
    long size = Math.ceilDiv(bytes, QUANTUM) * QUANTUM;
    return fitting(Request.of(size, false)).map(Tag::toString);
  }

  /** Of the machine's slabs there are none. */
  @Override
  public Optional<Violation> judgeRip(long base) {
    return Optional.empty();
  }
}
