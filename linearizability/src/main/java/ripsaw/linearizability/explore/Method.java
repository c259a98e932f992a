package ripsaw.linearizability.explore;

import java.util.Arrays;
import java.util.Optional;

/** How an explorer goes through the schedules of a program. */
public enum Method {
  /** All of them, up to the order of steps that commute: see {@link SourceSets}. */
  EXHAUSTIVE("exhaustive"),
  /** All with no preemption, then all with one, and so on: see {@link PreemptionBounding}. */
  DEEPENING("deepening"),
  /** Each step at which actors may meet by any that can make it, with equal chances. */
  RANDOM("random"),
  /** Priorities that change at a few random steps: see {@link Priorities}. */
  PCT("pct"),
  /** Random priorities for steps, thrown anew where they race: see {@link Priorities}. */
  POS("pos");

  private final String id;

  Method(String id) {
    this.id = id;
  }

  /** By the word used on the command line. */
  public static Optional<Method> byId(String id) {
    return Arrays.stream(values()).filter(method -> method.id.equals(id)).findFirst();
  }

  /** True if it draws lots, so that its verdict is a sample. */
  public boolean isRandom() {
    return this == RANDOM || this == PCT || this == POS;
  }

  @Override
  public String toString() {
    return id;
  }
}
