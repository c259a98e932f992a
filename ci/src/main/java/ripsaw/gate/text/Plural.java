package ripsaw.gate.text;

/** Counts things, in words. */
public final class Plural {
  private Plural() {}

  /**
   * As in "1 fault" and "3 faults".
   *
   * @param what one of them
   */
  public static String of(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
