package ripsaw.machine.order;

import ripsaw.machine.MachineObserver;

/** How a step depends on a location, see {@link MachineObserver#touched}. */
public enum Touch {
  READS,
  WRITES,
  /**
   * It sees one of the stores that there are, and was free to see another: see {@link
   * MachineObserver#choose}. What is stored there later does not matter to it, and what was stored
   * before only if it is what it saw.
   */
  SEES,
  /** It is a compare-and-set that failed, and might not have before some of the stores there. */
  MISSES,
  /** It was made possible by the last step that wrote there. */
  ENABLED,
  /**
   * It could not be made until what was last written there was undone, and might have come before
   * that was written, as with a lock. A step may wait for several: that it came behind one of them
   * only by way of another keeps it from nothing.
   */
  AWAITS
}
