package ripsaw.machine.order;

/** What the last holder of a lock had done and seen when it let go. */
public final class LastHolder {
  public int[] clock;
  public Object published;
}
