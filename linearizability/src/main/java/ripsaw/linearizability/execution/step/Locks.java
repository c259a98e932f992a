package ripsaw.linearizability.execution.step;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Who wants which lock, and in which step each was taken and let go. */
public final class Locks {
  private final int[] wanted;
  private final Map<Integer, Integer> taken = new HashMap<>();
  private final Map<Integer, Integer> letGo = new HashMap<>();

  public Locks(int actors) {
    this.wanted = new int[actors];
    Arrays.fill(wanted, Steps.NONE);
  }

  /** The location of the lock that this actor would take next, or waits for; else NONE. */
  public int wanted(int actor) {
    return wanted[actor];
  }

  public void wants(int actor, int location) {
    wanted[actor] = location;
  }

  /**
   * An actor takes the lock that it wanted, in this step.
   *
   * @return the step in which it was let go before, which had to come first; {@link Steps#NONE} if
   *     nobody has had it
   */
  public int takes(int actor, int location, int step) {
    wanted[actor] = Steps.NONE;
    taken.put(location, step);
    Integer before = letGo.remove(location);
    return before == null ? Steps.NONE : before;
  }

  /** Taken and let go in one step, it is no more than a word that was written. */
  public void letsGo(int location, int step) {
    if (taken.getOrDefault(location, Steps.NONE) != step) {
      letGo.put(location, step);
    }
  }
}
