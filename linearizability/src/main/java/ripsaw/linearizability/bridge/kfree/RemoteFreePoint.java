package ripsaw.linearizability.bridge.kfree;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ripsaw.machine.order.Access;

/**
 * Where the Java meets the specification: an access by which cpus can tell one execution from
 * another, and the actions of {@code RemoteFree.tla} that it may be. All other accesses of the Java
 * belong to the action around them, see {@link RemoteFreeWords#isMerged}.
 */
public enum RemoteFreePoint {
  READ_LIST("Exhaust", "DrainAgain", "FreeRemote", "Read", "Look", "List", "Drain"),
  COMPARE_AND_SET_LIST("ParkWord", "Link", "Take"),
  SWAP_LIST("Drain"),
  WRITE_LIST("ParkWord", "Link", "Clear"),
  READ_FLAG("FreeRemote", "Flag", "AskLate"),
  WRITE_FLAG("Ask", "Answer", "Quiet"),
  READ_PINS("Pins"),
  ADD_PINS("FreeRemote", "Pin", "Unpin"),
  READ_MARK("Check"),
  WRITE_MARK("Mark", "Reuse", "Rip", "UnmarkLate"),
  PAGES("New", "NoPage", "GiveBack"),
  POST("Send"),
  TAKE_MESSAGE("Interrupt"),
  /** Read anew after the link; before it, the caller's chunk keeps it as it is. */
  READ_OWNER("Whose"),
  /** Counted apart only where a slot is not its cpu's own. */
  READ_COUNT("FreeRemote", "Tally"),
  WRITE_COUNT("Count");

  /** Where an actor stops of itself, whatever the specification says next. */
  static final Set<RemoteFreePoint> SHARED =
      EnumSet.complementOf(EnumSet.of(READ_OWNER, READ_COUNT, WRITE_COUNT));

  private final List<String> actions;

  RemoteFreePoint(String... actions) {
    this.actions = List.of(actions);
  }

  /** Names of definitions in the specification. */
  public List<String> actions() {
    return actions;
  }

  /** The points by which this action may be made; none, if the owner alone can see it. */
  static Set<RemoteFreePoint> of(String action) {
    Set<RemoteFreePoint> points = EnumSet.noneOf(RemoteFreePoint.class);
    for (RemoteFreePoint point : values()) {
      if (point.actions.contains(action)) {
        points.add(point);
      }
    }
    return points;
  }

  /** What an access to the head of a remote list is. */
  static RemoteFreePoint ofList(Access access) {
    if (access.isRead()) {
      return READ_LIST;
    }
    return switch (access) {
      case COMPARE_AND_SET, COMPARE_AND_SET_ACQUIRE, COMPARE_AND_SET_RELEASE ->
          COMPARE_AND_SET_LIST;
      case GET_AND_SET, GET_AND_SET_ACQUIRE, GET_AND_SET_RELEASE -> SWAP_LIST;
      default -> WRITE_LIST;
    };
  }
}
