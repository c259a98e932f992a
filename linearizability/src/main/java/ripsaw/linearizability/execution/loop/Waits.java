package ripsaw.linearizability.execution.loop;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What is known of the loops of a program, from one execution to the next. */
public final class Waits {
  /**
   * A loop in which an actor waits: until somebody changes what its round touches, the next round
   * is as the last.
   *
   * @param period steps of a round
   * @param phase own steps of the actor, modulo the period, after which a round is whole
   * @param rounds that were made, all the same, before this was believed
   * @param locations that the round touches
   * @param touchedBy for each of them the last step of the round that does, from 0
   */
  record Wait(int period, int phase, int rounds, int[] locations, int[] touchedBy) {}

  /** A power of two. */
  private static final int TABLE = 1024;

  private final long[] pairs = new long[TABLE];
  private long execution;
  private final Map<Long, Integer> ended = new HashMap<>();
  private final Map<Long, Wait> waits = new HashMap<>();

  /** An execution begins. */
  void begin() {
    execution++;
  }

  /**
   * Remembers that these are an actor's last two steps, and finds where they were that before, if
   * they were in this execution and nothing has taken the place since.
   *
   * @param count steps of the actor
   * @return how many they were then; 0 if it is not known
   */
  int lastPair(long step, long before, int count) {
    int place = (int) ((step + before * 31) * 0x9e3779b97f4a7c15L >>> 54);
    long found = pairs[place];
    pairs[place] = execution << 32 | count;
    return found >>> 32 == execution ? (int) found : 0;
  }

  /** After how many rounds such a loop was seen to end by itself, at most; 0 if it never was. */
  int endedAfter(long round) {
    return ended.getOrDefault(round, 0);
  }

  void endsAfter(long round, int rounds) {
    ended.merge(round, rounds, Math::max);
  }

  /**
   * What an actor waits for that has done all this.
   *
   * @param history all that it did before its loop, and the loop: it tells what its locals are
   * @param found asked once for each history; null for nothing
   */
  Wait at(long history, Supplier<Wait> found) {
    Wait known = waits.get(history);
    if (known == null) {
      known = found.get();
      if (known != null) {
        waits.put(history, known);
      }
    }
    return known;
  }
}
