package ripsaw.gate.shard;

/**
 * A share of a run, as in {@code 3/8}.
 *
 * @param number from 1 on
 * @param of how many shares there are
 */
public record Part(int number, int of) {
  /** More machines than anybody has. */
  private static final int MOST = 9_999;

  /**
   * @throws IllegalArgumentException with what is wrong, and the mend
   */
  public static Part parse(String text) {
    if (text.matches("[1-9][0-9]{0,3}/[1-9][0-9]{0,3}")) {
      String[] numbers = text.split("/");
      Part part = new Part(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      if (part.number <= part.of) {
        return part;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no share of a whole: give K/N with K from 1 to N and N up to %s, as 3/8"
            .formatted(text, MOST));
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
