package ripsaw.linearizability.execution.step;

/** The first steps of an execution, while they are made as an earlier execution made them. */
public final class KnownPrefix {
  /** There is none, or it is behind. */
  public static final KnownPrefix NONE = new KnownPrefix(null, 0);

  private final KnownSteps known;
  private final int count;
  private int step;

  /**
   * @param known nothing but its first steps is asked for
   */
  public KnownPrefix(KnownSteps known, int count) {
    this.known = known;
    this.count = count;
  }

  /** Whether the current step is one of it. */
  public boolean goesOn() {
    return step < count;
  }

  /** The number of the current step. */
  public int step() {
    return step;
  }

  public int actor() {
    return known.actor(step);
  }

  public int way() {
    return known.way(step);
  }

  /** Whether that much had been done after the current step. */
  public boolean isAsBefore(long made) {
    return known.made(step) == made;
  }

  /** Whether the current step is made as it was, and its actor makes the next one, too. */
  public boolean isNextOf(int actor, long made) {
    return step + 1 < count && known.actor(step + 1) == actor && isAsBefore(made);
  }

  public void next() {
    step++;
  }
}
