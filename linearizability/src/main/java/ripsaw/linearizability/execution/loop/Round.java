package ripsaw.linearizability.execution.loop;

import java.util.Map;
import java.util.TreeMap;
import ripsaw.linearizability.execution.step.Footprint;

/**
 * Steps that bring back what they began with, so that they can be made over and over. What is known
 * of that is what can be seen: the accesses, and the values that they saw and left. A coroutine's
 * locals cannot be, so a loop that counts its turns shows itself only when it ends. Hence a round
 * is made many times before it is believed to go on for ever.
 *
 * @param actors who makes each step
 * @param older which value its load sees, see {@link Repeatable#step}: 0 for the latest, 1 for the
 *     one before it, and so on
 */
public record Round(int[] actors, int[] older) {
  /** Rounds that are made before one is believed to have no end. */
  private static final int MOST_ROUNDS = 1_000;

  /** Steps that are spent on that; of a long round fewer are made. */
  private static final int MOST_STEPS = 20_000;

  private static final int FEWEST_ROUNDS = 10;

  /**
   * What came of making it again and again.
   *
   * @param rounds that were the same, from the first on
   * @param enabled who could have made a step in one of its states, a bit each
   * @param touched the locations that it touches, each with the last of its steps that does
   */
  record Repeated(int rounds, int enabled, Map<Integer, Integer> touched) {}

  public int steps() {
    return actors.length;
  }

  /** Who makes a step in it, a bit each. */
  public int movers() {
    int movers = 0;
    for (int actor : actors) {
      movers |= 1 << actor;
    }
    return movers;
  }

  boolean seesOlder() {
    for (int one : older) {
      if (one > 0) {
        return true;
      }
    }
    return false;
  }

  /** As many as {@link #repeat} makes if the round does not end before. */
  public int most() {
    return Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, MOST_STEPS / steps()));
  }

  /**
   * True if it goes on for ever, and nobody is kept waiting who could do something about it.
   *
   * @param made see {@link #repeat}
   */
  public boolean isEndless(Repeatable run, long[] made) {
    Repeated repeated = repeat(run, made, most());
    return repeated.rounds == most() && (repeated.enabled & ~movers()) == 0;
  }

  /**
   * Makes the round until one differs from the first.
   *
   * @param run that looks for no loops itself
   * @param made what the steps of the first are to be, see {@link Loops#made}; null for whatever
   *     they are
   * @param most rounds that are made
   */
  Repeated repeat(Repeatable run, long[] made, int most) {
    long[] first = made == null ? new long[steps()] : made;
    Map<Integer, Integer> touched = new TreeMap<>();
    int enabled = 0;
    for (int round = 0; round < most; round++) {
      for (int i = 0; i < steps(); i++) {
        int able = run.able();
        if ((able & 1 << actors[i]) == 0) {
          return new Repeated(round, enabled, touched);
        }
        run.step(actors[i], older[i]);
        if (round == 0) {
          enabled |= able;
          for (int touch : run.last().footprint().copy()) {
            touched.put(Footprint.location(touch), i);
          }
          if (made == null) {
            first[i] = run.loops().made();
          }
        }
        if (run.loops().made() != first[i] || run.isOver()) {
          return new Repeated(round, enabled, touched);
        }
      }
    }
    return new Repeated(most, enabled, touched);
  }
}
