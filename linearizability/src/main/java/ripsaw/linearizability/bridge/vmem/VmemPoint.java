package ripsaw.linearizability.bridge.vmem;

import java.util.List;
import java.util.Optional;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Access.Order;

/**
 * Where the Java of an arena meets the specification: an access by which cpus can tell one
 * execution from another, and the actions of {@code Vmem.tla} that it may be. All other accesses of
 * the Java belong to the action around them, see {@link #isMerged}.
 */
enum VmemPoint {
  BEGIN_ALLOC("Alloc"),
  LOCK_ARENA("Search", "SearchAll", "AddSpan", "Sleep", "Free", "Tell"),
  ASK_SOURCE("Import", "Release");

  static final String LOCK = "arena.lock";

  private final List<String> actions;

  VmemPoint(String... actions) {
    this.actions = List.of(actions);
  }

  /** Names of definitions in the specification. */
  List<String> actions() {
    return actions;
  }

  /** The point by which an action is made; empty if the cpu alone can see it. */
  static Optional<VmemPoint> of(String action) {
    return List.of(LOCK_ARENA, ASK_SOURCE).stream()
        .filter(point -> point.actions.contains(action))
        .findFirst();
  }

  /**
   * The point that an access is; empty if it belongs to the action around it, or to none.
   *
   * @param word that is locked, by the name that traces give it
   */
  static Optional<VmemPoint> of(Access access, String word) {
    if (access == Access.PAGES) {
      return Optional.of(ASK_SOURCE);
    }
    return access == Access.LOCK && word.equals(LOCK) ? Optional.of(LOCK_ARENA) : Optional.empty();
  }

  /**
   * Whether an access that is no point belongs to the action around it. What is plain is a lock
   * holder's, the cpu's whose tags they are, or a caller's range; to sleep and to wake are done
   * under the arena's lock; the pool of tags has a lock of its own, of which the specification
   * knows nothing, as there are always tags.
   */
  static boolean isMerged(Access access) {
    return access.order() == Order.NONE || access.order() == Order.PLAIN;
  }
}
