package ripsaw.linearizability.execution.loop;

import java.util.Arrays;
import ripsaw.linearizability.execution.step.Footprint;
import ripsaw.linearizability.execution.step.Steps;
import ripsaw.machine.order.Access;

/**
 * What each step of an execution did, in a number: equal for steps that made the same accesses,
 * which saw and left the same values.
 */
final class StepLog {
  // What a step did besides, in the lowest bits of its number.
  static final int CHANGES = 1;
  static final int PAGES = 2;
  static final int LOCKS = 4;
  static final int MASKS = 8;

  /** Code does that twice in a row, and is no loop. */
  static final int DULL = 16;

  static final int KINDS = 31;

  private long[] made = new long[128];
  private int count;
  private long now;
  private int kinds;
  private int unchanged;

  /** An actor begins a step. */
  void begin(int actor, Access access, long address) {
    now =
        (access.ordinal() + 1L << 5 | actor) * 0x9e3779b97f4a7c15L + address * 0xbf58476d1ce4e5b9L;
    kinds = kind(access);
    unchanged = Steps.NONE;
  }

  private static int kind(Access access) {
    return switch (access) {
      case PAGES -> PAGES;
      case MASK -> MASKS | DULL;
      case CALL, OWN, AWAIT, GET_PLAIN -> DULL;
      default -> 0;
    };
  }

  /** The step made an access. */
  void accessed(long address, long before, long after) {
    now += before * 0x94d049bb133111ebL + after * 0xd6e8feb86659fd93L;
    now ^= now >>> 29;
    if (before == after) {
      unchanged = (int) (address >>> 3);
    } else {
      kinds |= CHANGES;
    }
  }

  /** The step took a lock. */
  void locked() {
    kinds |= LOCKS;
  }

  /** The step is made. Returns its number. */
  long end(Footprint footprint) {
    if (count == made.length) {
      made = Arrays.copyOf(made, 2 * count);
    }
    if (unchanged == Steps.NONE && (kinds & CHANGES) == 0 && footprint.count() > 0) {
      now += footprint.touch(0); // a cpu-local word, whose value is not seen
    }
    long step = now & ~KINDS | kinds;
    made[count++] = step;
    return step;
  }

  /** How many steps were made. */
  int count() {
    return count;
  }

  long get(int step) {
    return made[step];
  }

  /** The numbers of the steps from this one on. */
  long[] from(int first) {
    return Arrays.copyOfRange(made, first, count);
  }

  /** The location that the last step wrote its old value to; {@link Steps#NONE} if none. */
  int unchanged() {
    return unchanged;
  }

  /** Whether the last so many steps did what as many before them did. */
  boolean repeats(int length) {
    if (count < 2 * length) {
      return false;
    }
    for (int i = count - 1; i >= count - length; i--) {
      if (made[i] != made[i - length]) {
        return false;
      }
    }
    return true;
  }

  /** The sum of the last so many steps: the same wherever their round begins. */
  long sum(int length) {
    long sum = length;
    for (int i = count - length; i < count; i++) {
      sum += made[i];
    }
    return sum;
  }
}
