package ripsaw.linearizability.bridge.pool;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Access.Order;

/**
 * Where the Java of a pool cache meets the specification: an access by which cpus can tell one
 * execution from another, and the actions of {@code PoolCache.tla} that it may be. All other
 * accesses of the Java belong to the action around them, see {@link #isMerged}.
 */
enum PoolCachePoint {
  BEGIN_GET("Get"),
  BEGIN_PUT("Put"),
  BEGIN_INVALIDATE("Invalidate"),
  TAKE_SIGNAL("Called"),
  MISS_DEPOT("GetSlow", "PutSlow"),
  LOCK_DEPOT("GetSlow", "PutSlow", "Await", "PushGroup", "Drain", "Transfer", "Detach"),
  /** Under the depot's lock it belongs to what is done there. */
  READ_EMPTY("Look"),
  WRITE_EMPTY("TakeEmpty", "ListEmpty", "DetachEmpty"),
  LOCK_GROUPS("NewGroup", "ReturnGroup", "FreeGroup"),
  LOCK_POOL("PoolGet", "Grow", "PoolPut"),
  PAGES("NewPage", "NoPage", "Give");

  private static final Pattern OWN =
      Pattern.compile("cpu([0-9]+)\\.cache0\\.(?:current|previous)|cpu([0-9]+)\\..*");

  private final List<String> actions;

  PoolCachePoint(String... actions) {
    this.actions = List.of(actions);
  }

  /** Names of definitions in the specification. */
  List<String> actions() {
    return actions;
  }

  /** The points by which this action may be made; none, if the cpu alone can see it. */
  static Set<PoolCachePoint> of(String action) {
    Set<PoolCachePoint> points = EnumSet.noneOf(PoolCachePoint.class);
    for (PoolCachePoint point : values()) {
      if (point.actions.contains(action)) {
        points.add(point);
      }
    }
    return points;
  }

  /**
   * The point that an access is; empty if it belongs to the action around it, or to none.
   *
   * @param word by the name that traces give it; empty if the access is to none
   */
  static Optional<PoolCachePoint> of(Access access, String word) {
    if (access == Access.PAGES) {
      return Optional.of(PAGES);
    }
    return switch (word) {
      case "cache0.pc_lock" -> Optional.of(LOCK_DEPOT);
      case "cache0.pr_lock" -> Optional.of(LOCK_POOL);
      case "pcgpool.lock" -> Optional.of(LOCK_GROUPS);
      case "cache0.emptygroups" -> Optional.of(access.isRead() ? READ_EMPTY : WRITE_EMPTY);
      default -> Optional.empty();
    };
  }

  /** Whether a get or a put begins by looking at such a word: what its cpu has. */
  static boolean isOwn(String word) {
    return word.endsWith(".cache0.current");
  }

  /**
   * Whether an access that is no point belongs to the action around it. The specification has
   * reasons for each:
   *
   * <ul>
   *   <li>what is plain is a lock holder's, the cpu's whose groups they are, or the object's
   *       holder's;
   *   <li>of a mailbox only counts that a message was taken, and how many have answered a call the
   *       handlers tell that have returned;
   *   <li>to call, to mask, to sleep: no other cpu can see it.
   * </ul>
   *
   * @param cpu who makes it
   */
  static boolean isMerged(Access access, String word, int cpu) {
    if (access.order() == Order.NONE || access.order() == Order.PLAIN) {
      return true;
    }
    Matcher own = OWN.matcher(word);
    if (own.matches() && own.group(1) != null) {
      return Integer.parseInt(own.group(1)) == cpu;
    }
    return word.startsWith("mailbox") || word.matches("cpu[0-9]+\\.call");
  }
}
