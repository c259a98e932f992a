package ripsaw.machine;

/** What one caller tells another with a block: what its giver had done and seen when it gave. */
public final class HandOver {
  final int[] clock;
  final Object published;

  HandOver(int[] clock, Object published) {
    this.clock = clock;
    this.published = published;
  }
}
