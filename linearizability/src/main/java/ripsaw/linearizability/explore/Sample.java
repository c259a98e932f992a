package ripsaw.linearizability.explore;

/**
 * Which executions are looked at more closely than all can be: the first, and then one whenever
 * there are four times as many.
 */
public final class Sample {
  private Sample() {}

  /**
   * @param executions that were made before this one
   */
  public static boolean has(long executions) {
    return Long.bitCount(executions) <= 1 && Long.numberOfTrailingZeros(executions) % 2 == 0;
  }
}
