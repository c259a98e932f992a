package ripsaw.linearizability.execution.step;

import java.util.Arrays;

/** The steps of an execution so far: who made each, and which value a load saw. */
public final class Steps {
  /** No step; and no actor, or location, where one may be missing. */
  public static final int NONE = -1;

  private int[] made = new int[256];
  private final int[] countOf;
  private int count;

  public Steps(int actors) {
    this.countOf = new int[actors];
  }

  public void add(int actor) {
    if (2 * count == made.length) {
      made = Arrays.copyOf(made, 2 * made.length);
    }
    made[2 * count] = actor;
    made[2 * count + 1] = 0;
    count++;
    countOf[actor]++;
  }

  /** The last step is a load that does not see the latest value, but one so many before it. */
  public void sawOlder(int older) {
    made[2 * count - 1] = older;
  }

  public int count() {
    return count;
  }

  public int actor(int step) {
    return made[2 * step];
  }

  public int older(int step) {
    return made[2 * step + 1];
  }

  /** The number of ways to shuffle them, each actor's in its own order, as a power of ten. */
  public double shuffles() {
    double log = 0;
    int placed = 0;
    for (int ofActor : countOf) {
      for (int i = 1; i <= ofActor; i++) {
        placed++;
        log += Math.log10(placed) - Math.log10(i);
      }
    }
    return log;
  }
}
