package ripsaw.gate.check;

import java.time.Duration;

/** Wall-clock time that a run may take: from the moment in which it is given, or without an end. */
public final class Budget {
  /** As good as no end, and still a time that can be added to any clock. */
  private static final Duration YEAR = Duration.ofDays(365);

  private final boolean hasEnd;
  private final long deadline;

  private Budget(boolean hasEnd, Duration time) {
    this.hasEnd = hasEnd;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  /** Effort alone bounds the run. */
  public static Budget none() {
    return new Budget(false, YEAR);
  }

  /** So much from now on. */
  public static Budget of(Duration time) {
    return new Budget(true, time);
  }

  public boolean hasEnd() {
    return hasEnd;
  }

  /** What is left of it, which is never below zero; a year or so if it has no end. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  public boolean isSpent() {
    return left().isZero();
  }
}
