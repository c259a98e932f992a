package ripsaw.machine;

/** How a step depends on a location, see {@link Watch#touched}. */
public enum Touch {
  READS,
  WRITES,
  /**
   * It reads what its cpu stored there and what has not reached memory yet. It does not matter to
   * it when this store arrives, only what others store afterwards.
   */
  READS_BUFFERED,
  /** It was made possible by the last step that wrote there. */
  ENABLED
}
