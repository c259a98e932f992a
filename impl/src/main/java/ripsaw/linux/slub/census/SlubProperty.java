package ripsaw.linux.slub.census;

import ripsaw.spec.Property;

/**
 * What must hold of slabs that are a cpu's, or on a node's list, or gone. The source of each is a
 * code of section C of the SLUB research notes ({@code I1} … {@code L2}), or a section.
 */
public enum SlubProperty implements Property {
  FREELISTS(
      "freelists",
      "I2",
      Watch.CENSUS,
      "Both free lists of a slab end, and hold nothing but objects of that slab, each once."),
  INUSE(
      "inuse",
      "I3",
      Watch.CENSUS,
      "A slab counts as in use what is not on its own free list, those on its cpu's list among"
          + " them."),
  FROZEN(
      "frozen",
      "I4, T1",
      Watch.CENSUS,
      "A slab is frozen exactly while it is the slab of one cpu."),
  PARTIAL_LIST(
      "partial-list",
      "I5, I6",
      Watch.CENSUS,
      "A slab stands on its node's list once if it is no cpu's and has objects to give and some in"
          + " use, never while it is a cpu's, nor while it has none to give."),
  NODE_COUNTS(
      "node-counts",
      "I7",
      Watch.CENSUS,
      "What a node counts of slabs and of partial slabs is what there is."),
  CPU_SLAB(
      "cpu-slab",
      "I8",
      Watch.CENSUS,
      "A cpu without a slab has no objects to itself, and those that a cpu has are of its slab."),
  CPU_NODE(
      "cpu-node",
      "I9",
      Watch.CENSUS,
      "The node that a cpu takes its slab to be of is the slab's, or none if that is a debug"
          + " slab."),
  DISCARD(
      "discard",
      "I10",
      Watch.EVENT,
      "A slab is discarded only when none of its objects is in use, and it is no cpu's and on no"
          + " list."),
  NODE_LIST(
      "node-list",
      "I11",
      Watch.CENSUS,
      "A slab stands on the list of the node that its memory is of."),
  EMPTY_SLABS(
      "empty-slabs",
      "T7",
      Watch.CENSUS,
      "A node keeps no more empty slabs than it is to keep, but for one for each other cpu that"
          + " looked at the same time."),
  KEPT_SLABS(
      "kept-slabs",
      "T7",
      Watch.EVENT,
      "An empty slab that a cpu gives up is kept if its node lists fewer than it is to keep, and"
          + " else discarded."),
  NODE_CHOICE(
      "node-choice",
      "A.2",
      Watch.EVENT,
      "A cpu gets memory of the node that it asks for, or of its own if it asks for none, as long"
          + " as that lists a slab or has pages, and of another's list only what that need not"
          + " keep."),
  OWN_FREE(
      "own-free",
      "A.2",
      Watch.EVENT,
      "A cpu frees to its own slab without a lock, but for a debug slab."),
  OBJECT_LAYOUT(
      "object-layout",
      "A.1",
      Watch.CENSUS,
      "An object has the bytes that are asked for and those up to a multiple of 8, and a"
          + " constructed one a free pointer behind them; a slab has as many as fit, or as it is to"
          + " have."),
  DEBUG_SLABS(
      "debug-slabs",
      "A.2",
      Watch.EVENT,
      "A slab that is made while checks are on is a debug slab, and none that is made while they"
          + " are off."),
  SHOWN("shown", "A.2", Watch.EVENT, "Who looks at the cpu slabs alone is shown what is there."),
  FLUSH(
      "flush",
      "T8",
      Watch.EVENT,
      "When all cpus were told to give up their slabs, each that is online has had none at some"
          + " time since."),
  OFFLINE(
      "offline",
      "I4",
      Watch.CENSUS,
      "A cpu that is offline has no slab, once another has flushed that for it."),
  SHRINK(
      "shrink",
      "A.2",
      Watch.EVENT,
      "Of the empty slabs that stand on a cache's lists, and that nobody else has locked, none does"
          + " when it has been shrunk, and the fullest of the others come first."),
  MISTAKES_REPORTED(
      "mistakes-reported",
      "T4",
      Watch.EVENT,
      "A double free to a debug slab is reported, and so is a pointer to no object of it."),
  RECYCLING(
      "recycling",
      "L2, P1",
      Watch.EVENT,
      "A cpu looks for another slab only when its own has no object left, or is of a node that will"
          + " not do: what others freed there is handed out first."),
  OLDEST_FIRST(
      "oldest-first",
      "P1",
      Watch.EVENT,
      "Of the slabs to which a first object came back a cpu takes the one that is listed longest"
          + " and not locked: more come back to the others meanwhile."),
  CLOSE("close", "I10", Watch.EVENT, "A cache that is closed leaves no slab behind.");

  private final Statement statement;

  SlubProperty(String id, String source, Watch watch, String sentence) {
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
