package ripsaw.linearizability.bridge.kmallocobj;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Where the Java of kmalloc_obj meets the specification: an access by which cpus can tell one
 * execution from another, and the actions of {@code KmallocObj.tla} that it may be. All other
 * accesses of the Java belong to the action around them, see {@link KmallocObjWords#isMerged}.
 */
public enum KmallocObjPoint {
  READ_FINDEX("Allocate", "Look", "LookAlternate", "Scan", "ReadFindex", "Check", "Free"),
  ADD_FINDEX("Free"),
  WRITE_FINDEX("Reserve"),
  READ_XINDEX("ReadXindex"),
  ADD_XINDEX("Finish"),
  READ_SLOT("ReadSlot"),
  WRITE_SLOT("ClearSlot", "Store"),
  LOCK_DEPOT("Lock", "Insert", "PollLock"),
  LOCK_TYPES("Poll", "PollEnd", "Destroy", "EnterAgain"),
  READ_TICKS("Stamp", "ReadTicks"),
  WRITE_TICKS("Increment"),
  READ_ARMED("Tick", "ReadArmed"),
  WRITE_ARMED("Disarm", "Arm", "Drop"),
  READ_COUNT("Count", "ReadCount"),
  CHANGE_COUNT("Uncount", "Raise"),
  READ_HEAD("ReadHead"),
  SWAP_HEAD("Take"),
  CHANGE_HEAD("Push"),
  PAGES("New", "NoPage", "Unmap"),
  /** A reader looks at what it has seen before: no action, but not all may. */
  READ_OBJECT();

  private final List<String> actions;

  KmallocObjPoint(String... actions) {
    this.actions = List.of(actions);
  }

  /** Names of definitions in the specification. */
  public List<String> actions() {
    return actions;
  }

  /** The points by which this action may be made; none, if the cpu alone can see it. */
  static Set<KmallocObjPoint> of(String action) {
    Set<KmallocObjPoint> points = EnumSet.noneOf(KmallocObjPoint.class);
    for (KmallocObjPoint point : values()) {
      if (point.actions.contains(action)) {
        points.add(point);
      }
    }
    return points;
  }

  /**
   * Whether such an access belongs to the action before it, where a cpu stands there. It reads
   * again what only grows, or what no other cpu writes; or it writes a slab that is only being
   * made.
   *
   * @param at as the specification has it
   */
  boolean isMergedAt(String at) {
    return switch (this) {
      case READ_FINDEX -> at.equals("slot-swapped");
      case READ_TICKS -> at.equals("increment");
      case WRITE_SLOT, WRITE_FINDEX -> at.equals("pages") || at.equals("lock-new");
      default -> false;
    };
  }
}
