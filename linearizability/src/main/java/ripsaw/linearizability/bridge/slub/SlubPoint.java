package ripsaw.linearizability.bridge.slub;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.bridge.slub.SlubState.Actor;
import ripsaw.linearizability.bridge.slub.SlubState.Stand;

/**
 * Where the Java of SLUB meets the specification: an access by which cpus can tell one execution
 * from another, and the actions of {@code Slub.tla} that it may be. All other accesses of the Java
 * belong to the action around them, see {@link SlubWords#isMerged}.
 *
 * <p>A list changes when its count does, as that is read without the list's lock: so who lists a
 * slab, or takes one off, has done so then, and not when he took a lock for it.
 */
enum SlubPoint {
  BEGIN_ALLOC("SlabAlloc"),
  BEGIN_FREE("SlabFree"),
  BEGIN_FLUSH("FlushAll"),
  TAKE_SIGNAL("FlushCpu"),
  /** A free is silent after it: see {@link SlubFollower}. */
  LOCK_SLAB("LockCpuSlab", "Return", "LockNew", "Flush", "RemoteFree"),
  MISS_SLAB("Trylock", "ShrinkTrylock"),
  UNLOCK_SLAB("SlabUnlock"),
  LOCK_LIST("ListLock", "Shrink"),
  READ_COUNT("GetPartial", "ReadCount", "ShrinkCount"),
  CHANGE_COUNT("AddPartial", "RemovePartial", "Trylock", "ShrinkTrylock"),
  READ_INUSE("Scan"),
  PAGES("NewSlab", "NoPage", "Discard");

  /** Where an actor is to put a slab on a list or to take one off. */
  private static final Set<String> LISTING =
      Set.of("add-partial", "remove-partial", "trylock", "shrink-trylock");

  /** Where it is to look at the count of a node that it remembers, and not of a slab's. */
  private static final Set<String> LOOKING = Set.of("partial", "spare", "shrink");

  private final List<String> actions;

  SlubPoint(String... actions) {
    this.actions = List.of(actions);
  }

  /** Names of definitions in the specification. */
  List<String> actions() {
    return actions;
  }

  /** Whether a call that may be quick begins with it. */
  boolean isBegin() {
    return this == BEGIN_ALLOC || this == BEGIN_FREE;
  }

  /** The points by which this action may be made; none, if the cpu alone can see it. */
  static Set<SlubPoint> of(String action) {
    Set<SlubPoint> points = EnumSet.noneOf(SlubPoint.class);
    for (SlubPoint point : values()) {
      if (point.actions.contains(action)) {
        points.add(point);
      }
    }
    return points;
  }

  /**
   * Whether such an access belongs to the action before it or behind it, where an actor stands
   * there.
   *
   * @param place the slab of the access
   */
  boolean isMergedAt(Stand stand, int place) {
    return switch (this) {
      case LOCK_SLAB -> LISTING.contains(stand.at()) || stand.at().equals(SlubState.FREEING);
      case LOCK_LIST, READ_COUNT -> LISTING.contains(stand.at());
      case READ_INUSE -> !stand.at().equals("scan") || stand.todo() != place;
      default -> false;
    };
  }

  /**
   * Whether a step does what the access does.
   *
   * @param place the slab of the access, or the node
   */
  boolean isMade(SlubState before, SlubState after, Actor who, int place) {
    return switch (this) {
      case LOCK_SLAB -> isTaken(locker(before, place), locker(after, place), who);
      case UNLOCK_SLAB -> isTaken(locker(after, place), locker(before, place), who);
      case MISS_SLAB -> before.slabs().equals(after.slabs());
      case LOCK_LIST ->
          isTaken(before.nodes().get(place).locker(), after.nodes().get(place).locker(), who);
      case READ_COUNT -> !LOOKING.contains(before.at(who)) || before.stand(who).from() == place;
      case CHANGE_COUNT -> before.nodes().get(place).nr() != after.nodes().get(place).nr();
      default -> true;
    };
  }

  private static int locker(SlubState state, int place) {
    return state.slabs().get(place).locker();
  }

  private static boolean isTaken(int before, int after, Actor who) {
    return before == Numbers.NONE && after == who.cpu();
  }
}
