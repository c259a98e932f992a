package ripsaw.linearizability.execution.loop;

/**
 * Notices that a cpu makes the same accesses over and over, which see the same values and change
 * none: that it waits for another in a loop. {@link Loops} does the same for who must know it at
 * once, and what else goes round.
 *
 * <p>After Brent, "An improved Monte Carlo factorization algorithm" (BIT 1980): each step is
 * compared with an earlier one, which is given up for a later one ever more seldom.
 */
public final class Spin {
  /** A power of two; longer rounds are not noticed. */
  private static final int LONGEST_ROUND = 256;

  private final long[] steps = new long[LONGEST_ROUND];
  private final int[] times = new int[LONGEST_ROUND];
  private int count;
  private int anchor;
  private int next = 1;
  private int period;
  private int matched;

  /** The cpu begins something else. */
  public void clear() {
    count = 0;
    anchor = 0;
    next = 1;
    period = 0;
  }

  /**
   * The cpu made a step.
   *
   * @param step what it did and saw, in a number
   * @param changes whether it changed a value
   * @param now any number that grows
   */
  public void step(long step, boolean changes, int now) {
    boolean goesOn = period > 0 && !changes && step == steps[at(count - period)];
    if (goesOn) {
      matched++;
    } else {
      period = 0;
    }
    int distance = count - anchor;
    if (period == 0 && !changes && distance > 0 && distance < LONGEST_ROUND) {
      if (step == steps[at(anchor)]) {
        period = distance;
        matched = 0;
      }
    }
    steps[at(count)] = step;
    times[at(count)] = now;
    if (count >= next && period == 0) {
      anchor = count;
      next = 2 * count;
    }
    count++;
  }

  private static int at(int step) {
    return step & LONGEST_ROUND - 1;
  }

  /** Rounds without a change, one after another, up to now. */
  public int rounds() {
    return period == 0 ? 0 : matched / period;
  }

  /** Steps of a round. */
  public int period() {
    return period;
  }

  /** When the last whole round began. */
  public int lastRound() {
    return times[at(count - period)];
  }
}
