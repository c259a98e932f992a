package ripsaw.netbsd.vmem.census;

import ripsaw.spec.Property;

/**
 * What must hold of an arena. The source of each is a code of section B ({@code V1} …) or C ({@code
 * N2} …) of the NetBSD research notes.
 */
public enum VmemProperty implements Property {
  TILING(
      "tiling",
      "V1",
      Watch.CENSUS,
      "The tags of a span tile it, without a gap and without overlap, and no two free ranges are"
          + " neighbours."),
  TAG_LISTS(
      "tag-lists",
      "V2",
      Watch.CENSUS,
      "A free tag stands in the list of its size, a busy one in the hash, each once, and no other"
          + " tag stands there."),
  ARENA_COUNTS(
      "arena-counts",
      "V3",
      Watch.CENSUS,
      "What an arena counts in use is the sum of its busy tags, and its size that of its spans."),
  BOUNDS(
      "bounds",
      "V4, N6",
      Watch.EVENT,
      "A range lies where its caller wants it, both ends included, and no caller is told that"
          + " nothing is free there if something is."),
  FIT(
      "fit",
      "V5",
      Watch.EVENT,
      "A range that is taken is no smaller than was asked for, and a search finds one if there is"
          + " any."),
  SPAN_RELEASE(
      "span-release",
      "V6",
      Watch.EVENT,
      "A span is given back when all of it is free, and not before."),
  TAGS_UNLOCKED(
      "tags-unlocked",
      "N4",
      Watch.EVENT,
      "No tag goes to the pool while its caller has the arena's lock: the pool may come back for"
          + " it."),
  TAGS_KEPT(
      "tags-kept",
      "V8",
      Watch.CENSUS,
      "No tag is lost, and none is in two places: when nothing is under way each describes a range,"
          + " or lies in a cpu's cache, a reserve or the pool; and a cpu counts those of its"
          + " cache."),
  TAG_RESERVE(
      "tag-reserve",
      "V8, N5",
      Watch.EVENT,
      "An allocation that feeds the pool of tags finds the tags that it needs in its arena's"
          + " reserve, or is refused."),
  FREE_NEEDS_NOTHING(
      "free-needs-nothing",
      "V7",
      Watch.EVENT,
      "Who frees a range needs no tag for that: it may be all that stands between the machine and"
          + " its end."),
  IMPORT_RETRIES(
      "import-retries",
      "V10",
      Watch.EVENT,
      "An allocation imports a span once, and once more for each range that others took since."),
  SLEEPERS_SERVED(
      "sleepers-served",
      "N2",
      Watch.EVENT,
      "A caller that may sleep is not refused: it sleeps until there is room."),
  WAKEUP(
      "wakeup",
      "V9, N3",
      Watch.CENSUS,
      "Nobody sleeps for a range that is free, or that the source could give, when all others are"
          + " done.");

  private final Statement statement;

  VmemProperty(String id, String source, Watch watch, String sentence) {
    this.statement = new Statement(id, source, watch, sentence);
  }

  @Override
  public Statement statement() {
    return statement;
  }

  @Override
  public String toString() {
    return id();
  }
}
