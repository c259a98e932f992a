package ripsaw.linearizability.execution.loop;

import java.util.Arrays;
import ripsaw.linearizability.execution.loop.Waits.Wait;

/**
 * The steps of one actor, and whether they repeat. To find that costs little where they do not: the
 * last two steps are looked up among the earlier ones.
 */
final class Track {
  /** Steps after which an actor is looked at closely, who may go round without meeting anybody. */
  private static final int LONG = 128;

  private final int actor;
  private final StepLog log;
  private int[] at = new int[32];
  private int count;
  private int period;
  private int matched;
  private int suspectSince;
  private int locks;
  private Wait wait;

  Track(int actor, StepLog log) {
    this.actor = actor;
    this.log = log;
  }

  int actor() {
    return actor;
  }

  /** The actor made the last step of the log. */
  void add() {
    if (count == at.length) {
      at = Arrays.copyOf(at, 2 * count);
    }
    at[count++] = log.count() - 1;
  }

  int count() {
    return count;
  }

  /** The step that is so many before the last one of the actor. */
  int before(int steps) {
    return at[count - 1 - steps];
  }

  /** What that step did. */
  long made(int before) {
    return log.get(before(before));
  }

  void locked() {
    locks++;
  }

  void unlocked() {
    locks--;
  }

  boolean hasLock() {
    return locks != 0;
  }

  // ------------------------------------------------------------------ rounds

  /** Whether the last step is as the one a period before; if not, looks for another period. */
  void match(long step, Waits waits) {
    boolean isDull = (step & StepLog.DULL) != 0;
    if (period == 0 && isDull && count < LONG) {
      return;
    }
    boolean goesOn = period > 0 && step == made(period);
    if (goesOn) {
      matched++;
    } else {
      period = 0;
      wait = null;
      suspectSince = 0;
    }
    if (count > 1) {
      long last = made(1);
      int earlier = waits.lastPair(step, last, count);
      if (!goesOn && step == last && !isDull) {
        period = 1;
        matched = 1;
      } else if (!goesOn && earlier > 0 && earlier < count) {
        look(count - earlier);
      }
    }
    if (period > 0 && matched >= period && suspectSince == 0) {
      suspectSince = count;
    }
  }

  /** The last two steps seem to be the same as so many steps before. */
  private void look(int distance) {
    int same = 0;
    while (same < distance && same + distance < count && made(same) == made(same + distance)) {
      same++;
    }
    if (same > 0) {
      period = distance;
      matched = same;
    }
  }

  /** Whether the actor has made a round twice. */
  boolean isSuspect() {
    return suspectSince > 0;
  }

  /** Whether it has gone round once more since. */
  boolean isToBeLookedAt() {
    return isSuspect() && count - suspectSince >= period - 1;
  }

  /** Steps of a round. */
  int period() {
    return period;
  }

  /** Rounds that were the same, up to now, a begun one included. */
  int rounds() {
    return matched / period + 1;
  }

  boolean isRoundWhole() {
    return matched % period == 0;
  }

  /** What the steps of the round did, all in one: see {@link StepLog}. */
  int kinds() {
    int all = 0;
    for (int i = 0; i < period; i++) {
      all |= (int) made(i) & StepLog.KINDS;
    }
    return all;
  }

  /** The round in a number, wherever it begins. */
  long round() {
    long sum = mixed(actor, period);
    for (int i = 0; i < period; i++) {
      sum += made(i);
    }
    return sum;
  }

  /** All that the actor did before its rounds, and the round. */
  long history() {
    long history = round();
    for (int i = 0; i < count - matched - period; i++) {
      history = mixed(history, log.get(at[i]));
    }
    return history;
  }

  private static long mixed(long hash, long with) {
    long product = (hash ^ with) * 0x9e3779b97f4a7c15L;
    return product ^ product >>> 32;
  }

  // -------------------------------------------------------------------- wait

  /** What the actor waits for in its rounds; null if it is not known to wait. */
  Wait waitsFor() {
    return wait;
  }

  void waitsFor(Wait found) {
    wait = found;
  }
}
