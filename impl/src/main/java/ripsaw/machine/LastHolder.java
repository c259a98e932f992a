package ripsaw.machine;

/** What the last holder of a lock had done and seen when it let go. */
final class LastHolder {
  int[] clock;
  Object published;
}
