package ripsaw.machine.cache;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Who has which line: MESI. Each cpu has a cache of its own that holds all it ever had, so that a
 * line leaves it only because another cpu writes; what a cache is too small for is no affair of the
 * allocator's. The four states are those of Papamarcos and Patel (ISCA 1984), with their rule that
 * whoever has a line hands it on:
 *
 * <pre>
 *              read here            write here     read elsewhere   write elsewhere
 *   invalid    shared, exclusive    modified       -                -
 *              if nobody has it
 *   shared     -                    modified       -                invalid
 *   exclusive  -                    modified       shared           invalid
 *   modified   -                    -              shared           invalid
 * </pre>
 */
public final class Coherence {
  /** In which state a cache has a line. */
  public enum State {
    INVALID,
    SHARED,
    EXCLUSIVE,
    MODIFIED
  }

  /**
   * What an access cost.
   *
   * @param transfers 1 if the line came from another cpu's cache, else 0
   * @param invalidations copies in other caches that it made invalid
   * @param fetches 1 if the line came from memory, as nobody had it, else 0
   */
  public record Cost(int transfers, int invalidations, int fetches) {
    /** Of an access to a line that the cache has in the right state. */
    public static final Cost NONE = new Cost(0, 0, 0);
  }

  private final int cpus;
  private final Map<Line, State[]> lines = new HashMap<>();

  public Coherence(int cpus) {
    this.cpus = cpus;
  }

  /** In which state this cpu's cache has the line. */
  public State state(int cpu, Line line) {
    State[] states = lines.get(line);
    return states == null ? State.INVALID : states[cpu];
  }

  public Cost read(int cpu, Line line) {
    State[] states = states(line);
    if (states[cpu] != State.INVALID) {
      return Cost.NONE;
    }
    boolean had = false;
    for (int other = 0; other < cpus; other++) {
      if (states[other] != State.INVALID) {
        states[other] = State.SHARED;
        had = true;
      }
    }
    states[cpu] = had ? State.SHARED : State.EXCLUSIVE;
    return arrived(had, 0);
  }

  /** An atomic update is a write too, also a compare-and-set that fails: it owns the line first. */
  public Cost write(int cpu, Line line) {
    State[] states = states(line);
    boolean misses = states[cpu] == State.INVALID;
    int copies = 0;
    for (int other = 0; other < cpus; other++) {
      if (other != cpu && states[other] != State.INVALID) {
        states[other] = State.INVALID;
        copies++;
      }
    }
    states[cpu] = State.MODIFIED;
    if (misses) {
      return arrived(copies > 0, copies);
    }
    return copies == 0 ? Cost.NONE : new Cost(0, copies, 0);
  }

  private static Cost arrived(boolean had, int invalidations) {
    return new Cost(had ? 1 : 0, invalidations, had ? 0 : 1);
  }

  private State[] states(Line line) {
    return lines.computeIfAbsent(
        line,
        one -> {
          State[] states = new State[cpus];
          Arrays.fill(states, State.INVALID);
          return states;
        });
  }
}
